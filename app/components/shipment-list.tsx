import type { Order, Shipment, ShippedLine } from "#lib/orders/order.ts";
import { leftToShip, shipmentProgress, type ShipmentProgress } from "#lib/orders/shipment.ts";
import { formatDay } from "../request/reader-locale.ts";

const TITLES: Readonly<Record<ShipmentProgress, string>> = {
  not_shipped: "Not shipped yet",
  partly_shipped: "Shipped in parts",
  shipped: "On its way",
  delivered: "Delivered",
};

/** What has left for the buyer: which goods, who carries them, and where to follow them. Nothing while nothing has left. */
export function ShipmentList({ order, locale }: { readonly order: Order; readonly locale: string }) {
  const { shipments } = order;
  const left = leftToShip(order);
  if (shipments.length === 0) return null;
  return (
    <section aria-labelledby="shipments" className="card flex flex-col gap-5 p-5 sm:p-6">
      <h2 id="shipments" className="text-title">
        {TITLES[shipmentProgress(order)]}
      </h2>
      <ul className="flex flex-col gap-5">
        {shipments.map((shipment) => (
          <li key={shipment.id} className="flex flex-col gap-1 not-first:border-t not-first:border-line not-first:pt-5">
            <p className="font-medium">{happened(shipment, locale)}</p>
            <p className="text-muted wrap-anywhere">{goodsIn(order, shipment.lines)}</p>
            <Tracking shipment={shipment} />
          </li>
        ))}
      </ul>
      {left.length === 0 ? null : (
        <p className="border-t border-line pt-5 text-muted wrap-anywhere">Still to come: {goodsIn(order, left)}</p>
      )}
    </section>
  );
}

function Tracking({ shipment: { carrier, trackingNumber, trackingUrl } }: { readonly shipment: Shipment }) {
  const number = trackingNumber === null ? null : <span className="tabular-nums">{trackingNumber}</span>;
  if (number === null && trackingUrl === null) return null;
  return (
    <p className="wrap-anywhere">
      {number === null ? null : <>Tracking number {number}</>}
      {number === null || trackingUrl === null ? null : ". "}
      {trackingUrl === null ? null : (
        <a href={trackingUrl} className="link" target="_blank" rel="noopener noreferrer">
          {carrier === null ? "Follow it" : `Follow it at ${carrier}`}
        </a>
      )}
    </p>
  );
}

function happened({ carrier, shippedAt, deliveredAt }: Shipment, locale: string): string {
  const by = carrier === null ? "" : ` with ${carrier}`;
  return deliveredAt === null
    ? `Shipped${by} on ${formatDay(shippedAt, locale)}`
    : `Delivered${by} on ${formatDay(deliveredAt, locale)}`;
}

function goodsIn({ lineItems }: Order, lines: readonly ShippedLine[]): string {
  return lineItems
    .flatMap((item) =>
      lines.filter((line) => line.lineId === item.id).map((line) => `${line.quantity} × ${item.title}`),
    )
    .join(", ");
}
