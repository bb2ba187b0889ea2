import type { CheckoutSession } from "#lib/checkout/session.ts";

export type CheckoutPart = "details" | "pay" | "none";

/** Which part of the checkout the buyer is at: `details` first, `pay` when nothing is missing, `none` when nothing can be changed. */
export function checkoutPart(session: CheckoutSession, changesDetails: boolean): CheckoutPart {
  if (session.status === "not_ready") return "details";
  if (session.status !== "ready") return "none";
  return session.buyer === null || changesDetails ? "details" : "pay";
}
