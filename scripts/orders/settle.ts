import { SETTLE_VERB, settle, settleText, type SettleLine, type SettleRequest } from "#lib/operator/settle.ts";
import { runAndSay } from "../operator-run.ts";
import { readOptions, wrongUse } from "../command/options.ts";

const HELP = `Settles a payment that npm run reconcile lists as amount_mismatch: its amount is not its order's.

  npm run settle -- --payment pi_123 --accept --why "a cent less, by currency conversion"
  npm run settle -- --payment pi_123 --refund --why "not what was ordered"

  --payment REFERENCE  the payment, as npm run reconcile lists it
  --accept             place the order, paid with what was captured
  --refund             give all of it back and end the payment
  --why TEXT           is stored in the audit trail
  --json               the answer as a line of JSON, for programs
  --help               this text
`;

const values = readOptions(HELP, {
  payment: { type: "string" },
  accept: { type: "boolean", default: false },
  refund: { type: "boolean", default: false },
  why: { type: "string" },
  json: { type: "boolean", default: false },
});

const request = requestOf();
await runAndSay<SettleLine>(SETTLE_VERB, request, ({ operator }, emit) => settle(operator, request, emit), {
  say: settleText,
  isJson: values.json,
});

function requestOf(): SettleRequest {
  const { payment, accept, refund, why } = values;
  if (payment === undefined) wrongUse("--payment: which payment? npm run reconcile lists them.");
  if (accept === refund) wrongUse("--accept or --refund: one of the two.");
  if (why === undefined) wrongUse("--why: say why; it is stored in the audit trail.");
  return { payment, how: accept ? "accept" : "refund", why };
}
