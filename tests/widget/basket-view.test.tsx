import { describe, expect, it } from "vitest";
import { money } from "#lib/money.ts";
import { aProduct } from "../fixtures/builders.ts";
import { nextPurchase } from "#widget/purchase/purchase-state.ts";
import { aCheckout } from "./a-checkout.ts";
import { aBasket, buttonsOf, draw, textOf } from "./draw-purchase.tsx";

const EXTERNAL = { kind: "offered", route: "external", label: "Continue to checkout" } as const;
const primary = (html: string) => buttonsOf(html).find((button) => button.isFirst);

describe("the basket", () => {
  it("shows every line and every total as the server sent them", () => {
    const checkout = aCheckout({ lines: [{ product: aProduct({ salePrice: money(1990, "USD") }), quantity: 2 }] });
    const text = textOf(draw(aBasket({ checkout })));
    expect(text).toContain("Mug");
    expect(text).toContain("Qty 2");
    expect(text).toMatch(/Regular price \$50\.00 .*Price \$39\.80/);
    for (const row of checkout.totals) expect(text).toContain(row.display_text);
    expect(text).toContain("Sale savings -$10.20");
  });

  it.each([
    ["JPY", 1_234_567, "ja-JP", "￥1,234,567"],
    ["KWD", 12_345, "en-US", "KWD 12.345"],
  ] as const)("writes %s with the digits that it has", (currency, amountMinor, locale, expected) => {
    const product = aProduct({ price: money(amountMinor, currency) });
    const checkout = aCheckout({ lines: [{ product, quantity: 1 }], address: null });
    expect(textOf(draw(aBasket({ checkout }), locale)).replaceAll("\u00a0", " ")).toContain(expected);
  });

  it("gives every picture its product's name, and shows none that does not come from the web", () => {
    const checkout = aCheckout();
    const [line] = checkout.line_items;
    const withPicture = (images: string[]) =>
      draw(aBasket({ checkout: { ...checkout, line_items: line === undefined ? [] : [{ ...line, images }] } }));
    expect(withPicture(["https://shop.example.com/mug.svg"])).toMatch(/<img[^>]*alt="Mug"/);
    expect(withPicture(["javascript:alert(1)"])).not.toContain("<img");
  });

  it("says that delivery is not in the total while the address is missing, and not afterwards", () => {
    const note = "Delivery, and any tax that depends on your address, are not included yet.";
    const drawn = (checkout: ReturnType<typeof aCheckout>) => textOf(draw(aBasket({ checkout })));
    expect(drawn(aCheckout({ status: "not_ready" }))).toMatch(new RegExp(`Total \\S+ ${note}`));
    expect(drawn(aCheckout())).not.toContain(note);
  });

  it("asks for a missing address in native fields that a browser can fill in", () => {
    const html = draw(aBasket({ checkout: aCheckout({ status: "not_ready" }) }));
    for (const token of [
      "name",
      "country",
      "address-line1",
      "address-line2",
      "address-level2",
      "address-level1",
      "postal-code",
    ])
      expect(html).toContain(`autoComplete="shipping ${token}"`);
    for (const [, id] of html.matchAll(/<(?:input|select) id="([^"]+)"/g)) expect(html).toContain(`for="${id}"`);
    expect(html).toMatch(/<select id="field-country"/);
  });

  it("leaves the address to the seller's page when the buyer pays there", () => {
    const html = draw(aBasket({ checkout: aCheckout({ status: "not_ready" }), offer: EXTERNAL }));
    expect(html).not.toContain("field-name");
    expect(primary(html)).toMatchObject({ label: "Continue to checkout", isOff: false });
  });

  it("says beside a pay button that is off what the buyer can do", () => {
    const missing = draw(aBasket({ checkout: aCheckout({ status: "not_ready" }) }));
    expect(primary(missing)).toMatchObject({ label: "Buy now", isOff: true });
    expect(missing).toMatch(/id="pay-note">Save your delivery address to pay here\./);
    const saving = draw(aBasket({ change: "discount" }));
    expect(primary(saving)?.isOff).toBe(true);
    expect(textOf(saving)).toContain("your change is being saved");
    const routing = draw(aBasket({ offer: { kind: "asking", lastLabel: "Buy now" } }));
    expect(primary(routing)?.isOff).toBe(true);
    expect(textOf(routing)).toContain("the payment is being prepared");
  });

  it("has at most two buttons to pay, and the second only after the sheet was left", () => {
    const ways = (html: string) => buttonsOf(html).filter(({ label }) => /buy now|continue to checkout/i.test(label));
    expect(ways(draw(aBasket()))).toHaveLength(1);
    expect(ways(draw(aBasket({ isOtherRouteOpen: true }))).map(({ label }) => label)).toEqual([
      "Buy now",
      "Continue to checkout page",
    ]);
    expect(ways(draw(aBasket({ isOtherRouteOpen: true, offer: EXTERNAL })))).toHaveLength(1);
  });

  it("shows what the server says beside what it is about, as text", () => {
    const checkout = aCheckout({ discountCodes: ["NOPE"] });
    expect(textOf(draw(aBasket({ checkout })))).toContain("The code &quot;NOPE&quot; was not used");
    const hostile = draw(aBasket({ notices: [{ kind: "server_text", text: "<img src=x onerror=alert(1)>" }] }));
    expect(hostile).not.toContain("<img src=x");
  });

  it("says that a change was not accepted where the server gives no reason", () => {
    const refused = nextPurchase(
      { ...aBasket({ change: "delivery" }), turn: 1 },
      { type: "change_refused", text: null },
    );
    expect(textOf(draw(refused))).toContain("The shop did not accept this change.");
  });

  it("marks test mode, and links the legal pages", () => {
    const html = draw(aBasket());
    expect(textOf(html)).toContain("no real money is taken");
    expect([...html.matchAll(/<a href="([^"]+)" target="_blank" rel="noopener noreferrer"/g)]).toHaveLength(4);
  });
});
