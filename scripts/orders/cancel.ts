import { CANCEL_VERB, cancel, cancelText, type CancelLine } from "#lib/operator/orders/cancel.ts";
import { readOptions, wrongUse } from "../command/options.ts";
import { runAndSay } from "../operator-run.ts";

const HELP = `Cancels an order that cost nothing and of which nothing was shipped. One that was paid is refunded.

  npm run cancel -- --order T-7F3K-92QD --why "the code was given by mistake"

  --order NUMBER  the order's number or id
  --why TEXT      is stored in the audit trail
  --json          the answer as a line of JSON, for programs
  --help          this text
`;

const values = readOptions(HELP, {
  order: { type: "string" },
  why: { type: "string" },
  json: { type: "boolean", default: false },
});
const { order, why } = values;
if (order === undefined) wrongUse("--order: which order? npm run orders lists them.");
if (why === undefined) wrongUse("--why: say why; it is stored in the audit trail.");

const request = { order, why };
await runAndSay<CancelLine>(CANCEL_VERB, request, ({ operator }, emit) => cancel(operator, request, emit), {
  say: cancelText,
  isJson: values.json,
});
