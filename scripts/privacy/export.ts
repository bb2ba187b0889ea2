import { writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { exportBuyer, isEmail, PRIVACY_EXPORT_VERB, type PrivacyExportLine } from "#lib/operator/privacy.ts";
import { runForOperator } from "../operator-run.ts";

const HELP = `Writes everything that is held of a buyer into one JSON file that only you can read: checkouts, orders, shipments,
payments, refunds, decisions and events.

  npm run privacy:export -- --email ada@example.com

  --email ADDRESS    the buyer's e-mail address, in any case
  --out FILE         where to write; must not exist yet. buyer-<time>.json in this folder unless given
  --stdout           print it instead
  --help             this text
`;

const { values } = parseArgs({
  options: {
    email: { type: "string" },
    out: { type: "string" },
    stdout: { type: "boolean", default: false },
    help: { type: "boolean", default: false },
  },
});

if (values.help || values.email === undefined) {
  process.stdout.write(HELP);
  if (!values.help) process.exitCode = 1;
} else if (!isEmail(values.email)) {
  process.stdout.write(`--email: must be an e-mail address such as ada@example.com.\n`);
  process.exitCode = 1;
} else {
  const request = { email: values.email };
  await runForOperator<PrivacyExportLine>(
    PRIVACY_EXPORT_VERB,
    request,
    ({ operator }, emit) => exportBuyer(operator, request, emit),
    write,
  );
}

function write({ data }: PrivacyExportLine): void {
  const text = `${JSON.stringify(data, null, 2)}\n`;
  if (values.stdout) return void process.stdout.write(text);
  const file = resolve(values.out ?? `buyer-${data.exportedAt.replaceAll(/[:.]/g, "-")}.json`);
  writeFileSync(file, text, { mode: 0o600, flag: "wx" });
  const subscriptions = data.subscriptions["entitlements"]?.length ?? 0;
  const none = data.purchases.length + subscriptions === 0 ? " Nothing is held under this address." : "";
  process.stdout.write(
    `Wrote ${data.purchases.length} purchases and ${subscriptions} subscriptions to ${file}.${none}\n`,
  );
}
