import type { CheckoutSession } from "#lib/checkout/session.ts";
import { changedParts, shownDigest, type ShownPart } from "#lib/checkout/shown.ts";
import { byKind } from "#lib/invariant.ts";
import { formatMoney } from "#lib/money.ts";
import { sentences } from "#lib/wire/text-tables.ts";
import { textOf } from "../form-state.ts";
import { STEP } from "../step.ts";
import { SET_QUANTITY, SUMMARY } from "../summary/ids.ts";
import { itemsAfter } from "../summary/items-after.ts";
import { applyChoices, type Applied } from "./apply-choices.ts";
import { openPaymentPage, textOfMessages } from "./payment.ts";
import { stopped, type StepCall, type StepResult } from "./step-call.ts";

export const canChange = ({ status }: CheckoutSession): boolean => status === "ready" || status === "not_ready";

/**
 * Takes delivery option and discount code and, when the buyer pressed Pay, goes to the payment page. What was
 * changed is applied first; an order that is not the one on the buyer's screen is shown before anything is paid.
 */
export async function order(call: StepCall): Promise<StepResult> {
  const { form, session, storefront } = call;
  if (!canChange(session)) return { kind: "shown" };
  const isPaying = textOf(form, "intent") === "pay";
  const parts = isPaying ? changedParts(textOf(form, "shown"), session) : [];
  if (parts.length > 0) return stopped(session, "order", textOfChange(call, session, parts), "warning");
  const applied = await applyChoices(storefront, session, form);
  if (applied.kind !== "applied") return refusal(call, "order", applied);
  if (!isPaying) return { kind: "shown", heading: STEP };
  if (applied.changed.length > 0)
    return stopped(applied.session, "order", textOfChange(call, applied.session, applied.changed), "warning");
  return openPaymentPage({ ...call, session: applied.session }, "order", shownDigest(applied.session));
}

/** Gives one line another quantity, or removes it, when the order is still the one on screen. */
export async function changeItems(call: StepCall): Promise<StepResult> {
  const { form, session, storefront } = call;
  if (!canChange(session)) return { kind: "shown" };
  const parts = changedParts(textOf(form, "shown"), session);
  if (parts.length > 0) return stopped(session, "items", textOfChange(call, session, parts), "warning");
  const items = itemsAfter(session.lineItems, textOf(form, SET_QUANTITY));
  if (items === null) return { kind: "shown", heading: SUMMARY };
  const updated = await storefront.updateCheckout({ sessionId: session.id, items });
  return updated.kind === "updated" ? { kind: "shown", heading: SUMMARY } : refusal(call, "items", updated);
}

/** Why the buyer's choices were not applied, or the page that says so. */
export function refusal(
  { session, texts }: StepCall,
  of: "order" | "items",
  why: Exclude<Applied, { kind: "applied" }>,
): StepResult {
  switch (why.kind) {
    case "code_not_used":
      return stopped(session, of, texts.stopped.codeNotUsed(why.code));
    case "refused":
      return stopped(session, of, sentences(texts.locale, ...why.problems.map((one) => byKind(texts.problems, one))));
    case "locked":
      return { kind: "shown" };
    case "not_found":
      return stopped(session, of, texts.stopped.openedElsewhere);
  }
}

/** Where only the price is another one, the buyer reads the new one. */
export function textOfChange(
  { texts, locale }: StepCall,
  session: CheckoutSession,
  parts: readonly ShownPart[],
): string {
  const isPrice = parts.every((part) => part === "total" || part === "delivery" || part === "discount_codes");
  if (!isPrice) return textOfMessages({ kind: "changed", parts }, locale);
  return texts.stopped.totalChanged(formatMoney(session.totals.total, locale));
}
