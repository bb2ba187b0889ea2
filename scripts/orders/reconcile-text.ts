import { decimalText, type Money } from "#lib/money.ts";
import { alertLine } from "#lib/operator/disputes/alert-texts.ts";
import type { ReconcileLine } from "#lib/operator/operator-verbs.ts";
import { ACP_WEBHOOK_RECEIVER } from "#lib/orders/order-event.ts";
import type { Job } from "#lib/store/jobs.ts";

const WHY_UNMATCHED: Readonly<Record<string, string>> = {
  no_attempt: "its attempt is not in the database; settle it with --payment",
  no_attempt_and_no_session: "neither its attempt nor its checkout is in the database; settle it with --payment",
};

/**
 * What `npm run reconcile` prints of each line, and at its end, which is null. Lists come in pages: each title is printed once,
 * and "nothing" only where all pages of it are empty.
 */
export function reconcileText(since: Date | null): (line: ReconcileLine | null) => readonly string[] {
  const printed = new Map<string, number>();
  let open: string | null = null;
  const listed = (title: string, lines: readonly string[]): readonly string[] => {
    const before = printed.get(title) ?? 0;
    const ended = open !== null && open !== title ? nothing(open) : [];
    open = title;
    printed.set(title, before + lines.length);
    const shown = lines.map((line) => `  ${line}`);
    return [...ended, ...(before === 0 && lines.length > 0 ? [`${title}:`] : []), ...shown];
  };
  const nothing = (title: string) => ((printed.get(title) ?? 0) === 0 ? [`${title}: nothing.`] : []);
  return (line) => {
    switch (line?.type) {
      case undefined:
        return open === null ? [] : nothing(open);
      case "revived":
        return [`${line.jobs} dead jobs are tried again.`];
      case "swept":
        return [sweptText(line, since)];
      case "transfers":
        return transfersText(line);
      case "attention":
        return listed("Needs a person, or takes long", attentionLines(line));
      case "dead":
        return listed(
          "Dead jobs (--revive tries them again)",
          line.jobs.map((one) => `dead job: ${whatOf(one.job)}: ${one.lastError}`),
        );
    }
  };
}

type OfType<Type extends ReconcileLine["type"]> = Extract<ReconcileLine, { readonly type: Type }>;

function sweptText(line: OfType<"swept">, since: Date | null): string {
  return `Asked about ${line.asked} open payments (${line.settled} are known now) and ${line.refundsAsked} refunds (${line.refunded} are given); read the refunds of ${line.refundsRead} payments, the disputes of ${line.alertsRead} and the bookings of ${line.payoutsRead} payouts; moved ${line.transfersSettled} of ${line.transfersAsked} sums to or from sellers; closed ${line.expired} checkouts whose time was over; read ${line.subscriptionsAsked} subscriptions again. ${booksIn(line, since)}`;
}

function transfersText({ looked, isComplete, differences }: OfType<"transfers">): readonly string[] {
  const rest = isComplete ? "" : " Not all of them could be compared; ask again.";
  const found = `Compared the transfers of ${looked} payments with the payment service: ${differences.length} differ.${rest}`;
  const of = (money: Money | null) => (money === null ? "nothing" : amount(money));
  const lines = differences.map(
    ({ what, reference, transfer, account, ours, theirs }) =>
      `  ${what === "sent" ? "sent to" : "taken back from"} ${account} of ${reference}: ${of(ours)} in our books and ${of(theirs)} at the payment service; transfer ${transfer}`,
  );
  return [found, ...lines];
}

