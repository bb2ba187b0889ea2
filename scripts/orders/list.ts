import { decimalText, money } from "#lib/money.ts";
import { listAllOrders, ORDERS_VERB, ordersRequest, type OrdersLine } from "#lib/operator/orders.ts";
import { orderCsv, ordersCsvHeader, type MerchantOrder } from "#lib/wire/orders/merchant.ts";
import { runForOperator } from "../operator-run.ts";
import { notSince, sinceOf } from "../safety/since.ts";
import { readOptions, wrongUse } from "../command/options.ts";
import { reportFailure } from "../command/failure.ts";
import { noSuchSeller } from "../sellers/seller-lines.ts";

const HELP = `Lists orders, oldest first. With --csv or --json it prints the buyers' details.

  npm run orders                              the last seven days
  npm run orders -- --since 2026-11-01        from that day on, in Coordinated Universal Time; or 2026-11-01T14:30:00Z
  npm run orders -- --since 24h               or 30d
  npm run orders -- --seller fernweh          of one seller
  npm run orders -- --status paid             or partially_refunded, refunded, canceled
  npm run -s orders -- --csv > orders.csv     a record for each line of an order
  npm run -s orders -- --json                 one order a line, as GET /api/orders has it
`;

const values = readOptions(HELP, {
  since: { type: "string", default: "7d" },
  seller: { type: "string" },
  status: { type: "string" },
  csv: { type: "boolean", default: false },
  json: { type: "boolean", default: false },
});
const write = (text: string) => void process.stdout.write(text);
const since = sinceOf(values.since);
const status = ordersRequest.shape.status.safeParse(values.status ?? null);

if (since === null) wrongUse(notSince(values.since));
if (!status.success) wrongUse(`--status: "${values.status}" is not paid, partially_refunded, refunded or canceled.`);
if (values.csv && values.json) wrongUse("--csv and --json: only one of the two.");

const request = { since: since.toISOString(), seller: values.seller ?? null, status: status.data };
if (values.csv) write(ordersCsvHeader);
let count = 0;
await runForOperator<OrdersLine>(
  ORDERS_VERB,
  request,
  ({ operator, config }, emit) => listAllOrders({ operator, publicUrl: config.publicUrl }, request, emit),
  (line) => {
    if (line.type === "no_such_seller") {
      process.exitCode = 1;
      return reportFailure(`--seller: ${noSuchSeller(line)}`);
    }
    const { order } = line;
    count += 1;
    write(values.csv ? orderCsv(order) : `${values.json ? JSON.stringify(order) : sentenceOf(order)}\n`);
  },
);
if (count === 0 && process.exitCode === undefined && !values.csv && !values.json) write("There are no such orders.\n");

function sentenceOf(order: MerchantOrder): string {
  const paid = `${decimalText(money(order.paid_minor, order.currency))} ${order.currency}`;
  const dispute = order.dispute_status === "none" ? [] : [`dispute: ${order.dispute_status}`];
  const hold = order.shipping_holds.length === 0 ? [] : [`do not ship: ${order.shipping_holds.join(", ")}`];
  const test = order.livemode ? [] : ["test order"];
  return [
    order.placed_at,
    order.number,
    order.seller_id,
    paid,
    order.status,
    order.delivery_status,
    ...dispute,
    ...hold,
    ...test,
  ].join("  ");
}
