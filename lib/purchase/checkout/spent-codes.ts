import type { SpentCodes } from "../../checkout/discounts/apply.ts";
import { limitOfCustomer } from "../../checkout/discounts/rule.ts";
import type { SessionId, ShopperId } from "../../ids.ts";
import { customerLimits, customerOf } from "../customers/customer.ts";
import type { PurchaseContext } from "../context.ts";

type Who = {
  /** What it has taken itself does not count against it. */
  readonly session: SessionId;
  readonly shopperId: ShopperId | null;
  readonly email: string | null;
  /** Somebody pays now: a customer whom nobody knows is one of whom nothing can be counted. */
  readonly isPaying: boolean;
};

/**
 * Which of the codes, and of the discounts that count by themselves, count no more, and why. Whoever is not known by an
 * e-mail address yet is believed to be new where a code was typed. What counts by itself waits for the address, so that
 * no total rises because one is given.
 */
export async function spentCodes(context: PurchaseContext, codes: readonly string[], who: Who): Promise<SpentCodes> {
  const rules = context.rules.discounts.filter((rule) => rule.isAutomatic || codes.includes(rule.code));
  const limited = rules.flatMap(({ code, usageLimit: limit }) => (limit === null ? [] : [{ code, limit }]));
  const ofCustomer = rules.filter((rule) => limitOfCustomer(rule) !== null);
  // Dear to make, and of no use where nothing is limited for each customer.
  const customer = ofCustomer.length === 0 ? [] : customerOf(context, who);
  const refused = await context.store.refusedToCustomer(customerLimits(ofCustomer), customer, who.session);
  const early = ofCustomer.filter((rule) =>
    rule.isAutomatic ? who.email === null : who.isPaying && customer.length === 0,
  );
  const usedUp =
    limited.length === 0 ? new Set<string>() : await context.store.usedUpCodes(limited, who.session, context.now());
  return new Map([
    ...early.map((rule) => [rule.code, rule.isFirstOrder ? "first_order_only" : "customer_limit"] as const),
    ...refused,
    ...[...usedUp].map((code) => [code, "used_up"] as const),
  ]);
}
