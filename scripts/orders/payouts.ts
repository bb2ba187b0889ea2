import { listPayouts, PAYOUTS_VERB, payoutsRequest, type PayoutsLine } from "#lib/operator/payouts.ts";
import { payoutCsv, payoutsCsvHeader, type PayoutView } from "#lib/wire/disputes/payouts.ts";
import { runForOperator } from "../operator-run.ts";
import { readOptions, wrongUse } from "../command/options.ts";

const HELP = `Prints what the payment service paid out in a month as CSV: each payment's fee, net and payout, refunds and disputes.

  npm run -s payouts -- --month 2026-11 > payouts.csv

  --month MONTH      when the money arrives, in Coordinated Universal Time
  --json             instead, a payout a line as JSON, with what it is made of
  --help             this text

The net amounts of a payout add up to it. Where they do not, or what it is made of is not known, a line on standard error
says so, and the exit code is 1. Payouts are read four times a day, and by npm run reconcile.
`;

const values = readOptions(HELP, { month: { type: "string" }, json: { type: "boolean", default: false } });
if (values.month === undefined) wrongUse("--month: which one, as in 2026-11?");
const request = payoutsRequest.safeParse({ month: values.month });
if (!request.success) wrongUse(`--month: "${values.month}" is not a month such as 2026-11.`);

if (!values.json) process.stdout.write(payoutsCsvHeader);
let count = 0;
await runForOperator<PayoutsLine>(
  PAYOUTS_VERB,
  request.data,
  ({ operator }, emit) => listPayouts(operator, request.data, emit),
  ({ payout }) => {
    count += 1;
    process.stdout.write(values.json ? `${JSON.stringify(payout)}\n` : payoutCsv(payout));
    const trouble = troubleOf(payout);
    if (trouble !== null) complain(trouble);
  },
);
if (count === 0 && process.exitCode === undefined) process.stderr.write("There are no payouts in this month.\n");

function troubleOf({ id, is_itemized: isItemized, difference_minor: difference, amount_minor, currency }: PayoutView) {
  const what = `Payout ${id} of ${amount_minor} minor units of ${currency}`;
  if (difference === 0) return null;
  if (difference !== null) return `${what}: its bookings differ from it by ${difference}.`;
  return isItemized
    ? `${what}: its bookings were not read yet; run npm run reconcile.`
    : `${what}: the payment service does not say what it is made of, or not yet; look in its dashboard.`;
}

function complain(sentence: string): void {
  process.exitCode = 1;
  process.stderr.write(`${sentence}\n`);
}
