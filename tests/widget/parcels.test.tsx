import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { Delivery } from "#app/components/order/bought.tsx";
import { Parcels } from "#app/components/parcels.tsx";
import { shipmentId } from "#lib/ids.ts";
import { messageOf } from "#lib/mail/message.ts";
import { session20250929 } from "#lib/wire/acp/2025-09-29.ts";
import { session20260417 } from "#lib/wire/acp/2026-04-17.ts";
import { checkoutMessages } from "#lib/wire/checkout-messages.ts";
import { sessionForHost } from "#lib/wire/session-for-host.ts";
import { checkoutView } from "#lib/wire/checkout-view.ts";
import { LANGUAGES } from "#lib/wire/languages.ts";
import { parcelsText } from "#lib/wire/products/parcels.ts";
import { cardTexts } from "#lib/wire/texts/card/card-texts.ts";
import { checkoutText } from "#mcp/checkout-text.ts";
import { anOrder, aProduct, aSession, NOON } from "../fixtures/builders.ts";
import { aMail, SENDER } from "../mail/mail-cases.ts";
import { aCheckout } from "./a-checkout.ts";
import { aBasket, draw, textOf } from "./draw-purchase.tsx";

const PUBLIC_URL = "https://shop.example.com";
const edge = {
  publicUrl: PUBLIC_URL,
  locale: "en-US",
  paymentMode: "test" as const,
  takes: () => ({ kind: "taken" as const }),
  instant: null,
};
const preOrder = aProduct({
  title: "Lamp",
  availability: "pre_order",
  availableFrom: new Date("2027-03-01T00:00:00Z"),
});
const lines = [
  { product: aProduct(), quantity: 1 },
  { product: preOrder, quantity: 2 },
];
const session = aSession({ lines });
const paid = aSession({ lines, status: "completed" });
const order = { ...anOrder(paid), delivery: paid.deliveryOptions[0] ?? null };
const RANGES = [/May 7\s–\s9: /, /Mar 4\s–\s6: /] as const;

