import type { ReactNode } from "react";
import type { Order } from "#lib/orders/order.ts";
import { partsOfOrder } from "#lib/orders/order-parts.ts";
import type { SellerId } from "#lib/ids.ts";
import type { SellerContact } from "#lib/sellers/record.ts";
import type { PaidAgain } from "#lib/purchase/access/paid-again.ts";
import type { ShownDetails } from "#lib/purchase/access/shown-details.ts";
import { failedRefundOf } from "#lib/orders/adjustment.ts";
import { disputeStatus } from "#lib/orders/disputes/alert.ts";
import { bankReturnOf } from "#lib/wire/orders/alerts.ts";
import { taxIdText } from "#lib/checkout/taxes/tax-id.ts";
import { unreachable } from "#lib/invariant.ts";
import { formatMoney } from "#lib/money.ts";
import { directionOf } from "#lib/wire/languages.ts";
import { sentences } from "#lib/wire/text-tables.ts";
import { ShownAddressLines } from "./address-lines.tsx";
import { Notice } from "./notice.tsx";
import { Moment, WithDay } from "./order/day.tsx";
import { PaperHead } from "./order/paper.tsx";
import { Bought, Delivery } from "./order/bought.tsx";
import { PaidTwice, Refunds } from "./order/payment-facts.tsx";
import { OrderSteps } from "./order/steps.tsx";
import { ShipmentList } from "./shipment-list.tsx";
import { TotalsList, type Figures } from "./totals-list.tsx";
import { Unbroken } from "./unbroken.tsx";
import type { ComponentTexts } from "./texts/en.ts";
import { componentTexts } from "./texts/component-texts.ts";
import type { PaymentService } from "./payment-service.ts";

export type ReceiptProps = {
  readonly order: Order;
  /** What this browser is shown of who bought; nothing else of them is on the page. */
  readonly details: ShownDetails;
  /** What was paid for it besides, such as by a bank that took it twice. */
  readonly paidAgain: readonly PaidAgain[];
  readonly contactOf: (seller: SellerId) => SellerContact | null;
  readonly title: string;
  readonly publicUrl: string;
  readonly provider: PaymentService;
  readonly locale: string;
  /** What the buyer can do next; above the details, where nobody has to look for it. */
  readonly children?: ReactNode;
};

/** An order as the buyer keeps it: what, how much, how paid, where it goes, and what was given back. */
export function Receipt(props: ReceiptProps) {
  const { order, details, title, publicUrl, provider, locale, children } = props;
  const texts = componentTexts(locale);
  return (
    <article className="flex flex-col gap-6">
      <PaperHead
        order={order}
        sellers={partsOfOrder(order).map(({ sellerId, sellerName }) => ({
          name: sellerName,
          contact: props.contactOf(sellerId),
        }))}
        address={`${publicUrl}/orders/${order.link}`}
        locale={locale}
      />
      <Head order={order} title={title} locale={locale} />
      {order.isTest ? (
        <Notice tone="warning" title={texts.testOrder}>
          {order.shipments.length === 0 ? texts.testOrderText : texts.testOrderSentText}
        </Notice>
      ) : null}
      {order.erased === null ? null : (
        <Notice tone="neutral" title={texts.erased}>
          {texts.erasedText}
        </Notice>
      )}
      {children}
      <OrderSteps order={order} locale={locale} />
      <PaidTwice payments={props.paidAgain} seller={order.sellerName} locale={locale} />
      <Refund order={order} locale={locale} />
      <Disputed order={order} locale={locale} />
      <ShipmentList order={order} locale={locale} />
      <section aria-label={texts.bought} className="card flex flex-col gap-5 p-5 sm:p-6">
        <Bought order={order} publicUrl={publicUrl} locale={locale} />
        <div className="border-t border-line pt-5">
          <TotalsList figures={figuresOf(order)} locale={locale} />
        </div>
      </section>
      <div className="grid gap-6 sm:grid-cols-2">
        <Fact title={texts.paid}>
          <p className="font-medium tabular-nums">
            <bdi>{formatMoney(order.paid, locale)}</bdi>
          </p>
          <p className="text-muted">{howPaid(order, provider, texts)}</p>
          <Refunds order={order} locale={locale} />
        </Fact>
        {order.delivery === null ? null : (
          <Fact title={texts.deliveryService}>
            <Delivery order={order} delivery={order.delivery} locale={locale} />
          </Fact>
        )}
        {details.address === null ? null : (
          <Fact title={addressTitle(order, texts)}>
            <ShownAddressLines address={details.address} locale={texts.locale} />
          </Fact>
        )}
        <Contact buyer={details.buyer} texts={texts} />
      </div>
    </article>
  );
}

