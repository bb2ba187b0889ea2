import { regionName } from "../wire/address/region-name.ts";
import type { ShownAddress } from "../checkout/redacted.ts";
import { taxIdText } from "../checkout/taxes/tax-id.ts";
import { shownPrices } from "../checkout/taxes/shown-prices.ts";
import { formatMoney } from "../money.ts";
import type { MailContent } from "../orders/mail.ts";
import type { Order } from "../orders/order.ts";
import { trackingLink } from "../orders/carrier-links.ts";
import { leftToShip } from "../orders/shipment.ts";
import { unreachable } from "../invariant.ts";
import { namedForBuyer } from "../wire/texts/seller-names.ts";
import type { Chosen } from "../wire/text-tables.ts";
import type { Block, MailDocument } from "./document.ts";
import { parcelLines, goodsBlock, itemsBlock, totalsBlock } from "./order-blocks.ts";
import { deliveryFacts, partBlocks } from "./parts-blocks.ts";
import type { MailTexts } from "./texts/en.ts";

export type BuyerContent = Extract<
  MailContent,
  {
    kind:
      | "order_placed"
      | "order_canceled"
      | "order_shipped"
      | "order_delivered"
      | "refund_made"
      | "refund_failed"
      | "debit_failed";
  }
>;
type Of<Kind extends BuyerContent["kind"]> = Extract<BuyerContent, { kind: Kind }>;
type Written = Pick<MailDocument, "subject" | "blocks">;
type Wording = { readonly texts: Chosen<MailTexts>; readonly publicUrl: string };

/** What a buyer is written about an order or an unpaid checkout. */
export function buyerMail(about: BuyerContent, wording: Wording): Written & { readonly sellerName: string } {
  const { locale } = wording.texts;
  if (about.kind === "debit_failed") {
    const checkout = namedForBuyer(about.checkout, locale);
    return { ...written({ ...about, checkout }, wording), sellerName: checkout.sellerName };
  }
  const order = namedForBuyer(about.order, locale);
  return { ...written({ ...about, order }, wording), sellerName: order.sellerName };
}

function written(content: BuyerContent, wording: Wording): Written {
  switch (content.kind) {
    case "order_placed":
      return orderPlaced(content, wording);
    case "order_canceled":
      return orderCanceled(content, wording);
    case "order_shipped":
    case "order_delivered":
      return shipmentMail(content, wording);
    case "refund_made":
    case "refund_failed":
      return refundMail(content, wording);
    case "debit_failed":
      return debitFailed(content, wording);
    default:
      return unreachable(content);
  }
}

const viewOrder = ({ link }: Order, { texts, publicUrl }: Wording): Block => ({
  kind: "button",
  text: texts.viewOrder,
  url: `${publicUrl}/orders/${link}`,
});

/** The same below a button that leads elsewhere. */
const linkToOrder = ({ link }: Order, { texts, publicUrl }: Wording): Block => ({
  kind: "links",
  links: [{ text: texts.viewOrder, url: `${publicUrl}/orders/${link}` }],
});

function orderPlaced({ kind, order, address }: Of<"order_placed">, wording: Wording): Written {
  const { texts } = wording;
  const { sellerName, number, delivery } = order;
  const amount = formatMoney(order.paid, texts.locale);
  const facts: readonly Block[] = [
    ...(delivery === null ? [] : [deliveryFacts(delivery, order.lineItems, texts)]),
    ...(address === null
      ? []
      : [
          {
            kind: "facts",
            title: order.lineItems.every((line) => line.isDigital) ? texts.billingAddress : texts.deliveryAddress,
            lines: [
              ...shownLines(address, texts.locale),
              ...(address.kind === "full" && order.buyer?.taxId !== undefined
                ? [texts.vatNumber(taxIdText(order.buyer.taxId))]
                : []),
            ],
          } as const,
        ]),
  ];
  return {
    subject: texts[kind].subject(sellerName, number),
    blocks: [
      { kind: "heading", text: texts[kind].heading },
      {
        kind: "paragraph",
        text:
          order.paid.amountMinor === 0
            ? texts[kind].textOfNothing(sellerName, number)
            : texts[kind].text(sellerName, number, amount),
      },
      viewOrder(order, wording),
      ...(order.parts === undefined
        ? [itemsBlock(order.lineItems, texts, shownPrices(order).lines)]
        : partBlocks(order, wording)),
      totalsBlock({ ...order, isDelivered: isDelivered(order) }, texts),
      ...(order.taxBasis.isReverseCharge === undefined ? [] : [{ kind: "small", text: texts.reverseCharge } as const]),
      ...facts,
    ],
  };
}

