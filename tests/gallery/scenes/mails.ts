import { messageOf } from "#lib/mail/message.ts";
import { anOrder, anAddress, aProduct, aSession, type SessionOptions } from "../../fixtures/builders.ts";
import { productId, sellerId } from "#lib/ids.ts";
import { ordersOfParts } from "#lib/orders/order-parts.ts";
import { candle, linesInParcels, linesWithoutDate } from "../../looks/checkout-lines.ts";
import { money } from "#lib/money.ts";
import type { MailContent } from "#lib/orders/mail.ts";
import type { Order } from "#lib/orders/order.ts";
import type { Language } from "#lib/wire/languages.ts";
import { IN_OTHER_SCRIPTS } from "./scripts.ts";
import { aMail, CONTENTS, IN_PART, PUBLIC_URL, SENDER } from "../../mail/mail-cases.ts";

/** Written to the shop, so English only. */
const TO_SELLERS = ["new_order", "dispute_opened", "receiver_turned_off", "needs_person", "daily_summary"];

export type MailScene = {
  readonly subject: "e-mails";
  /** In kebab case. */
  readonly name: string;
  readonly isToSeller: boolean;
  readonly html: (language: Language) => string;
};

const mailScene = (name: string, content: MailContent): MailScene => ({
  subject: "e-mails",
  name: name.replaceAll("_", "-"),
  isToSeller: TO_SELLERS.includes(content.kind),
  html: (language) => messageOf(aMail(content, { locale: language }), { publicUrl: PUBLIC_URL, sender: SENDER }).html,
});

function orderOf(lines: NonNullable<SessionOptions["lines"]>, options: SessionOptions = {}): Order {
  const session = aSession({ status: "completed", lines, ...options });
  // Of several sellers each part has its own.
  return { ...anOrder(session), delivery: session.parts === undefined ? (session.deliveryOptions[0] ?? null) : null };
}
const longAddress = anAddress({
  name: "Wolfeschlegelsteinhausenbergerdorff Maximiliana-Theodora",
  lineOne: "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch 1",
});
const long = orderOf(
  [
    {
      product: aProduct({
        title:
          "Hand-finished double-walled expedition travel mug with interchangeable silicone lids and a lifetime repair promise",
        sellerName: "Gebrüder Schwarzwälder Handwerksmanufaktur & Söhne Vertriebsgesellschaft mbH",
        price: money(99_999_99, "USD"),
      }),
      quantity: 99,
    },
  ],
  { discountCodes: ["TEN"], address: longAddress },
);
const lamp = aProduct({ id: productId("lamp"), title: "Lamp", sellerId: sellerId("ombra"), sellerName: "Ombra" });
/** Sent at once, sent in parts, sent on a day that nobody knows, and by several sellers. */
const ORDERS = {
  in_parcels: orderOf(linesInParcels),
  without_date: orderOf(linesWithoutDate),
  of_two_sellers: orderOf([
    { product: candle, quantity: 2 },
    { product: lamp, quantity: 1 },
  ]),
};
const address = { kind: "full", address: anAddress() } as const;

function inScript({ goods, address: where }: (typeof IN_OTHER_SCRIPTS)[keyof typeof IN_OTHER_SCRIPTS]): MailContent {
  const { name, line_one: lineOne, city, country, postal_code: postalCode } = where;
  const to = anAddress({ name, lineOne, city, region: "", country, postalCode });
  const order = orderOf([{ product: aProduct({ title: goods }), quantity: 2 }]);
  return { kind: "order_placed", order, address: { kind: "full", address: to } };
}

/** Every message that the shop writes, of an ordinary order and of others that it says more of. */
export const MAILS: readonly MailScene[] = [
  ...Object.entries(CONTENTS).map(([name, content]) => mailScene(name, content)),
  ...Object.entries(IN_PART).map(([name, content]) => mailScene(`${name}_in_part`, content)),
  mailScene("order_placed_long", {
    kind: "order_placed",
    order: long,
    address: { kind: "full", address: longAddress },
  }),
  ...Object.entries(IN_OTHER_SCRIPTS).map(([name, one]) => mailScene(`order_placed_${name}`, inScript(one))),
  ...Object.entries(ORDERS).flatMap(([name, order]) => [
    mailScene(`order_placed_${name}`, { kind: "order_placed", order, address }),
    // Each seller hears of their own part.
    ...ordersOfParts(order)
      .slice(-1)
      .map((own) => mailScene(`new_order_${name}`, { kind: "new_order", order: own })),
  ]),
];
