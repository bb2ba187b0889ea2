import { adjustmentsOf, refundedOf } from "#lib/orders/adjustment.ts";
import { isDispute } from "#lib/orders/disputes/alert.ts";
import { ordersOfParts } from "#lib/orders/order-parts.ts";
import { orderNumberOf, type Order } from "#lib/orders/order.ts";
import { shipmentProgress } from "#lib/orders/shipment.ts";
import { formatMoney, subtract } from "#lib/money.ts";
import { DEFAULT_LOCALE } from "#lib/wire/accept-language.ts";
import { formatTime } from "../../components/dates.ts";
import { Command } from "../../components/unbroken.tsx";
import { canShip } from "./acts/ship.ts";
import { ALERT_WORDS, orderAddress, PROGRESS_WORDS, ROUTE_WORDS, STATUS_WORDS } from "./words.ts";

const amount = (money: Order["paid"]): string => formatMoney(money, DEFAULT_LOCALE);

/** Of several, all of them: what the whole order says of its seller is the first one's. */
function sellersOf(order: Order): readonly [string, string] {
  const sellers = order.parts === undefined ? [order] : ordersOfParts(order);
  const names = sellers.map(({ sellerName, sellerId }) => `${sellerName} (${sellerId})`);
  return [names.length === 1 ? "Seller" : "Sellers", names.join(", ")];
}

/** What an order is, and what happened to it and when. */
export function OrderFacts({ order }: { readonly order: Order }) {
  const left = subtract(order.paid, refundedOf(order));
  const facts: readonly (readonly [string, string])[] = [
    sellersOf(order),
    ["Paid", amount(order.paid)],
    ["Paid after refunds", amount(left)],
    ["Route", ROUTE_WORDS[order.route]],
    ["Status", STATUS_WORDS[order.status]],
    ["Delivery", PROGRESS_WORDS[shipmentProgress(order)]],
  ];
  const ids: readonly (readonly [string, string])[] = [
    ["Payment", order.paymentReference],
    ["Checkout", order.sessionId],
  ];
  return (
    <>
      <div className="card flex flex-col gap-3 p-5">
        <dl className="grid grid-cols-[repeat(auto-fill,minmax(min(8rem,100%),1fr))] gap-x-6 gap-y-3">
          {facts.map(([name, value]) => (
            <Fact key={name} name={name} value={value} />
          ))}
        </dl>
        <dl className="grid gap-x-8 gap-y-3 font-mono sm:grid-cols-2">
          {ids.map(([name, value]) => (
            <Fact key={name} name={name} value={value} />
          ))}
        </dl>
      </div>
      <section aria-labelledby="goods" className="flex flex-col gap-3">
        <h2 id="goods" className="text-title">
          Goods
        </h2>
        <ul className="card divide-y divide-line">
          {order.lineItems.map((line) => (
            <li key={line.id} className="flex flex-wrap justify-between gap-x-4 px-5 py-3">
              <span className="min-w-0 wrap-anywhere">
                {line.quantity} × {line.title} <code className="font-mono text-caption text-muted">{line.id}</code>
              </span>
              <span className="ms-auto tabular-nums">{amount(line.total)}</span>
            </li>
          ))}
        </ul>
      </section>
      <section aria-labelledby="timeline" className="flex flex-col gap-3">
        <h2 id="timeline" className="text-title">
          What happened
        </h2>
        <ol className="card divide-y divide-line">
          {eventsOf(order).map(({ at, text }) => (
            <li key={`${at.toISOString()} ${text}`} className="flex flex-wrap justify-between gap-x-4 px-5 py-3">
              <span className="min-w-0 wrap-anywhere">{text}</span>
              <time className="ms-auto text-caption text-muted" dateTime={at.toISOString()}>
                {formatTime(at, DEFAULT_LOCALE)}
              </time>
            </li>
          ))}
        </ol>
      </section>
    </>
  );
}

