import type { PauseRequest } from "#lib/operator/pauses.ts";
import { reasonOf, refuseMerchant, runPauseCommand, sellerNamed } from "./pause-run.ts";
import { readOptions, wrongUse } from "./command/options.ts";

const HELP = `Shows the circuit breakers of the instant way to pay, or closes one before it closes by itself.

  npm run breaker
  npm run breaker -- --close --seller fernweh --why "the bank was asked"

  --close           lets all shoppers of the seller through again; counting starts again
  --seller ID       the seller
  --why TEXT        is stored with the time
  --json            the answer as lines of JSON, for programs
  --help            this text
`;

const values = readOptions(HELP, {
  close: { type: "boolean", default: false },
  seller: { type: "string" },
  merchant: { type: "string" },
  why: { type: "string" },
  json: { type: "boolean", default: false },
});

refuseMerchant(values.merchant);
await runPauseCommand(requestOf(), values.json);

function requestOf(): PauseRequest {
  const { close, seller } = values;
  if (!close) {
    if (seller !== undefined || values.why !== undefined)
      wrongUse("--close: missing; without it the breakers are shown.");
    return { do: "show" };
  }
  if (seller === undefined) wrongUse("--seller: whose breaker?");
  return { do: "close_breaker", sellerId: sellerNamed(seller), why: reasonOf(values.why) };
}
