import { alertText } from "../wire/texts/alerts.ts";
import { unreachable } from "../invariant.ts";
import { done, moneyText, partText, subjectText, wrong, type Sentence } from "./acts/plan.ts";
import type { RefundLine } from "./refund.ts";

/** What `npm run refund` prints of an answer, and whether it did what was asked for. */
export function refundText(line: RefundLine): Sentence {
  switch (line.kind) {
    case "done":
    case "accepted":
    case "requires_action":
      return done(givenText(line, line.kind));
    case "unknown":
      return wrong(
        `The payment service gave no answer. It is asked again by itself; npm run reconcile shows it.${nameText(line)}`,
      );
    case "refused":
      return line.isFinal
        ? wrong(`The payment service refused (${line.reason}). npm run reconcile shows it.${nameText(line)}`)
        : wrong(`The payment service refused for now (${line.reason}). It is asked again by itself.${nameText(line)}`);
    case "failed":
    case "canceled":
      return wrong("The refund failed, and the money is with you again. npm run reconcile shows it.");
    case "lost":
      return lostText(line);
    case "planned":
      return done(planText(line));
    case "more_than_left":
      return wrong(`${moneyText(line.left)} of it are left, so nothing was given back.`);
    case "other_amount":
      return wrong(`--request: this name was used for a refund of ${moneyText(line.amount)}.`);
    case "other_currency":
      return wrong(`--amount: the order was paid in ${line.paid}.`);
    case "nothing_left":
      return wrong("Nothing of it is left. An order that cost nothing is taken back with npm run cancel.");
    case "account_not_configured":
      return wrong(elsewhereText(line));
    case "restock_needs_lines":
      return wrong("--restock: an amount does not say which goods are back; name them with --line.");
    case "not_in_steps":
      return wrong(`--amount: must be a multiple of ${moneyText(line.step)}; payment providers give back no other.`);
    case "amount_needs_lines":
      return wrong("--amount: the order has several sellers; name the lines with --line.");
    case "order_disputed":
      return wrong(
        `--insist: ${alertText(line.dispute)}${line.dispute.kind === "inquiry" ? "; only a full refund ends that" : ""}; add --insist to refund nevertheless.`,
      );
    case "no_lines":
      return wrong("--line: name a line, or --shipping.");
    case "unknown_line":
      return wrong(`--line: the order has ${line.known.map(({ id, title }) => `${id} (${title})`).join(", ")}.`);
    case "repeated_line":
      return wrong("--line: a line is named twice.");
    case "bad_quantity":
      return wrong("--line: a quantity is a whole number of at least 1.");
    case "too_many_units":
      return wrong(`--line: only ${line.left} of the ${line.ordered} ordered are left to give back.`);
    case "shipping_refunded":
      return wrong("--shipping: delivery cost nothing, or was given back before.");
    case "not_found":
      return wrong(`There is no order "${line.order}".`);
    case "not_an_amount":
      return wrong(`--amount: ${line.why}.`);
    default:
      return unreachable(line);
  }
}

type Given = Extract<RefundLine, { readonly status: string }>;

function givenText(line: Given, kind: "done" | "accepted" | "requires_action"): string {
  const status = { paid: "paid", partially_refunded: "partly refunded", refunded: "refunded", canceled: "canceled" }[
    line.status
  ];
  const what = `${partText(line.amount, line.paid)}, ${subjectText(line.subject)}`;
  if (line.isRepetition)
    return `This refund was made before, and nothing more was given back: ${what}; the order is ${status}.${nameText(line)} For a second refund like it, use another --request.`;
  const how = {
    done: "Gave back",
    accepted: "The payment service is giving back",
    requires_action: "The payment service asks the buyer where the money goes:",
  }[kind];
  return `${how} ${what}; the order is now ${status}.${nameText(line)}`;
}

const elsewhereText = (at: { readonly provider: string; readonly account: string | null }): string =>
  `It was paid at ${at.provider}, account ${at.account ?? "unknown"}, which this server has no key to. Add that account's settings to EARLIER_PAYMENT_SETTINGS, restart, and ask again; nothing was given back.`;

const nameText = ({ requestId }: { readonly requestId: string }): string => ` Its name: ${requestId}.`;

/** What a refund would do, before anybody agrees. */
function planText({ act, amount, paid, subject, isRepetition }: Extract<RefundLine, { kind: "planned" }>): string {
  const what = `${partText(amount, paid)}, ${subjectText(subject)}`;
  if (act === "settled")
    return isRepetition
      ? `It was noted before, and nothing changes: ${what}.`
      : `Notes that the refund of ${what} was given another way. No money moves.`;
  if (isRepetition) return `This refund was made before, and nothing more is given back: ${what}.`;
  return `Gives back ${what}${act === "again" ? ", once more" : ""}.`;
}

function lostText({ outcome, subject }: Extract<RefundLine, { kind: "lost" }>): Sentence {
  const of = subject === null ? "" : `, ${subjectText(subject)}`;
  switch (outcome.kind) {
    case "given_again":
      return outcome.state === "done" || outcome.state === "accepted" || outcome.state === "requires_action"
        ? done(`Gave back ${partText(outcome.amount, null)} again${of}.`)
        : wrong(`Asked for again; it is ${outcome.state}. npm run reconcile shows it.`);
    case "settled":
      return done(`Noted as given another way${of}; it needs nobody any more.`);
    case "not_lost":
      return wrong(`This refund is not lost, it is ${outcome.state}.`);
    case "more_than_left":
      return wrong(
        "So much of the payment, or of the part that it was of, is not left: other refunds or disputes have it. Nothing was given back; where the money went another way, note it with --settled.",
      );
    case "account_not_configured":
      return wrong(elsewhereText(outcome));
    case "not_found":
      return wrong("There is no refund with this key; npm run reconcile shows the keys.");
    default:
      return unreachable(outcome);
  }
}
