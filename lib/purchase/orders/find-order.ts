import { comparableEmail } from "../../checkout/email-address.ts";
import { signal } from "../../observe/signals.ts";
import { readOrderNumber, type Order } from "../../orders/order.ts";
import { timingSafeEqualText } from "../../timing-safe-equal.ts";
import type { PurchaseContext } from "../context.ts";

export type FindOrderRequest = { readonly number: string; readonly email: string };
export type FindOrderOutcome =
  | { readonly kind: "found"; readonly order: Order }
  /** No such order, or it is another buyer's: the caller cannot tell which. */
  | { readonly kind: "no_match" }
  | { readonly kind: "limited"; readonly retryAfterMs: number };

/**
 * Finds an order for a buyer who has no session any more: by its number and the e-mail address it was placed with,
 * which must both be right. Every kind of mismatch is the same answer, and calls are counted by number and by address,
 * so that neither can be guessed. Reads only.
 */
export async function findOrder(context: PurchaseContext, request: FindOrderRequest): Promise<FindOrderOutcome> {
  const number = readOrderNumber(request.number);
  const email = comparableEmail(request.email);
  const allowed = await context.guards.orderLookUps([`number ${number}`, `email ${email}`]);
  if (allowed.kind === "limited") {
    signal("limit_hit", { limit: "order_look_up", by: "order" });
    return allowed;
  }
  const order = await context.store.orderByNumber(number);
  const isTheirs = timingSafeEqualText(comparableEmail(order?.buyer?.email ?? ""), email) && email !== "";
  return order !== null && isTheirs ? { kind: "found", order } : { kind: "no_match" };
}
