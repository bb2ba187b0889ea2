import { chosenIds } from "#lib/checkout/parts.ts";
import type { CheckoutSession } from "#lib/checkout/session.ts";
import { changedParts, type ShownPart } from "#lib/checkout/shown.ts";
import type { UpdateOutcome } from "#lib/purchase/checkout/update-checkout.ts";
import type { Storefront } from "#lib/purchase/storefront.ts";
import { textOf } from "../form-state.ts";
import { DELIVERY_FIELD } from "../order-form-id.ts";

export type Applied =
  /** `changed`: what is not as on the buyer's screen, beside what the buyer chose with this form. */
  | { readonly kind: "applied"; readonly session: CheckoutSession; readonly changed: readonly ShownPart[] }
  /** The code that was typed with Pay does not count. */
  | { readonly kind: "code_not_used"; readonly code: string }
  | Exclude<UpdateOutcome, { kind: "updated" }>;

/**
 * Applies the delivery option and the discount code of the order form. Somebody else may change the order at the same
 * moment, so what comes out is compared with the screen again: the session that was read before says nothing of it.
 */
export async function applyChoices(
  storefront: Pick<Storefront, "updateCheckout">,
  session: CheckoutSession,
  form: FormData,
): Promise<Applied> {
  const deliveryOptionIds = deliveriesIn(form).filter((id) => !chosenIds(session).includes(id));
  const isPaying = textOf(form, "intent") === "pay";
  const code = discountCodeIn(form);
  const isAsked = form.has("discount_code");
  const removed = textOf(form, "intent").startsWith("remove ") ? textOf(form, "intent").slice("remove ".length) : null;
  const isKnown = [...session.discounts, ...session.rejectedDiscounts].some((one) => one.code === code);
  const changesCodes =
    removed !== null || (code !== "" && !isKnown) || (isAsked && code === "" && session.rejectedDiscounts.length > 0);
  const changesDelivery = deliveryOptionIds.length > 0;
  const chosen: readonly ShownPart[] = [
    ...(changesDelivery ? (["delivery"] as const) : []),
    ...(changesCodes ? (["discount_codes"] as const) : []),
  ];
  const applied = (now: CheckoutSession): Applied => {
    const changed = changedParts(textOf(form, "shown"), now).filter((part) => !chosen.includes(part));
    return { kind: "applied", session: now, changed };
  };
  if (!changesCodes && !changesDelivery) return applied(session);
  const kept = session.discounts
    .filter((one) => !one.isAutomatic)
    .map((one) => one.code)
    .filter((one) => one !== removed);
  const updated = await storefront.updateCheckout({
    sessionId: session.id,
    ...(changesDelivery ? { deliveryOptionIds } : {}),
    ...(changesCodes ? { discountCodes: code === "" ? kept : [...kept, code] } : {}),
  });
  if (updated.kind !== "updated") return updated;
  const isNotUsed =
    isPaying && code !== "" && !isKnown && updated.session.rejectedDiscounts.some((one) => one.code === code);
  return isNotUsed ? { kind: "code_not_used", code } : applied(updated.session);
}

/** What is chosen for each seller. */
const deliveriesIn = (form: FormData): readonly string[] =>
  [...form.keys()]
    .filter((name) => name === DELIVERY_FIELD || name.startsWith(`${DELIVERY_FIELD}-`))
    .map((name) => textOf(form, name))
    .filter((id) => id !== "");

const CODE_MAX = 50;

/** What was typed, without what no code has and no table can store; whether there is such a code, the verb decides. */
function discountCodeIn(form: FormData): string {
  const printable = textOf(form, "discount_code").replace(/[\p{Cc}\p{Cs}]/gu, "");
  return [...printable.trim().toUpperCase()].slice(0, CODE_MAX).join("").trim();
}
