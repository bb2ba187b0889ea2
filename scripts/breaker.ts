import { parseArgs } from "node:util";
import type { PauseRequest } from "#lib/operator/pauses.ts";
import { runPause, say } from "./pause-run.ts";

const HELP = `Shows the circuit breakers of the instant way to pay, or closes one before it does so by itself.

  npm run breaker
  npm run breaker -- --close --merchant fernweh --why "the bank was asked"

  --close           lets all shoppers of the seller through again; counting begins anew
  --merchant ID     the seller
  --why TEXT        is kept with the time
  --help            this text
`;

const { values } = parseArgs({
  options: {
    close: { type: "boolean", default: false },
    merchant: { type: "string" },
    why: { type: "string" },
    help: { type: "boolean", default: false },
  },
});

const request = requestOf();
if (request !== null) await runPause(request);
else {
  say(HELP);
  if (!values.help) process.exitCode = 1;
}

/** Null when it is not clear what is wanted. */
function requestOf(): PauseRequest | null {
  const { close, merchant, why, help } = values;
  if (help) return null;
  if (!close) return merchant === undefined && why === undefined ? { do: "show" } : null;
  const reason = why?.trim() ?? "";
  if (merchant === undefined || merchant === "" || reason === "" || reason.length > 200) return null;
  return { do: "close_breaker", sellerId: merchant, why: reason };
}
