import { writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { exportBuyer, isEmail, PRIVACY_EXPORT_VERB, type PrivacyExportLine } from "#lib/operator/privacy.ts";
import { runForOperator } from "../operator-run.ts";
import { readOptions, wrongUse } from "../command/options.ts";

const HELP = `Writes everything that is held of a buyer into one JSON file that only you can read: checkouts, orders, shipments,
payments, refunds, decisions and events.

  npm run privacy:export -- --email ada@example.com

  --email ADDRESS    the buyer's e-mail address, in any case
  --out FILE         where to write; must not exist yet. buyer-<time>.json in this folder unless given
  --stdout           print it instead
  --help             this text
`;

const values = readOptions(HELP, {
  email: { type: "string" },
  out: { type: "string" },
  stdout: { type: "boolean", default: false },
});

if (values.email === undefined) wrongUse("--email: whose?");
if (!isEmail(values.email)) wrongUse("--email: must be an e-mail address such as ada@example.com.");

const request = { email: values.email };
await runForOperator<PrivacyExportLine>(
  PRIVACY_EXPORT_VERB,
  request,
  ({ operator }, emit) => exportBuyer(operator, request, emit),
  write,
);

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
