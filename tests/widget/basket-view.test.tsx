import { describe, expect, it } from "vitest";
import { money } from "#lib/money.ts";
import { productId } from "#lib/ids.ts";
import { anAddress, aProduct } from "../fixtures/builders.ts";
import { nextPurchase } from "#widget/purchase/purchase-state.ts";
import { aCheckout } from "./a-checkout.ts";
import { aBasket, buttonsOf, draw, textOf } from "./draw-purchase.tsx";

const EXTERNAL = { kind: "offered", route: "external", label: "Continue to checkout" } as const;
const primary = (html: string) => buttonsOf(html).find((button) => button.isFirst);

describe("what the buyer should read", () => {
  it("is marked where something did not work, and not where something is only new", () => {
    const marked = (kind: "payment_not_completed" | "not_saved" | "sheet_closed" | "total_changed") =>
      draw(aBasket({ notices: [{ kind }] })).includes('class="trouble"');
    expect((["payment_not_completed", "not_saved"] as const).map(marked)).toEqual([true, true]);
    expect((["sheet_closed", "total_changed"] as const).map(marked)).toEqual([false, false]);
    expect(draw(aBasket({ notices: [{ kind: "server_text", text: "The card was declined." }] }))).toContain(
      'class="trouble"',
    );
  });
});

describe("one step at a time", () => {
  const missing = aCheckout({ status: "not_ready" });

  it("the one button of an order without an address leads to the form, and the form shows nothing else", () => {
    const html = draw(aBasket({ checkout: missing }));
    expect(primary(html)).toMatchObject({ label: "Add delivery address", isOff: false });
    expect(html).not.toContain("field-name");
    const form = draw(aBasket({ checkout: missing, step: "address" }));
    expect(buttonsOf(form).map(({ label }) => label)).toEqual(["Continue", "Back"]);
    expect(textOf(form)).not.toMatch(/Mug|Buy now/);
  });

  it("asks for no address of an order that waits for its seller, whatever the buyer gives", () => {
    const waiting = aCheckout({ status: "not_ready" }, { missing: ["seller"] });
    const html = textOf(draw(aBasket({ offer: EXTERNAL, checkout: waiting })));
    expect(html).toContain("This order cannot be paid yet.");
    expect(html).not.toContain("You’ll enter your address");
  });

  it("the button has the sum as soon as it is the one that will be charged, by either route", () => {
    const total = textOf(draw(aBasket())).match(/Total (\$\S+)/)?.[1] ?? "no total";
    expect(primary(draw(aBasket()))?.label).toBe(`Buy now · ${total}`);
    expect(primary(draw(aBasket({ offer: EXTERNAL })))?.label).toBe(`Continue to checkout · ${total}`);
    expect(primary(draw(aBasket({ offer: EXTERNAL, checkout: missing })))?.label).toBe("Continue to checkout");
  });

  it("an address that nothing is delivered to asks for another one, and says why", () => {
    const checkout = aCheckout({ address: anAddress({ country: "AQ", region: "", postalCode: "" }) });
    expect(primary(draw(aBasket({ checkout })))).toMatchObject({ label: "Give another address", isOff: false });
    const form = textOf(draw(aBasket({ checkout, step: "address" })));
    expect(form).toContain("The seller does not deliver to this address.");
  });

  it("where it goes and how it is delivered are a line each, with a button that opens them", () => {
    const text = textOf(draw(aBasket()));
    expect(text).toMatch(/Deliver to Ada Lovelace, .*New York.* Edit the delivery details/);
    expect(text).toMatch(/Delivery Standard · May 7 – 9 · \$5\.44 Change the delivery option/);
    expect(draw(aBasket())).not.toContain('type="radio"');
    expect(draw(aBasket({ step: "delivery" }))).toContain('type="radio"');
  });

  it("shows three items, and how many more there are", () => {
    const lines = Array.from({ length: 9 }, (_, index) => ({
      product: aProduct({ id: productId(`item-${index}`), title: `Item ${index}` }),
      quantity: 1,
    }));
    const html = draw(aBasket({ checkout: aCheckout({ lines }) }));
    expect(html.match(/<li class="line">/g)).toHaveLength(3);
    expect(buttonsOf(html).map(({ label }) => label)).toContain("6 more");
  });

  it("offers one less, one more and out for each item, but not the last one out of the order", () => {
    const [mug, cup] = [aProduct(), aProduct({ id: productId("cup"), title: "Cup" })];
    const labels = (html: string) => [...html.matchAll(/aria-label="([^"]+)"/g)].map(([, label]) => label);
    const alone = draw(aBasket({ checkout: aCheckout({ lines: [{ product: mug, quantity: 1 }] }) }));
    expect(labels(alone)).toEqual(["One less: Mug", "One more: Mug"]);
    expect(alone).toMatch(/aria-label="One less: Mug" aria-disabled="true"/);
    expect(textOf(alone)).not.toContain("Remove");
    const both = draw(
      aBasket({
        checkout: aCheckout({
          lines: [
            { product: mug, quantity: 2 },
            { product: cup, quantity: 1 },
          ],
        }),
      }),
    );
    expect(textOf(both)).toMatch(/Remove Mug .*Remove Cup/);
    expect(both).toMatch(/aria-label="One less: Mug" aria-disabled="false"/);
  });
});

