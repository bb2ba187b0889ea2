import { ACP_WEBHOOK_RECEIVER } from "#lib/orders/order-event.ts";
import type { Job } from "#lib/store/jobs.ts";
import { decimalText, type Money } from "#lib/money.ts";
import { RECONCILE_VERB, reconcile, type ReconcileLine } from "#lib/operator/operator-verbs.ts";
import { alertLine } from "#lib/operator/disputes/alert-texts.ts";
import type { Emit } from "#lib/operator/control-socket.ts";
import {
  settleUnmatched,
  UNMATCHED_VERB,
  unmatchedText,
  type UnmatchedAct,
  type UnmatchedLine,
} from "#lib/operator/unmatched.ts";
import type { Runtime } from "#lib/runtime/runtime.ts";
import { notSince, sinceOf } from "./safety/since.ts";
import { runAndSay, runForOperator } from "./operator-run.ts";
import { readOptions, wrongUse } from "./command/options.ts";

const HELP = `Asks the payment service about everything that is open, and lists what needs a person.

  npm run reconcile
  npm run reconcile -- --since 2026-11-20
  npm run reconcile -- --payment pi_123 --give-back --why "restored backup"

  --revive       try dead jobs again
  --since TIME   compare the payment service's books since then, and not of the last day; 30d, 24h or a day in UTC
  --payment REF  what becomes of a payment that is listed as unmatched, with --why TEXT and one of
  --match        it is the payment of its checkout, which becomes an order
  --give-back    it is refunded
  --keep         it is dealt with outside, such as by an order that was entered by hand
  --json         each part as a line of JSON, for programs
  --help         this text

What the words mean and what to do: docs/operating.md
`;

const values = readOptions(HELP, {
  revive: { type: "boolean", default: false },
  since: { type: "string" },
  payment: { type: "string" },
  match: { type: "boolean", default: false },
  "give-back": { type: "boolean", default: false },
  keep: { type: "boolean", default: false },
  why: { type: "string" },
  json: { type: "boolean", default: false },
});
const print = (text: string) => void process.stdout.write(`${text}\n`);
const since = values.since === undefined ? null : sinceOf(values.since);

const WHY_UNMATCHED: Readonly<Record<string, string>> = {
  no_attempt: "its attempt is not in the database; settle it with --payment",
  no_attempt_and_no_session: "neither its attempt nor its checkout is in the database; settle it with --payment",
};

if (values.since !== undefined && since === null) wrongUse(notSince(values.since));
if (values.payment !== undefined) await settle(values.payment);
else if (actsOf().length > 0) wrongUse("--payment: name the payment, as it is listed.");
else {
  const request = { revive: values.revive, since: since?.toISOString() ?? null };
  const here = (runtime: Runtime, emit: Emit) => reconcile(runtime, request, emit);
  await runForOperator<ReconcileLine>(RECONCILE_VERB, request, here, (line) =>
    values.json ? print(JSON.stringify(line)) : show(line),
  );
}

function actsOf(): readonly UnmatchedAct["act"][] {
  const { match, "give-back": giveBack, keep } = values;
  return [
    ...(match ? ["match" as const] : []),
    ...(giveBack ? ["give_back" as const] : []),
    ...(keep ? ["keep" as const] : []),
  ];
}

async function settle(reference: string): Promise<void> {
  const [act, ...more] = actsOf();
  const { why } = values;
  if (act === undefined || more.length > 0) wrongUse("--match, --give-back or --keep: one of them.");
  if (why === undefined) wrongUse("--why: say why; it is stored in the audit trail.");
  const request: UnmatchedAct = { reference, act, why };
  const here = ({ operator }: Runtime, emit: Emit) => settleUnmatched(operator, request, emit);
  await runAndSay<UnmatchedLine>(UNMATCHED_VERB, request, here, { say: unmatchedText, isJson: values.json });
}

function show(line: ReconcileLine): void {
  switch (line.type) {
    case "revived":
      return print(`${line.jobs} dead jobs are tried again.`);
    case "swept":
      return print(
        `Asked about ${line.asked} open payments (${line.settled} are known now) and ${line.refundsAsked} refunds (${line.refunded} are given); read the refunds of ${line.refundsRead} payments the disputes of ${line.alertsRead} and the bookings of ${line.payoutsRead} payouts; closed ${line.expired} checkouts whose time was over; read ${line.subscriptionsAsked} subscriptions again. ${booksIn(line)}`,
      );
    case "attention":
      return list("Needs a person, or takes long", [
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
        ...line.refusedTaxBookings.map(
          (one) => `tax of order ${one.orderId} is not booked: the ${one.what.kind} ${one.reference}: ${one.why ?? ""}`,
        ),
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
      ]);
    case "dead":
      return list(
        "Dead jobs (--revive tries them again)",
        line.jobs.map((one) => `dead job: ${whatOf(one.job)}: ${one.lastError}`),
      );
  }
}

function list(title: string, lines: readonly string[]): void {
  print(lines.length === 0 ? `${title}: nothing.` : `${title}:\n${lines.map((line) => `  ${line}`).join("\n")}`);
}

function booksIn({ books }: Extract<ReconcileLine, { type: "swept" }>): string {
  if (books === null) return "The payment service has no list of payments to compare our books with.";
  if (books.kind === "unknown") return "The payment service's books could not be compared with ours; ask again.";
  return `Compared ${books.looked} payments ${since === null ? "of the last day" : `since ${since.toISOString()}`} at the payment service: ${books.found} were missing in our books and are there now.${books.refundsFound === 0 ? "" : ` ${books.refundsFound} had refunds that our books did not have; they are there now.`}${books.ofOthers === 0 ? "" : ` ${books.ofOthers} more bear another installation's id and are left alone; if there is no other on this account, its books were lost: see "Restoring a backup" in docs/operating.md.`}`;
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
