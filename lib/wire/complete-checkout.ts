import { z } from "zod";
import type { Buyer } from "../checkout/session.ts";
import { sessionId, type SessionId } from "../ids.ts";
import { oneLine } from "../plain-text.ts";
import { readPhone } from "./address/libphonenumber-js.ts";
import { DETAILS_TEXTS } from "./texts/details.ts";
import { INPUT_TEXTS } from "./texts/input.ts";

const TOKEN_MAX = 500;
const field = z.string().max(500).nullish();
const part = z.string().max(256).nullish();

/**
 * What the host sends, in every spelling that is documented: the checkout API reference, and both payment
 * shapes of the Agentic Commerce Protocol (2025-09-29 and 2026-01-30 on). Fields we do not know are dropped.
 * `readCompleteCheckout` decides what is enough.
 */
export const completeCheckoutInput = z.object({
  checkout_session_id: z
    .string()
    .min(8)
    .max(80)
    .describe("The checkout session that the payment sheet was opened for."),
  buyer: z
    .object({ name: part, full_name: part, first_name: part, last_name: part, email: part, phone_number: part })
    .nullish()
    .describe("The buyer as the payment sheet knows them."),
  payment_data: z
    .object({
      token: z.string().max(TOKEN_MAX).nullish(),
      provider: field,
      billing_address: z.object({}).nullish(),
      handler_id: field,
      instrument: z
        .object({
          type: field,
          credential: z.object({ type: field, token: z.string().max(TOKEN_MAX).nullish() }).nullish(),
        })
        .nullish(),
    })
    .describe("The delegated payment token that the payment sheet obtained."),
});
export type CompleteCheckoutInput = z.infer<typeof completeCheckoutInput>;

export type CompleteCheckoutRequest = {
  readonly sessionId: SessionId;
  readonly token: string;
  readonly buyer: Buyer | null;
};
export type CompleteCheckoutReading =
  | { readonly kind: "read"; readonly request: CompleteCheckoutRequest }
  | {
      readonly kind: "problems";
      readonly problems: readonly {
        readonly field: string;
        readonly code: "missing" | "invalid";
        readonly message: string;
      }[];
    };

/** Brings every spelling into one form. Without an e-mail address there is no buyer, and the session's own stays. */
export function readCompleteCheckout(input: CompleteCheckoutInput): CompleteCheckoutReading {
  const { payment_data: payment } = input;
  const token = (payment.token ?? payment.instrument?.credential?.token ?? "").trim();
  if (token === "")
    return {
      kind: "problems",
      problems: [{ field: "payment_data.token", code: "missing", message: INPUT_TEXTS.tokenMissing }],
    };
  const buyer = readBuyer(input.buyer);
  if (buyer === "bad_email")
    return {
      kind: "problems",
      problems: [{ field: "buyer.email", code: "invalid", message: DETAILS_TEXTS.email }],
    };
  return { kind: "read", request: { sessionId: sessionId(input.checkout_session_id), token, buyer } };
}

export function readBuyer(sent: CompleteCheckoutInput["buyer"]): Buyer | null | "bad_email" {
  const email = sent?.email?.trim() ?? "";
  if (email === "") return null;
  if (!/^[^\s@]+@[^\s@]+$/.test(email)) return "bad_email";
  const parts = [sent?.first_name, sent?.last_name].map((one) => oneLine(one ?? "")).filter((one) => one !== "");
  const name = [sent?.name, sent?.full_name, parts.join(" ")]
    .map((one) => oneLine(one ?? ""))
    .find((one) => one !== "");
  const phone = readPhone(sent?.phone_number ?? null, "");
  // A number that cannot be read must not cost the sale, and the newest protocol demands no name.
  return { name: name ?? email, email, phoneNumber: phone.kind === "phone" ? phone.number : null };
}
