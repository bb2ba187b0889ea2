import type { APIRequestContext, Page } from "@playwright/test";
import type { FixedShop } from "../fixed-shop.ts";

/** What a scene is made with: a buyer's browser, calls as the host makes them, and the shop. */
export type Bench = { readonly page: Page; readonly request: APIRequestContext; readonly shop: FixedShop };

export type PageScene = {
  readonly subject: "pages";
  /** In kebab case. */
  readonly name: string;
  /** Buys as far as the scene; the address at which `page` ends is the one that is looked at, in each language. */
  make(bench: Bench): Promise<void>;
  /** What is done after each loading. */
  act?(page: Page): Promise<void>;
  /** Made without JavaScript: the answer to a form is a page with an address of its own then. */
  readonly isWithoutScript?: boolean;
  /** Made again for each language: what the page says was written when it was made. */
  readonly isMadeInEach?: boolean;
};

export const pageScene = (
  name: string,
  make: PageScene["make"],
  more: Pick<PageScene, "act" | "isWithoutScript" | "isMadeInEach"> = {},
): PageScene => ({ subject: "pages", name, make, ...more });
