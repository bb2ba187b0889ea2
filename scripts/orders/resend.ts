import { RESEND_VERB, resend, type ResendLine } from "#lib/operator/resend.ts";
import { runAndSay, type Sentence } from "../operator-run.ts";
import { notSince, sinceOf } from "../safety/since.ts";
import { readOptions, wrongUse } from "../command/options.ts";

const HELP = `Sends a receiver of order events every order that changed since a time, as it is now: one that is new, or that lost
what it took.

  npm run orders:resend -- --receiver erp --since 2026-11-01 --why "new system"

  --receiver NAME  a name of ORDER_RECEIVERS, ACP_WEBHOOK_URL, or the id of one that a seller added
  --since TIME     a day or time, in Coordinated Universal Time; or 24h, 30d
  --why TEXT       your reason, for the audit trail
  --json           the answer as a line of JSON, for programs
  --help           this text
`;

const values = readOptions(HELP, {
  receiver: { type: "string" },
  since: { type: "string" },
  why: { type: "string" },
  json: { type: "boolean", default: false },
});
const { receiver, since, why } = values;
if (receiver === undefined)
  wrongUse("--receiver: which one? A name of ORDER_RECEIVERS, ACP_WEBHOOK_URL, or the id of one that a seller added.");
if (since === undefined) wrongUse("--since: since when?");
if (why === undefined) wrongUse("--why: say why; it is stored in the audit trail.");
const date = sinceOf(since);
if (date === null) wrongUse(notSince(since));

const request = { receiver, since: date.toISOString(), why };
await runAndSay<ResendLine>(RESEND_VERB, request, ({ operator }, emit) => resend(operator, request, emit), {
  say,
  isJson: values.json,
});

function say(line: ResendLine): Sentence {
  if (line.kind === "enqueued") {
    const orders = line.orders === 1 ? "1 order is" : `${line.orders} orders are`;
    return { isDone: true, text: `${orders} being sent to ${receiver}.` };
  }
  if (line.kind === "receiver_off") {
    const state = line.state === "paused" ? "is paused" : "was turned off, because it took nothing";
    const text = `--receiver: ${receiver} ${state}; nothing is sent. Resume it first: npm run sellers -- --resume-receiver ${receiver} --why …`;
    return { isDone: false, text };
  }
  const names =
    line.known.length === 0 ? "none is in the settings" : `those of the settings are ${line.known.join(", ")}`;
  const text = `--receiver: no receiver has the name or id "${receiver}"; ${names}, and npm run sellers -- --receivers ID lists a seller's by their ids.`;
  return { isDone: false, text };
}
