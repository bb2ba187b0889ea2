import { readFileSync } from "node:fs";
import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { figuresOf } from "#app/checkout/[link]/summary/order-summary.tsx";
import { checkoutTexts } from "#app/checkout/texts/checkout-texts.ts";
import { Receipt } from "#app/components/receipt.tsx";
import { TotalsList } from "#app/components/totals-list.tsx";
import { componentTexts } from "#app/components/texts/component-texts.ts";
import type { CheckoutSession } from "#lib/checkout/session.ts";
import { shipmentId } from "#lib/ids.ts";
import type { Order } from "#lib/orders/order.ts";
import { LANGUAGES } from "#lib/wire/languages.ts";
import { formTexts } from "#lib/wire/texts/form/form-texts.ts";
import { anOrder, aProduct, aSession, NOON } from "../fixtures/builders.ts";
import { leavesOf, said } from "./page-texts.ts";

const textOf = (html: string) => html.replaceAll(/<[^>]+>/g, "\n").replaceAll(/\n+/g, "\n");
const wordsOf = (text: string) => text.toLowerCase().match(/[\p{L}・]+/gu) ?? [];

describe("a fault in the checkout's form", () => {
  it.each(LANGUAGES)("names its field as the field's label does: %s", (locale) => {
    const { details } = checkoutTexts(locale);
    const { labels } = formTexts(locale);
    for (const field of ["name", "line_one", "city", "country", "company", "postal_code"] as const)
      for (const word of wordsOf(details[field])) expect(labels[field].toLowerCase(), details[field]).toContain(word);
  });

  it("asks for the country as for something to choose", () => {
    expect(formTexts("ja").countryMissing).toBe("国・地域を選択してください。");
  });
});

describe("a total while there is no address", () => {
  const drawn = (session: CheckoutSession, locale = "en") =>
    textOf(renderToStaticMarkup(<TotalsList figures={figuresOf(session)} locale={locale} />));

  it.each(LANGUAGES)("says that delivery and tax are still to come: %s", (locale) => {
    const { deliveryAndTax, afterAddress, totalSoFar } = componentTexts(locale);
    const said = drawn(aSession({ address: null }), locale);
    for (const text of [deliveryAndTax, afterAddress, totalSoFar]) expect(said).toContain(text);
  });

  it("says it of the tax alone where nothing is sent, and of nothing once there is one", () => {
    const download: CheckoutSession = {
      ...aSession({ lines: [{ product: aProduct({ isDigital: true }), quantity: 1 }], address: null }),
      status: "not_ready",
      missing: ["tax_address"],
    };
    expect(drawn(download)).toContain("\nTax\nAfter you enter your address\n");
    expect(drawn(download)).not.toContain("Delivery");
    expect(drawn(aSession())).not.toContain("After you enter");
  });
});

describe("the receipt of a test order", () => {
  const drawn = (order: Order) =>
    textOf(
      renderToStaticMarkup(
        <Receipt
          order={order}
          details={{ address: null, buyer: null, mayChange: true }}
          paidAgain={[]}
          contactOf={() => null}
          title="Thank you."
          publicUrl="https://shop.example.com"
          provider="sandbox"
          locale="en"
        />,
      ),
    );
  const order = { ...anOrder(aSession({ status: "completed" })), isTest: true };
  const box = {
    id: shipmentId("ship_1"),
    name: "box",
    carrier: "USPS",
    trackingNumber: null,
    trackingUrl: null,
    lines: [],
    shippedAt: NOON,
    deliveredAt: null,
  };
  const sent: Order = { ...order, shipments: [box] };

  it("says once that no real money was paid, and who simulated the payment", () => {
    expect(drawn(order).match(/real money/g)).toHaveLength(1);
    expect(drawn(order)).toContain("In ChatGPT, with the sandbox bank\n");
  });

  it("does not say that nothing will be sent once something was", () => {
    expect(drawn(order)).toContain("nothing will be sent");
    expect(drawn(sent)).not.toContain("nothing will be sent");
    expect(drawn(sent)).toContain("the shipment is only a test");
  });
});

it("the sandbox bank speaks of charges and refunds as a bank does", () => {
  const all = leavesOf("bank", "en").map(({ value }) => said(value, ["<value>"]));
  expect(all.filter((text) => /g[ai]ven? (?:money )?back|gone back|taken (?:back|of)/i.test(text))).toEqual([]);
});

it("what the example shop names has no space before a percent sign", () => {
  expect(readFileSync("config/shop.json", "utf8")).not.toMatch(/\d %/);
});