/** What the page says first, and of which order, seller and moment. */
function Head({ order, title, locale }: Pick<ReceiptProps, "order" | "title" | "locale">) {
  const texts = componentTexts(locale);
  return (
    <header className="flex flex-col gap-2">
      <h1 className="text-heading">
        <Unbroken>{title}</Unbroken>
      </h1>
      <p className="text-muted">
        {title.includes(order.number) ? null : (
          <>
            {texts.order}{" "}
            <strong className="font-semibold whitespace-nowrap text-ink">
              <bdi>{order.number}</bdi>
            </strong>
            {" · "}
          </>
        )}
        <bdi dir={order.parts === undefined ? undefined : directionOf(texts.locale)}>{order.sellerName}</bdi>
        {" · "}
        <Moment moment={order.paidAt} style="time" locale={texts.locale} />
      </p>
    </header>
  );
}

function Contact({ buyer, texts }: { readonly buyer: ShownDetails["buyer"]; readonly texts: ComponentTexts }) {
  if (buyer === null) return null;
  return (
    <Fact title={texts.contact}>
      <p className="wrap-anywhere">
        <bdi>{buyer.email}</bdi>
      </p>
      {buyer.kind === "full" && buyer.taxId !== undefined ? (
        <p className="text-muted wrap-anywhere">{texts.vatNumber(taxIdText(buyer.taxId))}</p>
      ) : null}
    </Fact>
  );
}

const figuresOf = (order: Order): Figures => ({
  ...order,
  isSoFar: false,
  needsTaxAddress: false,
  delivery: [order, ...(order.parts ?? [])].every(({ delivery }) => delivery === null) ? "none" : "known",
});

/** What is not sent has the address that its tax goes by. */
const addressTitle = ({ lineItems }: Order, texts: ComponentTexts): string =>
  lineItems.every((line) => line.isDigital) ? texts.billingAddress : texts.deliveryAddress;

function Fact({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <section className="card min-w-0 break-inside-avoid p-5">
      <h2 className="mb-2 text-caption font-medium text-muted">{title}</h2>
      {children}
    </section>
  );
}

function Refund({ order, locale }: { readonly order: Order; readonly locale: string }) {
  return (
    <>
      <GivenBack order={order} locale={locale} />
      <FailedRefund order={order} locale={locale} />
    </>
  );
}

function GivenBack({ order, locale }: { readonly order: Order; readonly locale: string }) {
  const texts = componentTexts(locale);
  switch (order.status) {
    case "paid":
      return null;
    case "partially_refunded":
      return (
        <Notice tone="neutral" title={texts.partlyRefunded}>
          {texts.partlyRefundedText(formatMoney(order.refunded, locale))}
        </Notice>
      );
    case "refunded":
      return (
        <Notice tone="neutral" title={texts.refunded}>
          {texts.refundedText}
        </Notice>
      );
    case "canceled":
      return (
        <Notice tone="neutral" title={texts.canceled}>
          <WithDay
            text={(day) => texts.canceledText(order.sellerName, day)}
            day={order.canceledAt}
            locale={texts.locale}
          />
        </Notice>
      );
    default:
      return unreachable(order);
  }
}

function FailedRefund({ order, locale }: { readonly order: Order; readonly locale: string }) {
  const texts = componentTexts(locale);
  const failed = failedRefundOf(order);
  if (failed.amountMinor === 0) return null;
  return (
    <Notice tone="warning" title={texts.refundFailed}>
      {texts.refundFailedText(formatMoney(failed, locale), order.sellerName)}
    </Notice>
  );
}

/** What the buyer's own bank did. Of warnings and reviews nothing is on the page: a thief might read it. */
function Disputed({ order, locale }: { readonly order: Order; readonly locale: string }) {
  const texts = componentTexts(locale);
  switch (disputeStatus(order.alerts)) {
    case "open":
    case "inquiry":
      return (
        <Notice tone="warning" title={texts.disputed}>
          {texts.disputedText(order.sellerName)}
        </Notice>
      );
    case "lost":
      return (
        <Notice tone="neutral" title={bankReturnOf(order).share === "part" ? texts.partlyReturned : texts.returned}>
          {sentences(
            texts.locale,
            ...bankReturnOf(order).amounts.map((amount) => texts.returnedText(formatMoney(amount, locale))),
          )}
        </Notice>
      );
    case "won":
    case "none":
      return null;
  }
}

function howPaid({ route, paid }: Order, provider: PaymentService, texts: ComponentTexts): string {
  if (paid.amountMinor === 0) return texts.paidByDiscount;
  const where = route === "instant" ? texts.paidInChat : texts.paidOnPage;
  const simulated = texts.simulated[provider];
  return simulated === null ? where : texts.paidWith(where, simulated);
}
