import type { PauseRequest } from "#lib/operator/pauses.ts";
import { reasonOf, refuseMerchant, runPauseCommand, sellerNamed } from "./pause-run.ts";
import { readOptions, wrongUse } from "./command/options.ts";

const HELP = `Shows the circuit breakers of the instant way to pay, or closes one before it closes by itself.

  npm run breaker
  npm run breaker -- --close --seller fernweh --why "the bank was asked"
  npm run breaker -- --close --all --why "the provider is back"

  --close           lets all shoppers through again; counting starts again
  --seller ID       the breaker of this seller
  --all             the breaker of all sellers; those of single sellers stay as they are
  --why TEXT        is stored with the time
  --json            the answer as lines of JSON, for programs
  --help            this text
`;

const values = readOptions(HELP, {
  close: { type: "boolean", default: false },
  seller: { type: "string" },
  all: { type: "boolean", default: false },
  merchant: { type: "string" },
  why: { type: "string" },
  json: { type: "boolean", default: false },
});

refuseMerchant(values.merchant);
await runPauseCommand(requestOf(), values.json);

function requestOf(): PauseRequest {
  const { close, seller, all } = values;
  if (!close) {
    if (seller !== undefined || all || values.why !== undefined)
      wrongUse("--close: missing; without it the breakers are shown.");
    return { do: "show" };
  }
  if (all && seller !== undefined) wrongUse("--all and --seller: only one of the two.");
  if (!all && seller === undefined) wrongUse("--seller or --all: whose breaker?");
  const sellerId = seller === undefined ? null : sellerNamed(seller);
  return { do: "close_breaker", sellerId, why: reasonOf(values.why) };
}
