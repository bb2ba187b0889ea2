import { parseArgs } from "node:util";
import type { PauseRequest } from "#lib/operator/pauses.ts";
import { runPauseCommand } from "./pause-run.ts";

const HELP = `Stops the instant way to pay at once, for all sellers or for one, or lets it go on. Applies from the next request.

  npm run kill                                     shows the state of instant
  npm run kill -- --on --why "bank is down"
  npm run kill -- --off --why "bank is back"

  --on, --off       turn the switch; the flag instant-checkout-kill stops instant on its own, whatever this says
  --seller ID       for this seller only
  --why TEXT        is stored with the time
  --help            this text
`;

const { values } = parseArgs({
  options: {
    on: { type: "boolean", default: false },
    off: { type: "boolean", default: false },
    seller: { type: "string" },
    merchant: { type: "string" },
    why: { type: "string" },
    help: { type: "boolean", default: false },
  },
});

await runPauseCommand(requestOf(), values, HELP);

/** Null when it is not clear what is wanted. */
function requestOf(): PauseRequest | null {
  const { on, off, seller, why, help } = values;
  if (help || (on && off)) return null;
  if (!on && !off) return seller === undefined && why === undefined ? { do: "show" } : null;
  const reason = why?.trim() ?? "";
  if (reason === "" || reason.length > 200 || seller === "") return null;
  return { do: on ? "turn_on" : "turn_off", sellerId: seller ?? null, why: reason };
}