describe("an order of which a part is sent later says that it comes in two parcels, with the goods and days of each,", () => {
  it("in the card, beside its delivery and where the delivery is chosen", () => {
    for (const step of ["order", "delivery"] as const) {
      const text = textOf(draw(aBasket({ checkout: aCheckout({ lines }), step })));
      expect(text).toContain("Comes in 2 parcels.");
      for (const range of RANGES) expect(text).toMatch(range);
    }
    expect(textOf(draw(aBasket()))).not.toContain("parcel");
  });

  it("under the name of the option that they are of, and no option promises one day for all of it", () => {
    const text = textOf(draw(aBasket({ checkout: aCheckout({ lines }), step: "delivery" })));
    expect(text).not.toContain("Arrives");
    expect(text).toMatch(/Standard +Comes in 2 parcels\./);
    expect(textOf(draw(aBasket({ step: "delivery" })))).toContain("Arrives");
  });

  it("in the words of the tools and in both dialects of ACP, once", () => {
    const said = checkoutView({ session, order: null }, edge).messages.filter(({ content }) => /parcels/.test(content));
    expect(said).toHaveLength(1);
    expect(said[0]?.content).toMatch(/^Comes in 2 parcels\. May 7\s–\s9: "Mug" · Mar 4\s–\s6: "Lamp"$/);
    expect(checkoutText(checkoutView({ session, order: null }, edge), "en-US")).toContain("Comes in 2 parcels.");
    const message = expect.objectContaining({
      type: "info",
      param: "$.fulfillment_options",
      content: said[0]?.content,
    });
    expect(session20250929({ session, order: null }, edge).messages).toContainEqual(message);
    expect(session20260417({ session, order: null }, edge).messages).toContainEqual(message);
  });

  it("to a model in English, whatever the shopper's language is", () => {
    const said = checkoutMessages(session, { ...edge, locale: "de-DE" }).map(({ content }) => content);
    expect(said.join(" ")).toMatch(/Comes in 2 parcels\. May 7/);
  });

  it.each(LANGUAGES.filter((language) => language !== "en"))("in the card's own language: %s", (language) => {
    const texts = cardTexts(language) ?? expect.unreachable();
    const said = checkoutMessages(session, { ...edge, locale: language, texts }).filter(
      ({ param }) => param === "$.fulfillment_options",
    );
    expect(said).toHaveLength(1);
    // Each between the language's quotation marks, because a name may have commas in it.
    expect(said[0]?.content).toMatch(/(?:[„“«「]\s?)\u2068Mug\u2069(?:\s?[“”»」]).*(?:[„“«「]\s?)\u2068Lamp\u2069/);
    expect(said[0]?.content).not.toContain("parcels");
  });

  it("on the order's page, until all of it was delivered", () => {
    const drawn = (of: typeof order) =>
      of.delivery === null
        ? expect.unreachable()
        : textOf(renderToStaticMarkup(<Delivery order={of} delivery={of.delivery} locale="en-US" />));
    expect(drawn(order)).toMatch(
      /Comes in 2 parcels\. Expected Thu, May 7 to Sat, May 9: \u2068?Mug\u2069? Expected Thu, Mar 4 to Sat, Mar 6: \u2068?Lamp/,
    );
    const box = {
      id: shipmentId("ship_1"),
      name: "box",
      carrier: "Post",
      trackingNumber: null,
      trackingUrl: null,
      lines: order.lineItems.map(({ id, quantity }) => ({ lineId: id, quantity })),
      shippedAt: NOON,
      deliveredAt: NOON,
    };
    expect(drawn({ ...order, shipments: [box] })).not.toMatch(/parcels|Expected/);
  });

  it.each([
    ["buyer", { kind: "order_placed", order, address: null }],
    ["seller", { kind: "new_order", order }],
  ] as const)("in the e-mail about the order to its %s", (_, content) => {
    const mail = messageOf(aMail(content), { publicUrl: PUBLIC_URL, sender: SENDER });
    for (const part of [mail.text, mail.html.replaceAll(/<\/?bdi>/g, "")]) {
      expect(part).toContain("Comes in 2 parcels.");
      expect(part).toContain("Expected May 7 to May 9: Mug");
      expect(part).toContain("Expected March 4 to March 6: Lamp");
    }
  });
});

const backorder = { product: aProduct({ title: "Pack", availability: "backorder" }), quantity: 1 };
const withUndated = { lines: [...lines, backorder] };
const onlyUndated = { lines: [backorder] };
const NO_DATE = "Delivery date not known yet: ";

