import { sentences } from "#lib/wire/text-tables.ts";
import { isCurrency, money, formatMoney, type Money } from "#lib/money.ts";
import { LineItems } from "./line-items.tsx";
import { hasLife, OrderLife, Refunds } from "./order-life.tsx";
import { OrderFoot } from "./order-foot.tsx";
import { sellersOf, type Checkout } from "../purchase/read-checkout.ts";
import { StatusView, TestBadge } from "./status-view.tsx";
import { Said } from "./said.tsx";
import { useTexts, type Words } from "../texts/widget-texts.ts";
import { Totals } from "./totals.tsx";
import type { PurchaseActions } from "../purchase/use-purchase.ts";
import { WebLink } from "./web-link.tsx";

type Props = { readonly checkout: Checkout; readonly locale: string; readonly actions: PurchaseActions };

/** The order that was paid, with its number and the page that stays. */
export function PaidView({ checkout, locale, actions }: Props) {
  const texts = useTexts();
  const { order } = checkout;
  const dispute = order?.payment_dispute;
  const isOver = order?.status === "refunded" || order?.status === "canceled" || dispute === "returned";
  const returned = returnedBy(order, checkout);
  const { refunds = [], shipments = [] } = order ?? {};
  // Once something went back, the seller has no longer all of it.
  const hasAll = returned.length === 0 && refunds.length === 0 && order?.status !== "partially_refunded";
  const paidText = sentences(
    texts.locale,
    ...(hasAll ? [texts.paidText] : []),
    ...(order === undefined ? [] : [texts.receiptText]),
  );
  return (
    <>
      <header className="head status">
        {!isOver && <span className="tick" aria-hidden="true" />}
        <div>
          <h1 tabIndex={-1}>{paidTitle(order, texts)}</h1>
          <TestBadge checkout={checkout} />
          {/* While a bank looks into it, nobody knows who has the money. */}
          {!isOver && dispute === undefined && (
            <p className="quiet">
              <Said text={paidText} seller={sellersOf(checkout, texts.locale)} />
            </p>
          )}
          {order?.status === "canceled" && <p className="quiet">{texts.orderCanceledText}</p>}
        </div>
      </header>
      {order !== undefined && (
        <dl className="order-number">
          <dt className="quiet">{texts.orderNumber}</dt>
          <dd>{order.order_number}</dd>
        </dl>
      )}
      <OrderNotices checkout={checkout} locale={locale} isOver={isOver} />
      {order !== undefined && hasLife(order) && <OrderLife order={order} onOpen={actions.openPage} />}
      {/* The parcels name what is in them. */}
      {shipments.length === 0 && (
        <LineItems
          checkout={checkout}
          locale={locale}
          isCrowded={order !== undefined && hasLife(order)}
          isBrief={refunds.length > 0}
        />
      )}
      <Totals checkout={checkout} locale={locale} isShort />
      {order !== undefined && <Refunds order={order} checkout={checkout} locale={locale} />}
      {order !== undefined && (
        <section className="pay">
          <WebLink href={order.permalink_url} className="button second" onOpen={actions.openPage}>
            {texts.seeOrder}
          </WebLink>
        </section>
      )}
      <OrderFoot checkout={checkout} onOpen={actions.openPage} onCancel={null} />
    </>
  );
}

/** What the buyer should know of the payment, where no row says it. */
function OrderNotices({ checkout, locale, isOver }: Omit<Props, "actions"> & { readonly isOver: boolean }) {
  const texts = useTexts();
  const { order } = checkout;
  return (
    <>
      {order?.status === "partially_refunded" && (order.refunds ?? []).length === 0 && (
        <p className="notice">{texts.partiallyRefunded}</p>
      )}
      {order?.refund_failed !== undefined && (
        <p className="notice">
          <Said text={texts.refundFailed} seller={sellersOf(checkout, texts.locale)} />
        </p>
      )}
      {!isOver &&
        returnedBy(order, checkout).map((amount) => (
          <p key={amount.currency} className="notice">
            <Said text={texts.disputes.partlyReturned} amount={formatMoney(amount, locale)} />
          </p>
        ))}
      {order?.payment_dispute === "open" && <p className="notice">{texts.disputes.open}</p>}
    </>
  );
}

/** What the bank returned, in each currency in which it says so. */
function returnedBy(order: Checkout["order"], { currency }: Checkout): readonly Money[] {
  const { payment_returned: own, payment_returned_in: others = [] } = order ?? {};
  return [
    ...(own === undefined ? [] : [money(own, currency)]),
    ...others.flatMap(({ amount, currency: code }) => (isCurrency(code) ? [money(amount, code)] : [])),
  ];
}

/** How far an order is. Nobody is thanked for an order whose money went back. */
export function paidTitle(order: Checkout["order"], texts: Words): string {
  if (order?.status === "refunded") return texts.refunded;
  if (order?.status === "canceled") return texts.orderCanceled;
  if (order?.payment_dispute === "returned") return texts.disputes.returned;
  const progress = order?.delivery_status ?? "not_shipped";
  return progress === "not_shipped" ? texts.paidTitle : texts.progress[progress];
}

/** A checkout that was canceled or ran out of time. Nothing can be paid here any more. */
export function ClosedView({ checkout, locale, actions }: Props) {
  const texts = useTexts();
  return (
    <StatusView
      title={checkout.state === "expired" ? texts.expiredTitle : texts.canceledTitle}
      text={
        actions.startOver === null ? sentences(texts.locale, texts.closedText, texts.startOverText) : texts.closedText
      }
      order={{ checkout, locale }}
    >
      {actions.startOver !== null && (
        <section className="pay">
          <button type="button" className="button second" onClick={actions.startOver}>
            {texts.startOver}
          </button>
        </section>
      )}
      <OrderFoot checkout={checkout} onOpen={actions.openPage} onCancel={null} />
    </StatusView>
  );
}
