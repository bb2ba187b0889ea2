import { audit, AUDIT_VERB, type AuditLine } from "#lib/operator/audit.ts";
import { runForOperator } from "../operator-run.ts";
import { notSince, sinceOf } from "./since.ts";
import { readOptions, wrongUse } from "../command/options.ts";

const HELP = `Prints the audit trail, oldest first: refunds, shipments, kill switch, breakers, feed imports, refused keys, sign-ins at the
console, erased and exported buyers, and the settings at each start.

  npm run audit                            the last seven days
  npm run audit -- --since 2026-11-01      from that day on, in Coordinated Universal Time; or 2026-11-01T14:30:00Z
  npm run audit -- --since 24h             or 30d
  npm run audit -- --json                  one entry a line, for programs
`;

const values = readOptions(HELP, {
  since: { type: "string", default: "7d" },
  json: { type: "boolean", default: false },
});
const print = (text: string) => void process.stdout.write(`${text}\n`);
const since = sinceOf(values.since);

if (since === null) wrongUse(notSince(values.since));

await runForOperator<AuditLine>(
  AUDIT_VERB,
  { since: since.toISOString() },
  ({ store }, emit) => audit(store, { since: since.toISOString() }, emit),
  (line) => print(values.json ? JSON.stringify(line) : sentenceOf(line)),
);

function sentenceOf({ occurredAt, action, actor, subject, why, details }: AuditLine): string {
  const facts = Object.entries(details).map(([name, value]) => `${name}=${value}`);
  const parts = [occurredAt, action.replaceAll("_", " "), `by ${actor}`, subject ?? "", why === null ? "" : `"${why}"`];
  return [...parts, ...facts].filter((part) => part !== "").join("  ");
}
