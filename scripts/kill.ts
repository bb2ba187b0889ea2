import type { PauseRequest } from "#lib/operator/pauses.ts";
import { reasonOf, refuseMerchant, runPauseCommand, sellerNamed } from "./pause-run.ts";
import { readOptions, wrongUse } from "./command/options.ts";

const HELP = `Stops the instant way to pay at once, for all sellers or for one, or lets it go on. Applies from the next request.

  npm run kill                                     shows the state of instant
  npm run kill -- --on --why "bank is down"
  npm run kill -- --off --why "bank is back"

  --on, --off       turn the switch; the flag instant-checkout-kill stops instant on its own, whatever this says
  --seller ID       for this seller only
  --why TEXT        is stored with the time
  --json            the answer as lines of JSON, for programs
  --help            this text
`;

const values = readOptions(HELP, {
  on: { type: "boolean", default: false },
  off: { type: "boolean", default: false },
  seller: { type: "string" },
  merchant: { type: "string" },
  why: { type: "string" },
  json: { type: "boolean", default: false },
});

refuseMerchant(values.merchant);
await runPauseCommand(requestOf(), values.json);

function requestOf(): PauseRequest {
  const { on, off, seller } = values;
  if (on && off) wrongUse("--on and --off: only one of the two.");
  if (!on && !off) {
    if (seller !== undefined || values.why !== undefined) wrongUse("--on or --off: say which.");
    return { do: "show" };
  }
  const why = reasonOf(values.why);
  return { do: on ? "turn_on" : "turn_off", sellerId: seller === undefined ? null : sellerNamed(seller), why };
}