const Fact = ({ name, value }: { readonly name: string; readonly value: string }) => (
  <div className="min-w-0">
    <dt className="font-sans text-caption text-muted">{name}</dt>
    <dd className="wrap-anywhere tabular-nums">{value}</dd>
  </div>
);

type OrderEvent = { readonly at: Date; readonly text: string };

/** Oldest first. */
function eventsOf(order: Order): readonly OrderEvent[] {
  const parcels = order.shipments.flatMap((shipment): readonly OrderEvent[] => {
    const name = [shipment.carrier, shipment.trackingNumber].filter((part) => part !== null).join(" ");
    const parcel = name === "" ? `shipment "${shipment.name}"` : name;
    return [
      { at: shipment.shippedAt, text: `Shipped: ${parcel}` },
      ...(shipment.deliveredAt === null ? [] : [{ at: shipment.deliveredAt, text: `Delivered: ${parcel}` }]),
    ];
  });
  const events: readonly OrderEvent[] = [
    { at: order.paidAt, text: `Paid: ${amount(order.paid)}, ${order.route}` },
    ...parcels,
    ...adjustmentsOf(order).map((one) => ({ at: one.occurredAt, text: `Refund ${one.status}: ${amount(one.amount)}` })),
    ...order.alerts.map((one) => ({
      at: one.openedAt,
      text: `${ALERT_WORDS[one.kind]}: ${one.status.replaceAll("_", " ")}${isDispute(one) ? `, ${amount(one.amount)}` : ""}`,
    })),
    ...(order.status === "canceled" ? [{ at: order.canceledAt, text: "Canceled" }] : []),
    ...(order.erased === null ? [] : [{ at: order.erased.erasedAt, text: "The buyer's details were erased" }]),
  ];
  return events.toSorted((one, other) => one.at.getTime() - other.at.getTime());
}

/** The parts of an order of several sellers, each with the way to its own page; from a part the way to its order. */
export function OrderParts({ order }: { readonly order: Order }) {
  if (order.isPart)
    return (
      <p>
        This is one seller’s part.{" "}
        <a className="link" href={orderAddress({ id: order.id, number: orderNumberOf(order.id) })}>
          The whole order
        </a>
      </p>
    );
  if (order.parts === undefined) return null;
  return (
    <section aria-labelledby="parts" className="flex flex-col gap-3">
      <h2 id="parts" className="text-title">
        Sellers’ parts
      </h2>
      <ul className="card divide-y divide-line">
        {ordersOfParts(order).map((part) => (
          <li key={part.number} className="flex flex-wrap justify-between gap-x-4 px-5 py-3">
            <span className="min-w-0 wrap-anywhere">
              <a className="link font-mono" href={orderAddress(part)}>
                {part.number}
              </a>{" "}
              {part.sellerName}
            </span>
            <span className="ms-auto tabular-nums">
              {amount(part.paid)}, {STATUS_WORDS[part.status].toLowerCase()},{" "}
              {PROGRESS_WORDS[shipmentProgress(part)].toLowerCase()}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** The commands that act on what is left to ship and to give back; each says first how much, and asks. */
export function OrderCommands({ order }: { readonly order: Order }) {
  const canRefund = order.status !== "canceled" && subtract(order.paid, refundedOf(order)).amountMinor > 0;
  const commands = [
    ...ordersOfParts(order)
      .filter(canShip)
      .map((part) => `npm run ship -- --order ${part.number} --carrier DHL --tracking 00340434`),
    ...(canRefund ? [`npm run refund -- --order ${order.number} --all --why "…" --dry-run`] : []),
  ];
  if (commands.length === 0) return null;
  return (
    <section aria-labelledby="commands" className="flex flex-col gap-3">
      <h2 id="commands" className="text-title">
        Commands
      </h2>
      {commands.map((command) => (
        <Command key={command}>{command}</Command>
      ))}
    </section>
  );
}
