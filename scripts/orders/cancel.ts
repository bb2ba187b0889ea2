import { CANCEL_VERB, cancel, cancelText, type CancelLine, type CancelRequest } from "#lib/operator/orders/cancel.ts";
import { CONSENT, CONSENT_HELP, runWithConsent } from "../command/consent.ts";
import { readOptions, wrongUse } from "../command/options.ts";

const HELP = `Cancels an order that cost nothing and of which nothing was shipped. One that was paid is refunded.

  npm run cancel -- --order T-7F3K-92QD --why "the code was given by mistake"

  --order NUMBER     the order's number or id
  --why TEXT         is stored in the audit trail
${CONSENT_HELP}`;

const values = readOptions(HELP, {
  order: { type: "string" },
  why: { type: "string" },
  ...CONSENT,
});
const { order, why } = values;
if (order === undefined) wrongUse("--order: which order? npm run orders lists them.");
if (why === undefined) wrongUse("--why: say why; it is stored in the audit trail.");

await runWithConsent<CancelLine, CancelRequest>({
  verb: CANCEL_VERB,
  request: { order, why },
  here: ({ operator }, request, emit) => cancel(operator, request, emit),
  say: cancelText,
  values,
});
