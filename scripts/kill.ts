import { parseArgs } from "node:util";
import type { PauseRequest } from "#lib/operator/pauses.ts";
import { runPause, say } from "./pause-run.ts";

const HELP = `Stops the instant way to pay at once, for all sellers or for one, or lets it go on. Holds at the next request.

  npm run kill                                     shows how instant stands
  npm run kill -- --on --why "bank is down"
  npm run kill -- --off --why "bank is back"

  --on, --off       turn the switch; the flag instant-checkout-kill stops instant on its own, whatever this says
  --merchant ID     for this seller only
  --why TEXT        is kept with the time
  --help            this text
`;

const { values } = parseArgs({
  options: {
    on: { type: "boolean", default: false },
    off: { type: "boolean", default: false },
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
  const { on, off, merchant, why, help } = values;
  if (help || (on && off)) return null;
  if (!on && !off) return merchant === undefined && why === undefined ? { do: "show" } : null;
  const reason = why?.trim() ?? "";
  if (reason === "" || reason.length > 200 || merchant === "") return null;
  return { do: on ? "turn_on" : "turn_off", sellerId: merchant ?? null, why: reason };
}
