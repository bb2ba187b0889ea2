import { parseArgs } from "node:util";
import type { PauseRequest } from "#lib/operator/pauses.ts";
import { runPauseCommand } from "./pause-run.ts";

const HELP = `Shows the circuit breakers of the instant way to pay, or closes one before it closes by itself.

  npm run breaker
  npm run breaker -- --close --seller fernweh --why "the bank was asked"

  --close           lets all shoppers of the seller through again; counting starts again
  --seller ID       the seller
  --why TEXT        is stored with the time
  --help            this text
`;

const { values } = parseArgs({
  options: {
    close: { type: "boolean", default: false },
    seller: { type: "string" },
    merchant: { type: "string" },
    why: { type: "string" },
    help: { type: "boolean", default: false },
  },
});

await runPauseCommand(requestOf(), values, HELP);

/** Null when it is not clear what is wanted. */
function requestOf(): PauseRequest | null {
  const { close, seller, why, help } = values;
  if (help) return null;
  if (!close) return seller === undefined && why === undefined ? { do: "show" } : null;
  const reason = why?.trim() ?? "";
  if (seller === undefined || seller === "" || reason === "" || reason.length > 200) return null;
  return { do: "close_breaker", sellerId: seller, why: reason };
}
