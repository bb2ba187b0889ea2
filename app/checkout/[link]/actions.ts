"use server";

import { refresh } from "next/cache";
import { headers } from "next/headers";
import { notFound, redirect } from "next/navigation";
import { missingDetails, type CheckoutSession } from "#lib/checkout/session.ts";
import { changedParts, shownDigest, type ShownPart } from "#lib/checkout/shown.ts";
import { byKind } from "#lib/invariant.ts";
import { formatMoney } from "#lib/money.ts";
import type { HostedPaymentOutcome } from "#lib/purchase/payment/open-hosted-payment.ts";
import type { ShownDetails } from "#lib/purchase/access/shown-details.ts";
import type { Storefront } from "#lib/purchase/storefront.ts";
import { readChanges } from "#lib/wire/details-form.ts";
import { paymentMessages } from "#lib/wire/payment-messages.ts";
import { formTexts } from "#lib/wire/texts/form/form-texts.ts";
import { paymentTexts } from "#lib/wire/texts/payment/payment-texts.ts";
import type { PaymentResult } from "#lib/wire/payment-result.ts";
import { readCheckoutLink } from "../../request/link-part.ts";
import { pageStorefront, typingStorefront } from "../../request/page-storefront.ts";
import { readerLocale } from "../../request/reader-locale.ts";
import { checkoutTexts } from "../texts/checkout-texts.ts";
import { applyChoices, type Applied } from "./apply-choices.ts";
import { listRegions } from "./list-regions.ts";
import { nextStep, STEP } from "./step.ts";
import { SET_QUANTITY, SUMMARY } from "./summary/ids.ts";
import { itemsAfter } from "./summary/items-after.ts";
import { textOf, typedDetails, type DetailsState, type OrderState } from "./form-state.ts";

/** The texts of the checkout in the reader's language. */
const texts = async () => checkoutTexts(await readerLocale());

type Opened = {
  readonly session: CheckoutSession;
  readonly storefront: Storefront;
  readonly details: ShownDetails;
};

/** The session that a form belongs to, as it is now, and what this browser may do with it. */
async function checkoutOf(form: FormData): Promise<Opened> {
  const link = readCheckoutLink(form.get("link"));
  const storefront = await pageStorefront(link);
  const state = link === null ? null : await storefront.checkOrder({ link });
  if (state === null) notFound();
  return { session: state.session, storefront, details: storefront.shownDetails(state.session) };
}

/** Takes who buys and where it goes. A session that can no longer be changed answers with its page, which says why. */
export async function giveDetails(_before: DetailsState, form: FormData): Promise<DetailsState> {
  const { session, details } = await checkoutOf(form);
  const typed = typedDetails(form);
  if (!details.mayChange) return { kind: "opened_elsewhere", typed };
  const read = readChanges(typed, session, details, formTexts(await readerLocale()));
  if (read.kind === "problems") return { kind: "refused", ...listRegions(typed), problems: read.problems };
  const { kind: _kind, ...changes } = read;
  if (Object.keys(changes).length === 0) return answered(session, form);
  const storefront = await typingStorefront(session.link);
  const remembers = form.has("remember") ? { remember: true } : {};
  const locale = await readerLocale();
  const updated = await storefront.updateCheckout({ sessionId: session.id, ...changes, ...remembers, locale });
  if (updated.kind === "not_found") return { kind: "opened_elsewhere", typed };
  // Nothing that is typed makes the tax known: the page says so.
  const open = updated.kind === "updated" ? missingDetails(updated.session).filter((detail) => detail !== "tax") : [];
  if (open.length > 0) {
    const { missing } = await texts();
    refresh();
    return {
      kind: "refused",
      ...listRegions(typed),
      problems: open.map((detail) => ({
        field: detail === "exact_address" ? "postal_code" : "country",
        code: "invalid",
        message: missing[detail],
      })),
    };
  }
  return answered(session, form);
}

/** Forgets what the shopper had remembered, here and for the next purchase. */
export async function forgetDetails(form: FormData): Promise<void> {
  const { session, storefront } = await checkoutOf(form);
  await storefront.updateCheckout({ sessionId: session.id, remember: false });
  redirect(`/checkout/${session.link}`);
}

/**
 * Takes delivery option and discount code and, when the buyer pressed Pay, goes to the payment page. What was
 * changed is applied first; an order that is not the one on the buyer's screen is shown before anything is paid.
 */
export async function order(_before: OrderState, form: FormData): Promise<OrderState> {
  const { session, storefront } = await checkoutOf(form);
  if (session.status !== "ready" && session.status !== "not_ready") redirect(`/checkout/${session.link}`);
  const isPaying = textOf(form, "intent") === "pay";
  const parts = isPaying ? changedParts(textOf(form, "shown"), session) : [];
  if (parts.length > 0) return stopped(await textOfChange(session, parts), "warning");
  const applied = await applyChoices(storefront, session, form);
  if (applied.kind !== "applied") return stopped(await textOfRefusal(session, applied));
  if (!isPaying) return shownAgain(session);
  if (applied.changed.length > 0) return stopped(await textOfChange(applied.session, applied.changed), "warning");
  return openPaymentPage(storefront, applied.session, shownDigest(applied.session));
}