describe("a back-order without a date says that no date is known, and never a day,", () => {
  const orderOf = (options: typeof withUndated) => {
    const sold = aSession({ ...options, status: "completed" });
    return { ...anOrder(sold), delivery: sold.deliveryOptions[0] ?? expect.unreachable() };
  };

  it("in a parcel of its own, the first, beside what has days, or alone", () => {
    const said = (options: typeof withUndated) =>
      checkoutView({ session: aSession(options), order: null }, edge).messages.flatMap(({ content, param }) =>
        param === "$.fulfillment_options" ? [content] : [],
      );
    expect(said(withUndated)).toEqual([
      expect.stringMatching(/^Comes in 3 parcels\. [^:]+: "Pack" · May 7\s–\s9: "Mug" · Mar 4\s–\s6: "Lamp"$/),
    ]);
    expect(said(withUndated)[0]).toContain(`. ${NO_DATE}"Pack" · `);
    expect(said(onlyUndated)).toEqual([`${NO_DATE}"Pack"`]);
  });

  it("in the card, whose ways of delivery promise no day of it either", () => {
    for (const step of ["order", "delivery"] as const) {
      const drawn = (options: typeof withUndated) =>
        textOf(draw(aBasket({ checkout: aCheckout({ ...options }), step })));
      expect(drawn(onlyUndated)).toMatch(/Delivery date not known yet: “Pack”/);
      expect(drawn(onlyUndated)).not.toMatch(/May|Arrives/);
      expect(drawn(withUndated)).toMatch(/Delivery date not known yet: “Pack”/);
    }
  });

  it("outside the chat: on the order's page and in both e-mails", () => {
    const order = orderOf(onlyUndated);
    const page = textOf(renderToStaticMarkup(<Delivery order={order} delivery={order.delivery} locale="en-US" />));
    expect(page).toMatch(/Delivery date not known yet: \u2068?Pack/);
    expect(page).not.toMatch(/Expected|parcel/);
    for (const content of [
      { kind: "order_placed", order, address: null } as const,
      { kind: "new_order", order } as const,
    ]) {
      const mail = messageOf(aMail(content), { publicUrl: PUBLIC_URL, sender: SENDER });
      for (const part of [mail.text, mail.html.replaceAll(/<\/?bdi>/g, "")]) {
        expect(part).toContain(`${NO_DATE}Pack`);
        expect(part).not.toMatch(/Expected|parcel/);
      }
    }
  });

  it("in ACP by no time where it may have none, and by a flag beside the times that the host wants", () => {
    const state = { session: aSession(onlyUndated), order: null };
    const [mixed] = checkoutView({ session: aSession(withUndated), order: null }, edge).fulfillment_options;
    const [option] = checkoutView(state, edge).fulfillment_options;
    expect([mixed, option].map((one) => one?.days_unknown)).toEqual([undefined, true]);
    expect(JSON.stringify(sessionForHost(checkoutView(state, edge)))).not.toContain("days_unknown");
    expect(JSON.stringify(session20250929(state, edge))).not.toContain("days_unknown");
    const [bare] = session20260417(state, edge).fulfillment_options;
    expect(bare).toMatchObject({ title: "Standard" });
    expect(bare).not.toHaveProperty("earliest_delivery_time");
    expect(bare).not.toHaveProperty("latest_delivery_time");
  });

  it.each(LANGUAGES)("in the reader's own language: %s", (language) => {
    const { delivery } = orderOf(onlyUndated);
    const said = parcelsText(delivery, [{ id: "line_1", title: "Pack" }], language, {
      days: () => expect.unreachable(),
      title: (title) => title,
    });
    expect(said?.heading).toBeNull();
    expect(said?.lines).toEqual([
      expect.stringMatching(language === "en" ? /^Delivery date/ : /^(?!Delivery date).+[:：] ?Pack$/),
    ]);
  });
});

describe("the goods of a parcel", () => {
  const goods = ["Mug", "Cup", "Plate", "x".repeat(200)].map((title, index) => ({ id: `line_${index}`, title }));
  const heads = (parcels: readonly (readonly string[])[]) =>
    parcelsText(
      { parcels: parcels.map((lineIds) => ({ lineIds, days: { earliest: NOON, latest: NOON } })) },
      goods,
      "en-US",
      {
        days: () => "May 4",
        title: (title) => title,
      },
    );

  it("are two names, or one and how many more there are", () => {
    expect(
      heads([
        ["line_0", "line_1"],
        ["line_0", "line_1", "line_2"],
      ])?.lines,
    ).toEqual(["May 4: Mug and Cup", "May 4: Mug and 2 more"]);
  });

  it("are cut where a title is long", () => {
    expect(heads([["line_3"]])?.lines[0]).toHaveLength("May 4: ".length + 60);
  });

  it("stand below each other on a page, each with its days", () => {
    const text = heads([["line_0"], ["line_1"]]) ?? expect.unreachable();
    expect(renderToStaticMarkup(<Parcels text={text} />).match(/<span class="block[^"]*">[^<]+/g)).toHaveLength(3);
  });
});
