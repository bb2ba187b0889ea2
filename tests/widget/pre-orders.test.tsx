import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { ItemList } from "#app/components/item-list.tsx";
import { shipmentId } from "#lib/ids.ts";
import { messageOf } from "#lib/mail/message.ts";
import { session20250929 } from "#lib/wire/acp/2025-09-29.ts";
import { session20260417 } from "#lib/wire/acp/2026-04-17.ts";
import { checkoutView } from "#lib/wire/checkout-view.ts";
import { foundOrderView } from "#lib/wire/orders/found.ts";
import { merchantOrderView, orderCsv } from "#lib/wire/orders/merchant.ts";
import { checkoutText, foundOrderText } from "#mcp/checkout-text.ts";
import { LineItems } from "#widget/views/line-items.tsx";
import { anOrder, aProduct, aSession, NOON } from "../fixtures/builders.ts";
import { aMail, SENDER } from "../mail/mail-cases.ts";
import { aCheckout } from "./a-checkout.ts";

const PUBLIC_URL = "https://shop.example.com";
const edge = {
  publicUrl: PUBLIC_URL,
  locale: "en-US",
  paymentMode: "test" as const,
  takes: () => ({ kind: "taken" as const }),
  instant: null,
};
const WORDS = "Pre-order, ships from Mar 1, 2027";
const DATE = "2027-03-01T00:00:00.000Z";
const preOrder = aProduct({ title: "Lamp", availability: "pre_order", availableFrom: new Date(DATE) });
const lines = [
  { product: aProduct(), quantity: 1 },
  { product: preOrder, quantity: 2 },
];
const session = aSession({ lines });
const order = anOrder(aSession({ lines, status: "completed" }));
const named = (title: string) => expect.objectContaining({ title });

describe("a pre-order is named as one, with the day on which it is sent,", () => {
  it("in the words of the tools", () => {
    const text = checkoutText(checkoutView({ session, order: null }, edge), "en-US");
    expect(text).toContain(`"Lamp": ${WORDS}.`);
    expect(text).not.toContain(`"Mug": ${WORDS}`);
  });

  it("beside its line in the widget and on the page, and beside no other", () => {
    const drawn = [
      renderToStaticMarkup(<LineItems checkout={aCheckout({ lines })} locale="en-US" />),
      renderToStaticMarkup(<ItemList sold={session} publicUrl={PUBLIC_URL} locale="en-US" />),
    ];
    for (const html of drawn) {
      expect(html.split(WORDS)).toHaveLength(2);
      expect(html.indexOf(WORDS)).toBeGreaterThan(html.indexOf("Lamp"));
    }
  });

  it("in both dialects of ACP", () => {
    const message = { type: "info", param: "$.line_items[1]", content: `"Lamp": ${WORDS}.` };
    expect(session20250929({ session, order: null }, edge).messages).toContainEqual(expect.objectContaining(message));
    const {
      messages,
      line_items: [mug, lamp],
    } = session20260417({ session, order: null }, edge);
    expect(messages).toContainEqual(expect.objectContaining(message));
    expect(lamp).toMatchObject({ availability_status: "pre_order", fulfillable_on: DATE });
    expect(mug).not.toHaveProperty("fulfillable_on");
  });

  it("in the confirmation by e-mail", () => {
    const mail = messageOf(aMail({ kind: "order_placed", order, address: null }), {
      publicUrl: PUBLIC_URL,
      sender: SENDER,
    });
    for (const part of [mail.text, mail.html]) expect(part).toContain(WORDS.replace("Mar", "March"));
  });

  it("in what the merchant's system reads, and in its CSV", () => {
    const view = merchantOrderView(order, PUBLIC_URL);
    expect(view.line_items[1]).toMatchObject({ availability: "pre_order", availability_date: DATE });
    expect(orderCsv(view)).toContain(`,pre_order,${DATE}\r\n`);
  });

  it("in the order's status until it is sent", () => {
    const view = foundOrderView(order);
    expect(view.awaited_items).toEqual([named("Lamp")]);
    expect(foundOrderText(view, "en-US")).toContain(`- "Lamp": ${WORDS}`);
    const [, lamp] = order.lineItems;
    const sent = {
      ...order,
      shipments: [
        {
          id: shipmentId("ship_1"),
          name: "box",
          carrier: "Post",
          trackingNumber: null,
          trackingUrl: null,
          lines: [{ lineId: lamp?.id ?? "", quantity: 2 }],
          shippedAt: NOON,
          deliveredAt: null,
        },
      ],
    };
    expect(foundOrderView(sent)).not.toHaveProperty("awaited_items");
  });
});
