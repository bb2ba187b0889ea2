import type { CheckoutSession } from "#lib/checkout/session.ts";
import type { ShownDetails } from "#lib/purchase/access/shown-details.ts";
import type { Storefront } from "#lib/purchase/storefront.ts";
import type { Chosen } from "#lib/wire/text-tables.ts";
import type { CheckoutTexts } from "../../texts/en.ts";
import type { FormAnswer, Stopped } from "../form-state.ts";

/** A form of a checkout's page, with the session that it belongs to as it is now. */
export type StepCall = {
  readonly form: FormData;
  readonly session: CheckoutSession;
  readonly storefront: Storefront;
  /** What this browser may see and do. */
  readonly details: ShownDetails;
  readonly texts: Chosen<CheckoutTexts>;
  /** The reader's. */
  readonly locale: string;
  /** From now on this browser is the one that typed the details. */
  readonly typing: () => Storefront;
};

export type StepResult =
  /** The page as it is now, at one of its headings. */
  | { readonly kind: "shown"; readonly heading?: string; readonly query?: Readonly<Record<string, string>> }
  /** The page with why the form was not done. `session`: as the form left it. */
  | {
      readonly kind: "answered";
      readonly answer: FormAnswer;
      readonly session: CheckoutSession;
      readonly query?: Readonly<Record<string, string>>;
    }
  /** Another page. */
  | { readonly kind: "left"; readonly location: string }
  | { readonly kind: "missing" };

export type Step = (call: StepCall) => Promise<StepResult>;

/** Says why nothing was done, over a page that shows the order as it is now. */
export const stopped = (
  session: CheckoutSession,
  of: Stopped["of"],
  message: string,
  tone: Stopped["tone"] = "danger",
): StepResult => ({ kind: "answered", session, answer: { kind: "stopped", of, tone, message } });
