import { renderToStaticMarkup } from "react-dom/server";
import type { ReactNode } from "react";
import { checkoutTexts } from "#app/checkout/texts/checkout-texts.ts";
import { walletTexts } from "#app/checkout/texts/wallet/wallet-texts.ts";
import { componentTexts } from "#app/components/texts/component-texts.ts";
import { orderTexts } from "#app/orders/texts/order-texts.ts";
import { planTexts } from "#app/plans/texts/plan-texts.ts";
import { policyWords } from "#app/policies/words/policy-words.ts";
import { bankTexts } from "#app/sandbox-bank/texts/bank-texts.ts";
import { errorTexts } from "#app/texts/error-texts.ts";
import { formTexts } from "#lib/wire/texts/form/form-texts.ts";
import { parcelTexts } from "#lib/wire/texts/parcels/parcel-texts.ts";
import { paymentTexts } from "#lib/wire/texts/payment/payment-texts.ts";
import { refusalTexts } from "#server/front/refusals/refusal-texts.ts";

/** Every table of texts that a buyer reads on a page. */
export const PAGE_TEXTS = {
  checkout: checkoutTexts,
  wallet: walletTexts,
  components: componentTexts,
  orders: orderTexts,
  plans: planTexts,
  policies: policyWords,
  bank: bankTexts,
  errors: errorTexts,
  form: formTexts,
  payment: paymentTexts,
  parcels: parcelTexts,
  refusals: refusalTexts,
} as const;
export type PageTable = keyof typeof PAGE_TEXTS;

type Leaf = { readonly path: string; readonly value: unknown };

/** The texts of a table in one language, each with its path, such as `details.parts.zip`. */
export function leavesOf(table: PageTable, language: string): readonly Leaf[] {
  const { locale: _locale, ...texts } = PAGE_TEXTS[table](language);
  return leavesIn(texts, "");
}

function leavesIn(value: unknown, path: string): readonly Leaf[] {
  // Nothing is said, such as of a payment service that is not simulated.
  if (value === null) return [];
  if (typeof value !== "object") return [{ path, value }];
  return Object.entries(value).flatMap(([key, one]) => leavesIn(one, path === "" ? key : `${path}.${key}`));
}

/** What a sentence says with sample values, as it would be on a page. */
export function said(sentence: unknown, values: readonly unknown[]): string {
  const result: unknown = typeof sentence === "function" ? Reflect.apply(sentence, undefined, values) : sentence;
  return typeof result === "string" ? result : renderToStaticMarkup(result as ReactNode);
}
