import { parseArgs } from "node:util";
import { SETTLE_VERB, settle, settleText, type SettleLine, type SettleRequest } from "#lib/operator/settle.ts";
import { runForOperator } from "../operator-run.ts";

const HELP = `Settles a payment that npm run reconcile lists as amount_mismatch: its amount is not its order's.

  npm run settle -- --payment pi_123 --accept --why "a cent less, by currency conversion"
  npm run settle -- --payment pi_123 --refund --why "not what was ordered"

  --payment REFERENCE  the payment, as npm run reconcile lists it
  --accept             place the order, paid with what was captured
  --refund             give all of it back and end the payment
  --why TEXT           is stored in the audit trail
  --help               this text
`;

const { values } = parseArgs({
  options: {
    payment: { type: "string" },
    accept: { type: "boolean", default: false },
    refund: { type: "boolean", default: false },
    why: { type: "string" },
    help: { type: "boolean", default: false },
  },
});

const request = requestOf();
if (values.help || request === null) {
  process.stdout.write(HELP);
  if (!values.help) process.exitCode = 1;
} else
  await runForOperator<SettleLine>(SETTLE_VERB, request, ({ operator }, emit) => settle(operator, request, emit), show);

/** Null when what is asked for is not complete. */
function requestOf(): SettleRequest | null {
  const { payment, accept, refund, why } = values;
  if (payment === undefined || why === undefined || accept === refund) return null;
  return { payment, how: accept ? "accept" : "refund", why };
}

function show(line: SettleLine): void {
  const { isDone, text } = settleText(line);
  process.stdout.write(`${text}\n`);
  if (!isDone) process.exitCode = 1;
}
