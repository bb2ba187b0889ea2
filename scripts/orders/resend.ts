import { parseArgs } from "node:util";
import { RESEND_VERB, resend, type ResendLine } from "#lib/operator/resend.ts";
import { runForOperator } from "../operator-run.ts";
import { notSince, sinceOf } from "../safety/since.ts";

const HELP = `Sends a receiver of order events every order that changed since a time, as it is now: one that is new, or that lost
what it took.

  npm run orders:resend -- --receiver erp --since 2026-11-01 --why "new system"

  --receiver NAME  a name of ORDER_RECEIVERS, or ACP_WEBHOOK_URL
  --since TIME     a day or time, in Coordinated Universal Time; or 24h, 30d
  --why TEXT       your reason, for the audit trail
  --help           this text
`;

const { values } = parseArgs({
  options: {
    receiver: { type: "string" },
    since: { type: "string" },
    why: { type: "string" },
    help: { type: "boolean", default: false },
  },
});
const { receiver, since, why } = values;

if (values.help) process.stdout.write(HELP);
else if (receiver === undefined || since === undefined || why === undefined) stop(HELP);
else {
  const date = sinceOf(since);
  if (date === null) stop(`${notSince(since)}\n`);
  else {
    const request = { receiver, since: date.toISOString(), why };
    await runForOperator<ResendLine>(
      RESEND_VERB,
      request,
      ({ operator }, emit) => resend(operator, request, emit),
      show,
    );
  }
}

function show(line: ResendLine): void {
  if (line.kind === "enqueued")
    return void process.stdout.write(`${line.orders} orders are being sent to ${receiver}.\n`);
  const names = line.known.length === 0 ? "no receiver is set" : `there are ${line.known.join(", ")}`;
  stop(`--receiver: no receiver is called "${receiver}"; ${names}.\n`);
}

function stop(text: string): void {
  process.stdout.write(text);
  process.exitCode = 1;
}
