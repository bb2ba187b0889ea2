import { unreachable } from "../../invariant.ts";
import { decimalText } from "../../money.ts";
import { orderNumberOf } from "../../orders/order.ts";
import { isDispute, type PaymentAlert } from "../../orders/disputes/alert.ts";
import { done, moneyText, subjectText, wrong } from "../acts/plan.ts";
import { MAX_EVIDENCE_FILE_BYTES } from "../../payments/dispute-service.ts";
import type { DisputeLine } from "./dispute.ts";
import type { FileProblem } from "./read-files.ts";

/** A line of `npm run reconcile` about what stands against a payment. Dates are text where a server's answer brought them. */
export function alertLine(alert: PaymentAlert): string {
  const { kind, id, reference, sellerId, orderId, entitlementId, reason, status } = alert;
  const whose = entitlementId === null ? "" : `subscription ${entitlementId}, `;
  const ofOrder = orderId === null ? whose : `order ${orderNumberOf(orderId)} (${orderId}), `;
  const of = `seller ${sellerId}, ${ofOrder}payment ${reference}`;
  if (!isDispute(alert)) return `${kind} ${id}: ${of} (${reason}): hold the goods; npm run dispute`;
  const { amount, evidenceDueAt, state } = alert;
  const due = evidenceDueAt === null ? "no answer is possible" : `answer by ${new Date(evidenceDueAt).toISOString()}`;
  const answered = entitlementId === null ? due : `${due}, in the payment provider's dashboard`;
  const what = state === "under_review" ? "the bank decides" : answered;
  return `${kind} ${id}: ${decimalText(amount)} ${amount.currency} of ${of} (${reason}), ${status}: ${what}`;
}

/** What `npm run dispute` prints of an answer, and whether it did what was asked for. */
export function disputeText(line: Exclude<DisputeLine, { readonly kind: "prepared" }>): {
  readonly isDone: boolean;
  readonly text: string;
} {
  switch (line.kind) {
    case "shown":
      if (line.alerts.length === 0) return done("Nothing stands against the payment of this order.");
      return done(line.alerts.map(alertLine).join("\n"));
    case "planned":
      return done(planText(line));
    case "bad_file":
      return wrong(`--submit: ${FILE_PROBLEMS[line.problem](line.name)}`);
    case "released":
      return done("Noted; its goods may go.");
    case "submitted":
      return done(`Submitted; the dispute is ${line.dispute.status} now.`);
    case "not_held":
      return wrong("No early fraud warning and no review holds this order.");
    case "no_such_dispute":
      return wrong("--dispute: none waits for evidence, or several do; name one of those that this command shows.");
    case "erased":
      return wrong("The buyer's details were erased from this order; answer in the payment provider's dashboard.");
    case "other_order":
      return wrong("--submit: the folder is about another order.");
    case "refused":
      return wrong(`The payment service took no evidence (${line.reason}).`);
    case "unknown":
      return wrong("The payment service gave no answer. Submit the same folder again; it counts once.");
    case "not_awaited":
      return wrong(`No evidence is taken any more; the dispute is ${line.state}.`);
    case "no_evidence":
      return wrong("--submit: the folder has no fields to send.");
    case "too_long":
      return wrong(`--submit: the fields have ${line.characters} characters, and at most ${line.limit} are taken.`);
    case "not_supported":
      return wrong("This payment service takes no evidence here.");
    case "not_found":
      return wrong(`There is no order "${line.order}", or it has no such dispute.`);
    default:
      return unreachable(line);
  }
}

const FILE_PROBLEMS: Readonly<Record<FileProblem["problem"], (name: string) => string>> = {
  missing: (name) => `there is no file ${name} in the folder.`,
  type: (name) => `${name} is neither a PDF nor a JPEG nor a PNG; banks take nothing else.`,
  too_large: (name) =>
    `with ${name} the files are larger than ${MAX_EVIDENCE_FILE_BYTES / 1_000_000} MB together, which is what banks take.`,
};

/** What an act would do, before anybody agrees. */
function planText(line: Extract<DisputeLine, { readonly kind: "planned" }>): string {
  if (line.act === "release") {
    const holds = line.count === 1 ? "one warning or review" : `${line.count} warnings and reviews`;
    return `Lets the goods of ${subjectText(line.subject)} go, in spite of ${holds}.`;
  }
  const { dispute, sent } = line;
  const files = sent.files.map(({ field, name, bytes }) => `${name} as ${field}, ${Math.ceil(bytes / 1000)} kB`);
  const due = dispute.evidenceDueAt === null ? "" : `, due by ${new Date(dispute.evidenceDueAt).toISOString()}`;
  return [
    `Sends evidence on ${dispute.id}, ${moneyText(dispute.amount)} of ${subjectText(line.subject)} (${dispute.reason}${due}), to the bank for good:`,
    `${sent.fields} fields with ${sent.characters} characters; files: ${files.length === 0 ? "none" : files.join("; ")}.`,
  ].join("\n");
}