function attentionLines(line: OfType<"attention">): readonly string[] {
  return [
    ...line.captures.map(
      (one) =>
        `${one.use}: ${amount(one.amount)} as ${one.reference}, attempt ${one.attemptId}: ${WHY_UNMATCHED[one.why ?? ""] ?? one.why ?? ""}`,
    ),
    ...line.lostRefunds.map(
      (one) =>
        `refund ${one.state}: ${amount(one.amount)} of ${one.reference} (${one.reason ?? "no reason"}): ${one.why}; key ${one.key}`,
    ),
    ...line.elsewhere.map(
      ({ provider, account, accountId, attempts, refunds, orders }) =>
        `not configured: ${provider} account ${accountId ?? account} has ${attempts} open payments, ${refunds} open refunds and ${orders} orders that only it can refund; see EARLIER_PAYMENT_SETTINGS`,
    ),
    ...line.lostMovements.map(
      (one) =>
        `${one.kind === "transfer" ? "transfer to" : "claim on"} seller ${one.sellerId}, ${one.state}: ${amount(one.amount)} of ${one.reference} (${one.reason ?? "no reason"}); settle it with npm run settle -- --transfer ${one.key}`,
    ),
    ...line.refusedTaxBookings.map(
      (one) =>
        `tax of order ${one.orderId} is not booked: the ${one.what.kind} ${one.reference}: ${one.why ?? ""}; settle it with npm run settle -- --tax`,
    ),
    ...line.sellerRequirements.map(({ id, account, accountId }) => {
      if (account === null)
        return accountId === null
          ? `seller ${id} sells nothing, and has no account at the payment provider; see npm run sellers -- --onboard ${id}`
          : `seller ${id} sells nothing, and their account ${accountId} was never read; see npm run sellers -- --read-account ${id}`;
      const wanted = account?.requirements.map(
        ({ what, dueAt }) => `${what}${dueAt === null ? "" : ` by ${new Date(dueAt).toISOString()}`}`,
      );
      return `seller ${id}: ${account?.disabledReason ?? "not restricted"}; the payment provider asks for ${wanted?.join(", ") || "nothing"}; see npm run sellers -- --show ${id}`;
    }),
    ...line.openRefunds.map(
      (one) => `refund under way, ${one.state}: ${amount(one.amount)} of ${one.reference}: ${one.why}`,
    ),
    ...line.alerts.map(alertLine),
    ...line.openPayments.map((id) => `open: ${id} has a payment without an answer, or a page that waits`),
    ...line.parkedEvents.map((one) => `event: ${one.event.id} of ${one.provider} names nothing of ours`),
    ...line.entitlements.map(
      (one) => `subscription mismatch: ${one.subscription ?? one.id} of plan ${one.planId}: ${one.mismatch ?? ""}`,
    ),
    ...line.oversold.map(
      (one) =>
        `oversold: ${-one.stockOnHand} of ${one.productId} (${one.title}) are not there${one.orders.length === 0 ? "" : `; orders ${one.orders.join(", ")}`}`,
    ),
    ...line.orphanedSubscriptions.map((one) => `orphaned subscription ${one.state}: ${one.reference}: ${one.why}`),
  ];
}

function booksIn({ books }: OfType<"swept">, since: Date | null): string {
  if (books === null) return "The payment service has no list of payments to compare our books with.";
  if (books.kind === "unknown") return "The payment service's books could not be compared with ours; ask again.";
  return `Compared ${books.looked} payments ${since === null ? "of the last day" : `since ${since.toISOString()}`} at the payment service: ${books.found} were missing in our books and are there now.${books.refundsFound === 0 ? "" : ` ${books.refundsFound} had refunds that our books did not have; they are there now.`}${books.ofOthers === 0 ? "" : ` ${books.ofOthers} more bear another installation's id and are left alone; if there is no other on this account, its books were lost: see "Restoring a backup" in docs/operating.md.`}${unansweredIn(books.unanswered)}`;
}

/** So many accounts are named; the log names them too. */
const MAX_NAMED = 20;

function unansweredIn(accounts: readonly { readonly account: string }[]): string {
  if (accounts.length === 0) return "";
  const named = accounts.slice(0, MAX_NAMED).map(({ account }) => account);
  const more = accounts.length > named.length ? ` and ${accounts.length - named.length} more` : "";
  return ` Not compared, because the payment service did not answer: ${named.join(", ")}${more}; ask again.`;
}

function amount(money: Money): string {
  return `${decimalText(money)} ${money.currency}`;
}

function whatOf(job: Job): string {
  switch (job.kind) {
    case "settle_payment":
      return `ask about ${job.sessionId}`;
    case "finish_refund":
      return `refund ${job.key}`;
    case "send_transfer":
      return `send transfer ${job.key}`;
    case "reverse_transfer":
      return `take back ${job.key}`;
    case "read_refunds":
      return `read the refunds of ${job.reference}`;
    case "book_tax":
      return `book tax ${job.reference}`;
    case "read_alerts":
      return `read the disputes of ${job.reference}`;
    case "apply_event":
      return `event ${job.eventId} of ${job.provider}`;
    case "send_order_event":
      return `send event of order ${job.orderId} (${job.type}) to ${job.receiver ?? ACP_WEBHOOK_RECEIVER}`;
    case "send_seller_event":
      return `send event of order ${job.orderId} (${job.type}) to ${job.receiverId} of ${job.sellerId}`;
    case "catch_up_receiver":
      return `send what changed since ${job.since} to ${job.receiverId}`;
    case "send_mail":
      return `send message ${job.mailId}`;
    case "refresh_feed":
      return "look at the feed";
    case "notify_sellers":
      return "tell sellers what needs a person";
    case "sweep":
      return "sweep";
    case "fold_experiment":
      return "count the experiment";
    case "index_catalog":
      return "index products for search";
    case "forget":
      return "forget what was kept long enough";
  }
}