describe("the basket", () => {
  it("shows every line and every total as the server sent them", () => {
    const checkout = aCheckout({ lines: [{ product: aProduct({ salePrice: money(1990, "USD") }), quantity: 2 }] });
    const text = textOf(draw(aBasket({ checkout })));
    expect(text).toContain("Mug");
    expect(text).toContain("2 × $19.90");
    expect(text).toMatch(/Regular price \$50\.00 .*Price \$39\.80/);
    const details = textOf(draw(aBasket({ checkout, step: "total" })));
    for (const row of checkout.totals) expect(details).toContain(row.display_text);
    expect(details).toContain("Sale savings −$10.20");
  });

  it("has no subtotal where it is the sum of the items, and one where a sale price makes it another", () => {
    const totalsOf = (salePrice: ReturnType<typeof money> | null) => {
      const checkout = aCheckout({ lines: [{ product: aProduct({ salePrice }), quantity: 2 }] });
      return textOf(draw(aBasket({ checkout, step: "total" })));
    };
    expect(totalsOf(null)).not.toContain("Subtotal");
    expect(totalsOf(money(1990, "USD"))).toContain("Subtotal $39.80");
  });

  it.each([
    ["JPY", 1_234_567, "ja-JP", "￥1,234,567"],
    ["KWD", 12_345, "en-US", "KWD 12.345"],
  ] as const)("writes %s with the digits that it has", (currency, amountMinor, locale, expected) => {
    const product = aProduct({ price: money(amountMinor, currency) });
    const checkout = aCheckout({ lines: [{ product, quantity: 1 }], address: null });
    expect(textOf(draw(aBasket({ checkout }), locale)).replaceAll("\u00a0", " ")).toContain(expected);
  });

  it("reads no picture out beside its product's name, and shows none that does not come from the web", () => {
    const checkout = aCheckout();
    const [line] = checkout.line_items;
    const withPicture = (images: string[]) =>
      draw(aBasket({ checkout: { ...checkout, line_items: line === undefined ? [] : [{ ...line, images }] } }));
    expect(withPicture(["https://shop.example.com/mug.svg"])).toMatch(/<img[^>]*alt=""/);
    expect(withPicture(["javascript:alert(1)"])).not.toContain("<img");
  });

  it("says that delivery is not in the total while the address is missing, and not afterwards", () => {
    const note = "Delivery and tax are added for your address.";
    const drawn = (checkout: ReturnType<typeof aCheckout>, step: "order" | "total") =>
      textOf(draw(aBasket({ checkout, step })));
    for (const step of ["order", "total"] as const) {
      expect(drawn(aCheckout({ status: "not_ready" }), step)).toMatch(/Total so far \$25\.00/);
      expect(drawn(aCheckout({ status: "not_ready" }), step)).toContain(note);
      expect(drawn(aCheckout(), step)).not.toMatch(new RegExp(`so far|${note}`));
    }
  });

  it("asks for a missing address in native fields that a browser can fill in", () => {
    const html = draw(aBasket({ checkout: aCheckout({ status: "not_ready" }), step: "address" }));
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
    const saving = draw(aBasket({ change: "discount" }));
    expect(primary(saving)?.isOff).toBe(true);
    expect(textOf(saving)).toContain("your change is being saved");
    const routing = draw(aBasket({ offer: { kind: "asking", lastLabel: "Buy now" } }));
    expect(primary(routing)?.isOff).toBe(true);
    expect(textOf(routing)).toContain("the payment is being prepared");
  });

  it("has at most two buttons to pay, and the second only after the sheet was left", () => {
    const ways = (html: string) =>
      buttonsOf(html).filter(({ label }) => /buy now|continue to checkout|pay on/i.test(label));
    expect(ways(draw(aBasket()))).toHaveLength(1);
    expect(ways(draw(aBasket({ isOtherRouteOpen: true }))).map(({ label }) => label)).toEqual([
      expect.stringMatching(/^Buy now · \$\S+$/),
      "Pay on the seller’s page instead",
    ]);
    expect(ways(draw(aBasket({ isOtherRouteOpen: true, offer: EXTERNAL })))).toHaveLength(1);
  });

  it("shows what the server says beside what it is about, as text", () => {
    const checkout = aCheckout({ discountCodes: ["NOPE"] });
    expect(draw(aBasket({ checkout, step: "total" }))).toMatch(
      /<li class="problem" dir="auto">There is no code “NOPE”\.</,
    );
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
    expect(textOf(html)).toContain("Test mode");
    expect([...html.matchAll(/<a href="([^"]+)" target="_blank" rel="noopener noreferrer"/g)]).toHaveLength(4);
  });
});

it("while a change is being saved, no button of the order's rows looks as if it could be pressed", () => {
  const offIn = (change: "items" | null) =>
    buttonsOf(draw(aBasket({ change })))
      .filter(({ label }) => /^(?:Edit|Change|Details)/.test(label))
      .map(({ isOff }) => isOff);
  expect(offIn("items")).toEqual([true, true, true]);
  expect(offIn(null)).toEqual([false, false, false]);
});

it("gives an address more room than other rows, so that the place is not cut off behind a long name", () => {
  const rows = draw(aBasket()).match(/row-text clamp[^"]*/g);
  expect(rows).toEqual(["row-text clamp whole", "row-text clamp"]);
  const long = anAddress({
    name: "Wolfeschlegelsteinhausenbergerdorff Maximiliana-Theodora",
    lineOne: "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch 1",
  });
  expect(textOf(draw(aBasket({ checkout: aCheckout({ address: long }) })))).toMatch(
    /Wolfeschle…-Theodora, Llanfairpw…ogogoch 1, New York, NY 10001, United States/,
  );
});
