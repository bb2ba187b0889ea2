import { disputeStatus } from "#lib/orders/disputes/alert.ts";
import { refundedOf } from "#lib/orders/adjustment.ts";
import type { Order } from "#lib/orders/order.ts";
import { shipmentProgress } from "#lib/orders/shipment.ts";
import { formatMoney } from "#lib/money.ts";
import { DEFAULT_LOCALE } from "#lib/wire/accept-language.ts";
import { namedForBuyer } from "#lib/wire/texts/seller-names.ts";
import { formatTime } from "../../components/dates.ts";
import { ageText, DISPUTE_WORDS, orderAddress, PROGRESS_WORDS, ROUTE_WORDS, STATUS_WORDS } from "./words.ts";

/** One order a row: number, seller, what was paid, by which route, how far it is, and its age. */
export function OrderList({
  orders,
  now,
  nothing,
}: {
  readonly orders: readonly Order[];
  readonly now: Date;
  /** The sentence in the place of orders where there are none. */
  readonly nothing: string;
}) {
  if (orders.length === 0) return <p className="card p-5 text-muted">{nothing}</p>;
  return (
    <ul className="card divide-y divide-line">
      {orders.map((order) => (
        <li key={order.id} className="flex flex-col gap-1 px-5 py-4">
          <p className="flex flex-wrap items-baseline gap-x-4">
            <a className="link font-mono font-semibold" href={orderAddress(order)}>
              {order.number}
            </a>
            <span className="min-w-0 wrap-anywhere">{namedForBuyer(order, DEFAULT_LOCALE).sellerName}</span>
            <span className="ms-auto font-semibold tabular-nums">{formatMoney(order.paid, DEFAULT_LOCALE)}</span>
          </p>
          <p className="flex flex-wrap gap-x-4 text-caption text-muted">
            {factsOf(order).map((fact) => (
              <span key={fact}>{fact}</span>
            ))}
            <time
              className="ms-auto"
              dateTime={order.paidAt.toISOString()}
              title={formatTime(order.paidAt, DEFAULT_LOCALE)}
            >
              {ageText(order.paidAt, now)}
            </time>
          </p>
        </li>
      ))}
    </ul>
  );
}

function factsOf(order: Order): readonly string[] {
  const refunded = refundedOf(order);
  const dispute = disputeStatus(order.alerts);
  return [
    ROUTE_WORDS[order.route],
    STATUS_WORDS[order.status],
    ...(refunded.amountMinor === 0 ? [] : [`${formatMoney(refunded, DEFAULT_LOCALE)} refunded`]),
    PROGRESS_WORDS[shipmentProgress(order)],
    ...(dispute === "none" ? [] : [DISPUTE_WORDS[dispute]]),
    ...(order.isTest ? ["Test order"] : []),
  ];
}
