import { customerEmail } from "../../checkout/email-address.ts";
import { limitOfCustomer, type DiscountRule } from "../../checkout/discounts/rule.ts";
import type { CheckoutSession } from "../../checkout/session.ts";
import type { ShopperId } from "../../ids.ts";
import type { Order } from "../../orders/order.ts";
import type { CustomerDigests, CustomerLimit } from "../../store/customers/customer-store.ts";
import type { StoreTransaction } from "../../store/store.ts";
import { rememberWhenPaid } from "../access/remembered.ts";
import type { PurchaseContext } from "../context.ts";

type Known = { readonly shopperId: ShopperId | null; readonly email: string | null };

/** A customer is whoever has the host's subject or the e-mail address: one of the two is enough to be known again. */
export const customerOf = (
  { customerDigest }: Pick<PurchaseContext, "customerDigest">,
  { shopperId, email }: Known,
): CustomerDigests => [
  ...(shopperId === null ? [] : [customerDigest(`shopper ${shopperId}`)]),
  ...(email === null || email.trim() === "" ? [] : [customerDigest(`email ${customerEmail(email)}`)]),
];

/** Of these rules, the ones that are limited for each customer. */
export const customerLimits = (rules: readonly DiscountRule[]): readonly CustomerLimit[] =>
  rules.flatMap((rule) => {
    const limit = limitOfCustomer(rule);
    return limit === null ? [] : [{ code: rule.code, limit, isFirstOrder: rule.isFirstOrder }];
  });

/** Stores an order, whose it is, and what they wanted remembered with it. False when its session has one already. */
export async function storeOrder(
  context: Pick<PurchaseContext, "customerDigest" | "retention" | "now">,
  transaction: StoreTransaction,
  order: Order,
  session: CheckoutSession,
): Promise<boolean> {
  const customer = customerOf(context, { shopperId: session.shopperId, email: order.buyer?.email ?? null });
  await rememberWhenPaid(context, transaction, session);
  await transaction.saveCustomerOrder(order.sessionId, customer);
  return transaction.insertOrder(order);
}
