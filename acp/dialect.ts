import type { z } from "zod";
import { DEFAULT_LOCALE, localesOfHeader } from "#lib/wire/accept-language.ts";
import type { CheckoutState } from "#lib/purchase/checkout-state.ts";
import type { Storefront } from "#lib/purchase/storefront.ts";
import { session20250929 } from "#lib/wire/acp/2025-09-29.ts";
import { session20260417 } from "#lib/wire/acp/2026-04-17.ts";
import { acpCreateInput20250929, acpCreateInput20260417 } from "#lib/wire/acp/requests.ts";
import type { CheckoutEdge } from "#lib/wire/checkout-view.ts";
import type { PaymentResult } from "#lib/wire/payment-result.ts";

/** Where two versions of the protocol differ; everything else is the same for both (docs/protocols.md). */
export type AcpDialect = {
  readonly version: "2025-09-29" | "2026-04-17";
  /** What `API-Version` may say to mean it. */
  readonly names: readonly string[];
  readonly createInput: z.ZodType<z.output<typeof acpCreateInput20250929>>;
  view(state: CheckoutState, edge: CheckoutEdge, news: PaymentResult | null): Record<string, unknown>;
  /** How it calls what our verbs and readers name. */
  readonly words: Readonly<Record<"items" | "address" | "fulfillment_option_id" | "token", string>>;
  readonly itemsField: "items" | "line_items";
  /** The status of an answer that contains a new order. */
  readonly completedStatus: 200 | 201;
  /** The status for a key that was used with another body or in another version. */
  readonly conflictStatus: 409 | 422;
  readonly demandsKey: boolean;
  /** It knows the bank's confirmation as a step of its own, and demands its result. */
  readonly demandsAuthentication: boolean;
};

/** Everything that a call needs beside its body. */
export type AcpContext = {
  readonly verbs: Storefront;
  readonly dialect: AcpDialect;
  readonly edge: CheckoutEdge;
  /** The language that the platform speaks with the buyer, in which the shop writes e-mails; empty when it did not say. */
  readonly spoken: { readonly locale?: string };
};

/** What a call's `Accept-Language` says. An update without one leaves the checkout's language as it is. */
export function languageOfCall(header: string | null | undefined): {
  edge: { locale: string };
  spoken: AcpContext["spoken"];
} {
  const [locale] = localesOfHeader(header);
  return { edge: { locale: locale ?? DEFAULT_LOCALE }, spoken: locale === undefined ? {} : { locale } };
}

const FIRST: AcpDialect = {
  version: "2025-09-29",
  names: ["2025-09-29", "2025-09-12"],
  createInput: acpCreateInput20250929,
  view: session20250929,
  words: {
    items: "items",
    address: "fulfillment_address",
    fulfillment_option_id: "fulfillment_option_id",
    token: "payment_data.token",
  },
  itemsField: "items",
  completedStatus: 201,
  conflictStatus: 409,
  demandsKey: false,
  demandsAuthentication: false,
};

export const NEWEST: AcpDialect = {
  version: "2026-04-17",
  names: ["2026-04-17"],
  createInput: acpCreateInput20260417,
  view: session20260417,
  words: {
    items: "line_items",
    address: "fulfillment_details",
    fulfillment_option_id: "selected_fulfillment_options[0].option_id",
    token: "payment_data.instrument.credential.token",
  },
  itemsField: "line_items",
  completedStatus: 200,
  conflictStatus: 422,
  demandsKey: true,
  demandsAuthentication: true,
};

/** Newest first. */
export const DIALECTS: readonly AcpDialect[] = [NEWEST, FIRST];
