import { listFormat } from "#lib/formats.ts";
import type { Order, Shipment, ShippedLine } from "#lib/orders/order.ts";
import { trackingLink } from "#lib/orders/carrier-links.ts";
import { leftToShip, shipmentProgress } from "#lib/orders/shipment.ts";
import { directionOf, isolated } from "#lib/wire/languages.ts";
import type { Chosen } from "#lib/wire/text-tables.ts";
import { WithDay } from "./order/day.tsx";
import { componentTexts } from "./texts/component-texts.ts";
import type { ComponentTexts } from "./texts/en.ts";

/** What has left for the buyer: which goods, who carries them, and where to follow them. Nothing while nothing has left. */
export function ShipmentList({ order, locale }: { readonly order: Order; readonly locale: string }) {
  const texts = componentTexts(locale);
  const { shipments } = order;
  const left = leftToShip(order);
  if (shipments.length === 0) return null;
  return (
    <section aria-labelledby="shipments" className="card flex flex-col gap-5 p-5 sm:p-6">
      <h2 id="shipments" className="text-title">
        {texts.progress[shipmentProgress(order)]}
      </h2>
      <ul className="flex flex-col gap-5">
        {shipments.map((shipment) => (
          <li key={shipment.id} className="flex flex-col gap-1 not-first:border-t not-first:border-line not-first:pt-5">
            <p className="font-medium">
              <Happened shipment={shipment} texts={texts} />
            </p>
            <p className="text-muted wrap-anywhere">{goodsIn(order, shipment.lines, texts.locale)}</p>
            <Tracking shipment={shipment} texts={texts} />
          </li>
        ))}
      </ul>
      {left.length === 0 ? null : (
        <p className="border-t border-line pt-5 text-muted wrap-anywhere">
          {texts.stillToCome(goodsIn(order, left, texts.locale))}
        </p>
      )}
    </section>
  );
}

function Tracking({ shipment, texts }: { readonly shipment: Shipment; readonly texts: ComponentTexts }) {
  const { carrier, trackingNumber } = shipment;
  const trackingUrl = trackingLink(shipment);
  const number = trackingNumber === null ? null : <bdi className="tabular-nums">{trackingNumber}</bdi>;
  if (number === null && trackingUrl === null) return null;
  return (
    <p className="flex flex-wrap gap-x-3 wrap-anywhere">
      {number === null ? null : (
        <span>
          {texts.trackingNumber} {number}
        </span>
      )}
      {trackingUrl === null ? null : (
        <a href={trackingUrl} className="link" target="_blank" rel="noopener noreferrer">
          {carrier === null ? texts.track : texts.trackAt(carrier)}
        </a>
      )}
    </p>
  );
}

function Happened({
  shipment: { carrier, shippedAt, deliveredAt },
  texts,
}: {
  readonly shipment: Shipment;
  readonly texts: Chosen<ComponentTexts>;
}) {
  const text = deliveredAt === null ? texts.shippedOn : texts.deliveredOn;
  return <WithDay text={(day) => text(day, carrier)} day={deliveredAt ?? shippedAt} locale={texts.locale} />;
}

function goodsIn({ lineItems }: Order, lines: readonly ShippedLine[], locale: string): string {
  const goods = lineItems.flatMap((item) =>
    lines
      .filter((line) => line.lineId === item.id)
      .map((line) =>
        directionOf(locale) === "rtl"
          ? isolated(`${line.quantity} × ${item.title}`)
          : `${line.quantity} × ${item.title}`,
      ),
  );
  return listFormat(locale, {}).format(goods);
}
