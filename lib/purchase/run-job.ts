import { isPaymentOpen, type PaymentAttempt } from "../checkout/session.ts";
import type { SessionId } from "../ids.ts";
import { unreachable } from "../invariant.ts";
import type { Job } from "../store/jobs.ts";
import { checkOrder } from "./payment/check-order.ts";
import type { PurchaseContext } from "./context.ts";
import { foldExperiment } from "./experiment/count-experiment.ts";
import { applyParked } from "./receive-webhook.ts";
import { readAlerts } from "./disputes/read-alerts.ts";
import { notifySellers } from "./mail/notify-sellers.ts";
import { sendMail } from "./mail/send-mail.ts";
import { indexProducts } from "./products/index-products.ts";
import { readRefunds } from "./orders/read-refunds.ts";
import { forget } from "./privacy/forget.ts";
import { sendOrderEvent } from "./orders/order-events.ts";
import { catchUpReceiver } from "./receivers/catch-up.ts";
import { sendSellerEvent } from "./receivers/seller-events.ts";
import { contextOf, finishRefund } from "./orders/refund-payment.ts";
import { finishBooking } from "./taxes/finish-booking.ts";
import { moveMoney } from "./transfers/move-money.ts";
import { sweep } from "./sweep.ts";

/** For this long a job asks about a payment; then the sweep goes on. */
const ASK_FOR_MS = 60 * 60_000;
const isRecent = (context: PurchaseContext, { attempt }: { readonly attempt: PaymentAttempt }): boolean =>
  context.now().getTime() - attempt.startedAt.getTime() < ASK_FOR_MS;

/** The work is not done yet; the queue tries it again later. */
export class NotDoneYet extends Error {}

async function settlePayment(context: PurchaseContext, sessionId: SessionId): Promise<void> {
  const session = (await checkOrder(context, { sessionId }))?.session;
  // A page that waits for its buyer is no open question, and a bank that takes days is none either: the sweep looks at
  // them now and then.
  if (
    session !== undefined &&
    isPaymentOpen(session) &&
    session.status !== "awaiting_buyer" &&
    isRecent(context, session)
  ) {
    throw new NotDoneYet(`session ${sessionId} is ${session.status}`);
  }
}

async function move(context: PurchaseContext, key: string): Promise<void> {
  const state = await moveMoney(context, key);
  const movement = await context.store.movement(key);
  // Of an account that is not configured, the sweep looks now and then whether it is.
  if (movement === null || (await contextOf(context, movement)) === null) return;
  const isWaiting = movement.dueAt === null;
  if ((state === "unknown" || state === "due") && !isWaiting) throw new NotDoneYet(`transfer ${key} is ${state}`);
}

/** Does one job. Safe to repeat and to do on several instances at once. Throws when it must be tried again. */
export async function runJob(context: PurchaseContext, job: Job): Promise<void> {
  switch (job.kind) {
    case "settle_payment":
      return settlePayment(context, job.sessionId);
    case "finish_refund": {
      const state = await finishRefund(context, job.key);
      // Of an account that is not configured, the sweep looks now and then whether it is.
      const refund = await context.store.refund(job.key);
      if (refund !== null && (await contextOf(context, refund)) === null) return;
      if (state === "unknown" || state === "requested") throw new NotDoneYet(`refund ${job.key} is ${state}`);
      return;
    }
    case "send_transfer":
    case "reverse_transfer":
      return move(context, job.key);
    case "read_refunds": {
      const { provider, reference, ticket } = job;
      if (await context.store.areRefundsReadAfter({ provider, reference }, ticket)) return;
      if ((await readRefunds(context, reference, provider)) === "unknown")
        throw new NotDoneYet(`the refunds of ${reference} are not read`);
      return;
    }
    case "book_tax":
      return void (await finishBooking(context, job.reference));
    case "read_alerts": {
      const { provider, reference, ticket } = job;
      if (await context.store.areAlertsReadAfter({ provider, reference }, ticket)) return;
      if ((await readAlerts(context, reference, provider)) === "unknown")
        throw new NotDoneYet(`the disputes of ${reference} are not read`);
      return;
    }
    case "apply_event": {
      const stored = await context.store.event(job.provider, job.eventId);
      if (stored === null || stored.state === "applied") return;
      if (!(await applyParked(context, stored)))
        throw new NotDoneYet(`event ${job.eventId} still names nothing of ours`);
      return;
    }
    case "send_order_event":
      return sendOrderEvent(context, job);
    case "send_seller_event":
      return sendSellerEvent(context, job);
    case "catch_up_receiver":
      return catchUpReceiver(context, job);
    case "send_mail":
      return sendMail(context, job.mailId);
    case "refresh_feed":
      await context.feed?.refresh();
      return;
    case "notify_sellers":
      return notifySellers(context);
    case "sweep":
      await sweep(context, { isThorough: false });
      return;
    case "fold_experiment":
      await foldExperiment(context);
      return;
    case "index_catalog":
      await indexProducts(context);
      return;
    case "forget":
      await forget(context);
      return;
    default:
      unreachable(job);
  }
}
