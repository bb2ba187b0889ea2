import { orderSteps, type OrderStep } from "#lib/orders/order-steps.ts";
import { counted, numberText } from "#lib/wire/text-tables.ts";
import { filled } from "#lib/wire/widget/filled.ts";
import { amountText, deductionText } from "./amounts.ts";
import type { Checkout } from "../purchase/read-checkout.ts";
import { Said } from "./said.tsx";
import { useTexts } from "../texts/widget-texts.ts";
import { WebLink } from "./web-link.tsx";

type Order = NonNullable<Checkout["order"]>;
type Props = {
  readonly order: Order;
  readonly checkout: Checkout;
  readonly locale: string;
  readonly onOpen: (url: string) => boolean;
};

/** More of them would make the card higher than a phone; the order's page has them all. */
const AT_ONCE = 2;

/** True once something has happened to the order since it was paid. */
export const hasLife = ({
  status,
  delivery_status: progress,
  refunds = [],
  payment_returned: returned,
  payment_returned_in: returnedIn,
}: Order): boolean =>
  status !== "paid" ||
  progress !== "not_shipped" ||
  refunds.length > 0 ||
  returned !== undefined ||
  returnedIn !== undefined;

/** What became of an order: how far it is, and what is on its way and where to follow it. */
export function OrderLife({ order, onOpen }: Pick<Props, "order" | "onOpen">) {
  const texts = useTexts();
  const { shipments } = order;
  return (
    <>
      <ol className="steps" aria-label={texts.stepsTitle}>
        {orderSteps(order.status, order.delivery_status).map(({ kind, state }: OrderStep) => (
          <li key={kind} data-state={state}>
            {texts.steps[kind][state]}
          </li>
        ))}
      </ol>
      {shipments.length > 0 && (
        <ul className="parcels">
          {shipments.slice(0, AT_ONCE).map((shipment) => (
            <li key={shipment.id}>
              <p className="parcel-goods">
                <bdi>
                  {shipment.items
                    .map(({ quantity, title }) =>
                      filled(texts.shippedItem, { count: numberText(quantity, texts.locale), title }),
                    )
                    .join(", ")}
                </bdi>
              </p>
              <p className="quiet">
                <bdi>{[shipment.carrier, shipment.tracking_number].filter(Boolean).join(" · ")}</bdi>
              </p>
              {shipment.tracking_url !== undefined && (
                <WebLink href={shipment.tracking_url} onOpen={onOpen}>
                  {shipment.carrier === undefined ? (
                    texts.track
                  ) : (
                    <Said text={texts.trackAt} carrier={shipment.carrier} />
                  )}
                </WebLink>
              )}
            </li>
          ))}
        </ul>
      )}
      {shipments.length > AT_ONCE && (
        <p className="quiet">{counted(texts.moreParcels, shipments.length - AT_ONCE, texts.locale)}</p>
      )}
    </>
  );
}

/** What was given back, and what the order cost after it. Stands below the total, from which it is taken off. */
export function Refunds({ order, checkout, locale }: Omit<Props, "onOpen">) {
  const texts = useTexts();
  const { refunds = [], after_refunds: left = 0 } = order;
  if (refunds.length === 0) return null;
  return (
    <dl className="totals">
      {refunds.slice(-AT_ONCE).map(({ id, status, amount, occurred_at: moment }) => (
        <div key={id} className="totals-row">
          <dt>{filled(texts.refundOf[status], { day: dayText(moment, texts.locale) })}</dt>
          <dd>
            <bdi>{deductionText(checkout, amount, locale)}</bdi>
          </dd>
        </div>
      ))}
      {left > 0 && (
        <div className="totals-row left">
          <dt>{texts.afterRefunds}</dt>
          <dd>
            <bdi>{amountText(checkout, left, locale)}</bdi>
          </dd>
        </div>
      )}
    </dl>
  );
}

/** By the buyer's own clock. */
const dayText = (moment: string, locale: string): string =>
  new Intl.DateTimeFormat(locale, { day: "numeric", month: "short" }).format(new Date(moment));
