import { isSent, needsAddress } from "#lib/wire/details-form.ts";
import type { CheckoutPart } from "../checkout-part.ts";
import { asksEmailAlone } from "../progress/asked-details.ts";

/** What a wallet is asked for besides the payment: `person` is name and e-mail address, `address` both and where it is sent. */
export type WalletAsks = "nothing" | "email" | "person" | "address";

/** The fields that the page's form takes from a wallet, by the names of the details form. */
export const ASKED_FIELDS = {
  nothing: [],
  email: ["email"],
  person: ["email", "name"],
  address: ["email", "name", "line_one", "line_two", "city", "state", "postal_code", "country", "delivery"],
} as const satisfies Readonly<Record<WalletAsks, readonly string[]>>;

/**
 * What the wallets at the top of the page ask for: what the form below asks for, and nothing once that is known. Null where
 * they are not offered: in a browser that may not give details, while details that are known are changed below, and where
 * nothing is sent but the tax goes by the place, because a wallet names a place before it is confirmed only to send something
 * there.
 */
export function walletAsks(
  asking: Parameters<typeof asksEmailAlone>[0] & { readonly part: CheckoutPart },
): WalletAsks | null {
  const { session, details, part, answer } = asking;
  if (part === "pay") return "nothing";
  if (part === "none" || !details.mayChange || answer?.kind === "opened_elsewhere") return null;
  if (session.status === "ready" && session.buyer !== null) return null;
  if (asksEmailAlone(asking)) return "email";
  if (isSent(session)) return "address";
  return needsAddress(session) ? null : "person";
}
