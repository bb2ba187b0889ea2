import type { DeliveryDays, DeliveryOption } from "#lib/checkout/session.ts";
import { partsOfOrder } from "#lib/orders/order-parts.ts";
import { isTakenBack, type Order } from "#lib/orders/order.ts";
import { shipmentProgress } from "#lib/orders/shipment.ts";
import { isolated } from "#lib/wire/languages.ts";
import { parcelsText } from "#lib/wire/products/parcels.ts";
import { formatDay } from "../dates.ts";
import { ItemList } from "../item-list.tsx";
import { Parcels } from "../parcels.tsx";
import { componentTexts } from "../texts/component-texts.ts";
import { PartList } from "./part-list.tsx";

/** What an order contains; of several sellers by each of them, with the number that they know it by and their delivery. */
export function Bought({
  order,
  publicUrl,
  locale,
}: {
  readonly order: Order;
  readonly publicUrl: string;
  readonly locale: string;
}) {
  if (order.parts === undefined) return <ItemList sold={order} publicUrl={publicUrl} locale={locale} />;
  return (
    <PartList
      parts={partsOfOrder(order)}
      publicUrl={publicUrl}
      locale={locale}
      after={({ number, delivery }) => <PartFacts order={order} number={number} delivery={delivery} locale={locale} />}
    />
  );
}

/** By whom and when it is delivered, while somebody waits for it. */
export function Delivery({
  order,
  delivery,
  locale,
}: {
  readonly order: Order;
  readonly delivery: DeliveryOption;
  readonly locale: string;
}) {
  const texts = componentTexts(locale);
  const days = ({ earliest, latest }: DeliveryDays) =>
    texts.deliveryExpected(formatDay(earliest, texts.locale), formatDay(latest, texts.locale));
  const parcels = parcelsText(delivery, order.lineItems, texts.locale, { days, title: isolated });
  return (
    <>
      <p className="font-medium">{texts.deliveryBy(delivery.title, delivery.carrier)}</p>
      {!isStillExpected(order) ? null : parcels === null ? (
        <p className="text-muted">{days(delivery)}</p>
      ) : (
        <Parcels text={parcels} />
      )}
    </>
  );
}

/** The number under which one of several sellers knows their part, and how it is delivered. */
function PartFacts({
  order,
  number,
  delivery,
  locale,
}: {
  readonly order: Order;
  readonly number: string;
  readonly delivery: DeliveryOption | null;
  readonly locale: string;
}) {
  return (
    <div className="text-caption">
      <p className="text-muted">
        {componentTexts(locale).order} <bdi className="whitespace-nowrap">{number}</bdi>
      </p>
      {delivery === null ? null : <Delivery order={order} delivery={delivery} locale={locale} />}
    </div>
  );
}

/** Nobody waits for what was delivered, or will not come because all of it was taken back. */
function isStillExpected(order: Order): boolean {
  const progress = shipmentProgress(order);
  return progress !== "delivered" && !(progress === "not_shipped" && isTakenBack(order));
}
