import { paymentMessages } from "#lib/wire/payment-messages.ts";
import type { PaymentResult } from "#lib/wire/payment-result.ts";
import { sentences, textLocaleOf } from "#lib/wire/text-tables.ts";
import { paymentTexts } from "#lib/wire/texts/payment/payment-texts.ts";
import { textOf, type Stopped } from "../form-state.ts";
import { STEP } from "../step.ts";
import { stopped, type StepCall, type StepResult } from "./step-call.ts";

/** Goes to the payment page for the order that `shown` is the digest of, or says what is in the way. */
export async function openPaymentPage(
  { session, storefront, texts, locale }: StepCall,
  of: Stopped["of"],
  shown: string,
  givesUpConfirmation: boolean = false,
): Promise<StepResult> {
  const outcome = await storefront.openHostedPayment({ sessionId: session.id, shown, givesUpConfirmation });
  switch (outcome.kind) {
    case "opened":
      return { kind: "left", location: outcome.url };
    case "completed":
      return { kind: "left", location: `/checkout/${session.link}/done` };
    case "not_found":
      return { kind: "missing" };
    case "payment_in_progress":
      // Still the only payment: the page below says so, and this says that it could not be given up.
      if (givesUpConfirmation) return stopped(session, of, texts.stopped.stillChecking);
      return { kind: "shown" };
    case "still_checking":
    case "closed":
      return { kind: "shown" };
    case "email_refused":
      if (!storefront.shownDetails(outcome.session).mayChange)
        return stopped(outcome.session, of, texts.stopped.emailRefused);
      return { kind: "shown", heading: STEP, query: { change: "details", refused: "email" } };
    case "payment_rejected":
      return stopped(session, of, texts.stopped.pageNotOpened);
    case "provider_busy":
    case "seller_not_ready":
    case "amount_not_taken":
    case "details_missing":
    case "out_of_stock":
    case "changed":
    case "held_by_others":
    case "too_many_pages":
    case "no_longer_sold":
    case "price_raised":
    case "discount_used_up":
      return stopped(session, of, textOfMessages(outcome, locale));
  }
}

/** Opens the payment page again; one that has ended meanwhile is replaced, when the order is still the one on screen. */
export const continueToPayment = (call: StepCall): Promise<StepResult> =>
  openPaymentPage(call, "payment", textOf(call.form, "shown"));

/** Gives up a wallet's confirmation at the bank for the payment page. Paid meanwhile stays paid. */
export const payAnotherWay = (call: StepCall): Promise<StepResult> =>
  openPaymentPage(call, "payment", textOf(call.form, "shown"), true);

/** Gives up the open payment page or bank confirmation. Paid meanwhile stays paid, and the page says so. */
export async function changeOrder({ session, storefront, texts }: StepCall): Promise<StepResult> {
  const voidResult = await storefront.voidPayment({ sessionId: session.id });
  if (voidResult.kind === "not_found") return stopped(session, "payment", texts.stopped.openedElsewhere);
  if (voidResult.kind === "still_checking") return stopped(session, "payment", texts.stopped.stillChecking);
  return { kind: "shown", heading: STEP };
}

/** Gives up the form on our page and opens the service's own page, for the order of that page. Paid meanwhile stays paid, and is said. */
export async function payOnServicePage({ form, session, storefront, texts }: StepCall): Promise<StepResult> {
  const outcome = await storefront.openHostedPayment({
    sessionId: session.id,
    onServicePage: true,
    shown: textOf(form, "shown"),
  });
  switch (outcome.kind) {
    case "opened":
      return { kind: "left", location: outcome.url };
    case "not_found":
      return { kind: "missing" };
    case "completed":
      return { kind: "left", location: `/checkout/${session.link}/done` };
    case "payment_rejected":
    case "provider_busy":
      return stopped(session, "payment", texts.stopped.pageNotOpened);
    default:
      // The checkout page shows what is missing.
      return { kind: "shown" };
  }
}

export const textOfMessages = (result: PaymentResult, locale: string): string =>
  sentences(textLocaleOf(locale), ...paymentMessages(result, paymentTexts(locale)).map((message) => message.content));