/** Gives one line another quantity, or removes it, when the order is still the one on screen. */
export async function changeItems(_before: OrderState, form: FormData): Promise<OrderState> {
  const { session, storefront } = await checkoutOf(form);
  if (session.status !== "ready" && session.status !== "not_ready") redirect(`/checkout/${session.link}`);
  const parts = changedParts(textOf(form, "shown"), session);
  if (parts.length > 0) return stopped(await textOfChange(session, parts), "warning");
  const items = itemsAfter(session.lineItems, textOf(form, SET_QUANTITY));
  if (items === null) return shownAgain(session, SUMMARY);
  const updated = await storefront.updateCheckout({ sessionId: session.id, items });
  return updated.kind === "updated" ? shownAgain(session, SUMMARY) : stopped(await textOfRefusal(session, updated));
}

/** Opens the payment page again; one that has ended meanwhile is replaced, when the order is still the one on screen. */
export async function continueToPayment(_before: OrderState, form: FormData): Promise<OrderState> {
  const { session, storefront } = await checkoutOf(form);
  return openPaymentPage(storefront, session, textOf(form, "shown"));
}

/** Gives up the open payment page or bank confirmation. Paid meanwhile stays paid, and the page says so. */
export async function changeOrder(_before: OrderState, form: FormData): Promise<OrderState> {
  const { session, storefront } = await checkoutOf(form);
  const voidResult = await storefront.voidPayment({ sessionId: session.id });
  if (voidResult.kind === "not_found") return stopped((await texts()).stopped.openedElsewhere);
  if (voidResult.kind === "still_checking") return stopped((await texts()).stopped.stillChecking);
  return shownAgain(session);
}

async function openPaymentPage(storefront: Storefront, session: CheckoutSession, shown: string): Promise<OrderState> {
  const outcome: HostedPaymentOutcome = await storefront.openHostedPayment({ sessionId: session.id, shown });
  switch (outcome.kind) {
    case "opened":
      return redirect(outcome.url);
    case "completed":
      return redirect(`/checkout/${session.link}/done`);
    case "not_found":
      return notFound();
    case "still_checking":
    case "payment_in_progress":
    case "closed":
      return redirect(`/checkout/${session.link}`);
    case "email_refused":
      if (!storefront.shownDetails(outcome.session).mayChange) return stopped((await texts()).stopped.emailRefused);
      return redirect(`/checkout/${session.link}?change=details&refused=email#${STEP}`);
    case "payment_rejected":
      return stopped((await texts()).stopped.pageNotOpened);
    case "provider_busy":
    case "amount_not_taken":
    case "details_missing":
    case "out_of_stock":
    case "changed":
    case "held_by_others":
    case "too_many_pages":
    case "no_longer_sold":
    case "price_raised":
    case "discount_used_up":
      return stopped(await textOfMessages(outcome));
  }
}

/** Why the buyer's choices were not applied, or goes to the page that says so. */
async function textOfRefusal(
  session: CheckoutSession,
  refusal: Exclude<Applied, { kind: "applied" }>,
): Promise<string> {
  const { problems, stopped: reasons } = await texts();
  switch (refusal.kind) {
    case "code_not_used":
      return reasons.codeNotUsed(refusal.code);
    case "refused":
      return refusal.problems.map((one) => byKind(problems, one)).join(" ");
    case "locked":
      return redirect(`/checkout/${session.link}`);
    case "not_found":
      return reasons.openedElsewhere;
  }
}

/** Where only the price is another one, the buyer reads the new one. */
async function textOfChange(session: CheckoutSession, parts: readonly ShownPart[]): Promise<string> {
  const isPrice = parts.every((part) => part === "total" || part === "delivery" || part === "discount_codes");
  if (!isPrice) return textOfMessages({ kind: "changed", parts });
  return (await texts()).stopped.totalChanged(formatMoney(session.totals.total, await readerLocale()));
}

const textOfMessages = async (result: PaymentResult): Promise<string> =>
  paymentMessages(result, paymentTexts(await readerLocale()))
    .map((message) => message.content)
    .join(" ");

/** Says why nothing was paid, over a page that shows the order as it is now. */
function stopped(message: string, tone: "warning" | "danger" = "danger"): OrderState {
  refresh();
  return { kind: "stopped", tone, message };
}

/**
 * The next step: in the place of this one, or loaded again where the address says to change the details, and in a browser
 * without JavaScript. An address that differs from the browser's in its fragment alone would not be loaded at all.
 */
async function answered({ link }: CheckoutSession, form: FormData): Promise<DetailsState> {
  if (form.has("changes") || !(await headers()).has(ACTION_HEADER)) redirect(nextStep(link));
  refresh();
  return { kind: "untouched" };
}

/** The page as it is now: in its place, so that neither focus nor scrolling is lost; or loaded again, in a browser without JavaScript. */
async function shownAgain({ link }: CheckoutSession, heading: string = STEP): Promise<OrderState> {
  if (!(await headers()).has(ACTION_HEADER)) redirect(`/checkout/${link}#${heading}`);
  refresh();
  return { kind: "open" };
}

/** Next's own, of forms that its script sends. */
const ACTION_HEADER = "next-action";
