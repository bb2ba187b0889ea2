import type { APIRequestContext, Page } from "@playwright/test";
import type { FixedShop } from "../fixed-shop.ts";
import type { ShopKind } from "../shop-kinds.ts";

/** What a scene is made with: a buyer's browser, calls as the host makes them, and the shop. */
export type Bench = { readonly page: Page; readonly request: APIRequestContext; readonly shop: FixedShop };

export type PageScene = {
  readonly subject: "pages";
  /** In kebab case. */
  readonly name: string;
  /** Where it is made; the demo's unless it is given. */
  readonly kind?: ShopKind;
  /** Buys as far as the scene; the address at which `page` ends is the one that is looked at, in each language. */
  make(bench: Bench): Promise<void>;
  /** What is done before each loading, such as to a script that the page loads. */
  prepare?(page: Page): Promise<void>;
  /** What is done after each loading. */
  act?(page: Page): Promise<void>;
  /** Made without JavaScript: the answer to a form is a page with an address of its own then. */
  readonly isWithoutScript?: boolean;
  /** Made again for each language: what the page says was written when it was made. */
  readonly isMadeInEach?: boolean;
  /** On paper instead of a screen, and as wide. */
  readonly isPrinted?: boolean;
  /** For whoever runs the shop: it is in English whatever the reader's language. */
  readonly isInEnglish?: boolean;
};

export const pageScene = (
  name: string,
  make: PageScene["make"],
  more: Omit<PageScene, "subject" | "name" | "make"> = {},
): PageScene => ({ subject: "pages", name, make, ...more });