const isDelivered = ({ delivery, parts = [] }: Order): boolean =>
  [delivery, ...parts.map((part) => part.delivery)].some((one) => one !== null);

function orderCanceled({ kind, order }: Of<"order_canceled">, wording: Wording): Written {
  const { texts } = wording;
  return {
    subject: texts[kind].subject(order.number),
    blocks: [
      { kind: "heading", text: texts[kind].heading },
      { kind: "paragraph", text: texts[kind].text(order.sellerName, order.number) },
      itemsBlock(order.lineItems, texts, shownPrices(order).lines),
      totalsBlock({ ...order, isDelivered: isDelivered(order) }, texts),
      viewOrder(order, wording),
    ],
  };
}

function shownLines(address: ShownAddress, locale: string): readonly string[] {
  if (address.kind === "full") return parcelLines(address.address, locale);
  return [address.name, address.city ?? "", regionName(address.country, locale)].filter((line) => line !== "");
}

function shipmentMail(content: Of<"order_shipped" | "order_delivered">, wording: Wording): Written {
  const { kind, order, shipment } = content;
  const { texts } = wording;
  const isPart = order.shipments.length > 1 || leftToShip(order).length > 0;
  const heading = isPart ? "headingPart" : "heading";
  const rest: readonly Block[] =
    leftToShip(order).length === 0 ? [] : [{ kind: "paragraph", text: texts[kind].stillToCome }];
  const written = (last: readonly Block[]): Written => ({
    subject: texts[kind][isPart ? "subjectPart" : "subject"](order.number),
    blocks: [
      { kind: "heading", text: texts[kind][heading] },
      { kind: "paragraph", text: texts[kind].text(order.number, shipment.carrier) },
      goodsBlock(order, shipment.lines, texts),
      ...last,
    ],
  });
  if (kind === "order_delivered")
    return written([viewOrder(order, wording), ...rest, { kind: "small", text: texts[kind].missing }]);
  const { trackingNumber } = shipment;
  const trackingUrl = trackingLink(shipment);
  return written([
    ...(trackingNumber === null
      ? []
      : [{ kind: "facts", title: texts[kind].tracking, lines: [trackingNumber] } as const]),
    ...(trackingUrl === null ? [] : [{ kind: "button", text: texts[kind].track, url: trackingUrl } as const]),
    ...rest,
    trackingUrl === null ? viewOrder(order, wording) : linkToOrder(order, wording),
  ]);
}

function refundMail({ kind, order, amount }: Of<"refund_made" | "refund_failed">, wording: Wording): Written {
  const { texts } = wording;
  const { number, sellerName } = order;
  const written = formatMoney(amount, texts.locale);
  if (kind === "refund_made")
    return {
      subject: texts[kind].subject(written, number),
      blocks: [
        { kind: "heading", text: texts[kind].heading(written) },
        { kind: "paragraph", text: texts[kind].text(number) },
        viewOrder(order, wording),
      ],
    };
  return {
    subject: texts[kind].subject(number),
    blocks: [
      { kind: "heading", text: texts[kind].heading },
      { kind: "paragraph", text: texts[kind].text(written, number, sellerName) },
      { kind: "paragraph", text: texts[kind].reply },
      viewOrder(order, wording),
    ],
  };
}

function debitFailed({ kind, checkout }: Of<"debit_failed">, { texts, publicUrl }: Wording): Written {
  const { sellerName, lineItems, totals, link, isOpen } = checkout;
  const amount = formatMoney(totals.total, texts.locale);
  const next: readonly Block[] = isOpen
    ? [
        { kind: "paragraph", text: texts[kind].open },
        { kind: "button", text: texts[kind].pay, url: `${publicUrl}/checkout/${link}` },
      ]
    : [{ kind: "paragraph", text: texts[kind].closed }];
  return {
    subject: texts[kind].subject(sellerName),
    blocks: [
      { kind: "heading", text: texts[kind].heading },
      { kind: "paragraph", text: texts[kind].text(amount, sellerName) },
      ...next,
      itemsBlock(lineItems, texts, shownPrices(checkout).lines),
      totalsBlock(checkout, texts),
    ],
  };
}
