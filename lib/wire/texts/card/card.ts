import type { MissingDetail, RejectedDiscount } from "../../../checkout/session.ts";
import type { HostSession } from "../../host-session.ts";

/** What the answer about a checkout says, for the card that shows it. In English it is `CHECKOUT_TEXTS`, which models read. */
export type CardTexts = {
  readonly missing: Readonly<Record<MissingDetail, string>>;
  readonly codeNotUsed: (code: string, reason: RejectedDiscount["reason"]) => string;
  readonly awaited: (title: string, words: string) => string;
  /** `country`: ISO 3166-1 alpha-2. */
  readonly addressGivenOnPage: (country: string) => string;
  readonly addressRemembered: (country: string) => string;
  readonly includedTax: (amount: string, name: string) => string;
  readonly deliveryTax: (amount: string, name: string) => string;
  readonly lineDiscount: (title: string, amount: string, line: string) => string;
  readonly totals: Readonly<Record<HostSession["totals"][number]["type"], string>>;
  readonly paymentFailed: (day: string) => string;
};

/** What a card's own language adds: what a tool alone says in English. */
export type TranslatedCard = CardTexts & {
  /** Nothing was changed: the checkout is paid, closed, or has a payment open. */
  readonly locked: string;
  /** The buyer typed it on the seller's page, and only there can it be changed. */
  readonly givenOnPage: string;
  /** A name between the quotation marks of the language. */
  readonly named: (title: string) => string;
  /** With the day, where it is known. */
  readonly pre_order: (day: string | null) => string;
  readonly backorder: (day: string | null) => string;
};
