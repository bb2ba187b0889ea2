import { randomBytes } from "node:crypto";
import { parseArgs } from "node:util";
import { decimalText } from "#lib/money.ts";
import { REFUND_VERB, refund, type RefundLine, type RefundRequest } from "#lib/operator/operator-verbs.ts";
import { runForOperator } from "./operator-run.ts";

const HELP = `Gives an order's money back, all that is left of it or a part.

  npm run refund -- --order T-7F3K-92QD --why "arrived broken"

  --order NUMBER     the order's number or id
  --amount AMOUNT    a part, with its currency: "12.50 USD"
  --why TEXT         is stored with the refund
  --request NAME     a name for this refund; used twice, it happens once
  --help             this text
`;

const { values } = parseArgs({
  options: {
    order: { type: "string" },
    amount: { type: "string" },
    why: { type: "string" },
    request: { type: "string" },
    help: { type: "boolean", default: false },
  },
});

if (values.help || values.order === undefined || values.why === undefined) {
  process.stdout.write(HELP);
  if (!values.help) process.exitCode = 1;
} else {
  const request: RefundRequest = {
    order: values.order,
    amount: values.amount ?? null,
    requestId: values.request ?? randomBytes(8).toString("hex"),
    why: values.why,
  };
  await runForOperator<RefundLine>(REFUND_VERB, request, ({ operator }, emit) => refund(operator, request, emit), show);
}

function show(line: RefundLine): void {
  const { isDone, text } = sentence(line);
  if (!isDone) process.exitCode = 1;
  process.stdout.write(`${text}\n`);
}

function sentence(line: RefundLine): { readonly isDone: boolean; readonly text: string } {
  switch (line.kind) {
    case "done":
    case "accepted":
      return {
        isDone: true,
        text: `Given back${line.kind === "accepted" ? " (the payment service will do it)" : ""}; the order is now ${line.status === "refunded" ? "refunded" : "partly refunded"}.`,
      };
    case "unknown":
      return {
        isDone: false,
        text: "The payment service gave no answer. It is asked again by itself; npm run reconcile shows it.",
      };
    case "requires_action":
      return { isDone: true, text: "The payment service asks the buyer where the money goes." };
    case "refused":
      return line.isFinal
        ? { isDone: false, text: `The payment service refused (${line.reason}). npm run reconcile shows it.` }
        : { isDone: false, text: `The payment service refused for now (${line.reason}). It is asked again by itself.` };
    case "failed":
    case "canceled":
      return { isDone: false, text: "The refund failed, and the money is with you again. npm run reconcile shows it." };
    case "more_than_left":
      return { isDone: false, text: `Only ${decimalText(line.left)} ${line.left.currency} of it are left.` };
    case "other_amount":
      return {
        isDone: false,
        text: `--request: this name was used for a refund of ${decimalText(line.amount)} ${line.amount.currency}.`,
      };
    case "other_currency":
      return { isDone: false, text: `--amount: the order was paid in ${line.paid}.` };
    case "nothing_left":
      return { isDone: false, text: "Nothing of it is left." };
    case "not_found":
      return { isDone: false, text: `There is no order "${line.order}".` };
    case "not_an_amount":
      return { isDone: false, text: `--amount: ${line.why}.` };
  }
}
