import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { money } from "#lib/money.ts";
import { isResting, type Basket, type Phase } from "#widget/purchase-phase.ts";
import { PurchaseView } from "#widget/purchase-view.tsx";
import type { PurchaseActions } from "#widget/use-purchase.ts";
import { aProduct } from "../builders.ts";
import { aCheckout, anAnswer } from "./a-checkout.ts";

const nothing = () => undefined;
const actions: PurchaseActions = {
  payInChat: nothing,
  leaveSheet: nothing,
  payOnSellersPage: nothing,
  leaveSellersPage: nothing,
  send: nothing,
  openAddress: nothing,
  closeAddress: nothing,
  askAgain: nothing,
  openPage: () => false,
  startOver: null,
};
const draw = (phase: Phase, locale = "en-US", changes: Partial<PurchaseActions> = {}) =>
  renderToStaticMarkup(<PurchaseView phase={phase} locale={locale} actions={{ ...actions, ...changes }} />);
/** The text that a person reads, each element apart. */
const textOf = (html: string) => html.replace(/<[^>]+>/g, " ").replace(/\s+/g, " ");
const buttonsOf = (html: string) =>
  [...html.matchAll(/<button([^>]*)>(.*?)<\/button>/g)].map(([, attributes = "", label = ""]) => ({
    label: textOf(label).trim(),
    isOff: / disabled=""/.test(attributes),
    isFirst: attributes.includes("button first"),
  }));
const aBasket = (changes: Partial<Basket> = {}): Basket => ({
  phase: "basket",
  checkout: aCheckout(),
  offer: { kind: "offered", way: "instant", label: "Buy now" },
  change: null,
  notices: [],
  isAddressOpen: false,
  isOtherWayOpen: false,
  ...changes,
});
const EXTERNAL = { kind: "offered", way: "external", label: "Continue to checkout" } as const;
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
    expect(ways(draw(aBasket({ isOtherWayOpen: true }))).map(({ label }) => label)).toEqual([
      "Buy now",
      "Continue to checkout page",
    ]);
    expect(ways(draw(aBasket({ isOtherWayOpen: true, offer: EXTERNAL })))).toHaveLength(1);
  });

  it("shows what the server says beside what it is about, as text", () => {
    const checkout = aCheckout({ discountCodes: ["NOPE"] });
    expect(textOf(draw(aBasket({ checkout })))).toContain("The code NOPE was not used");
    const hostile = draw(aBasket({ notices: [{ kind: "said", text: "<img src=x onerror=alert(1)>" }] }));
    expect(hostile).not.toContain("<img src=x");
  });

  it("marks test mode, and links the legal pages", () => {
    const html = draw(aBasket());
    expect(textOf(html)).toContain("no real money is taken");
    expect([...html.matchAll(/<a href="([^"]+)" target="_blank" rel="noopener noreferrer"/g)]).toHaveLength(4);
  });
});

describe("while a payment may be open", () => {
  const states: readonly Phase[] = (["paying", "unresolved", "awaiting_buyer"] as const).flatMap((status): Phase[] => {
    const checkout = aCheckout(
      { status },
      {
        messages: [
          { type: "error", code: "payment_declined", content_type: "plain", content: "The card was declined." },
        ],
      },
    );
    return [0, 99].map((round) => ({ phase: "checking", checkout, round }));
  });

  it("nothing says that it failed or was declined, and no way to pay is offered", () => {
    for (const phase of states) {
      const html = draw(phase);
      expect(textOf(html)).not.toMatch(/fail|declin/i);
      expect(textOf(html)).not.toMatch(/buy now|continue to checkout|cancel order/i);
    }
  });

  it("says that it is still being checked, and offers to check again once it no longer asks by itself", () => {
    const checkout = aCheckout({ status: "unresolved" });
    const early = draw({ phase: "checking", checkout, round: 0 });
    expect(textOf(early)).toContain("Still checking your payment");
    expect(buttonsOf(early)).toEqual([]);
    const late: Phase = { phase: "checking", checkout, round: 99 };
    expect(isResting(late)).toBe(true);
    expect(buttonsOf(draw(late)).map(({ label }) => label)).toEqual(["Check again"]);
  });

  it("leads to the bank where the bank wants the payment confirmed, and to nothing that is not a web page", () => {
    const html = draw({ phase: "checking", checkout: aCheckout({ status: "awaiting_buyer" }), round: 0 });
    expect(html).toMatch(/<a href="https:\/\/bank\.example\.com\/confirm"[^>]*>Confirm with your bank/);
    const hostile = aCheckout({ status: "awaiting_buyer" }, { action_url: "javascript:alert(1)" });
    expect(draw({ phase: "checking", checkout: hostile, round: 0 })).not.toContain("javascript:");
  });

  it("the payment sheet and the questions after it show no button to pay", () => {
    const checkout = aCheckout();
    expect(buttonsOf(draw({ phase: "sheet", checkout })).map(({ label }) => label)).toEqual([
      "The sheet is gone: look up my order",
    ]);
    const asking = { phase: "asking", sessionId: checkout.id, checkout, doubt: "sheet_left", notices: [] } as const;
    expect(buttonsOf(draw({ ...asking, isStuck: false }))).toEqual([]);
    expect(buttonsOf(draw({ ...asking, isStuck: true })).map(({ label }) => label)).toEqual(["Try again"]);
  });
});

describe("on the seller's page", () => {
  const away = { phase: "away", checkout: aCheckout(), round: 0, isBlocked: false } as const;

  it("leads there again or back to the order", () => {
    expect(textOf(draw(away))).toContain("Finish on the seller’s page");
    expect(buttonsOf(draw(away)).map(({ label }) => label)).toEqual([
      "Open the seller’s page again",
      "Back to the order",
    ]);
  });

  it("shows the address to copy where the host opens no links", () => {
    const html = draw({ ...away, isBlocked: true });
    expect(html).toContain(`readOnly="" value="${away.checkout.continue_url}"`);
    expect(html).toContain('for="page-address"');
  });

  it("does not lead back to the order while its payment page is open", () => {
    const checkout = aCheckout({ status: "awaiting_buyer", route: "external" });
    expect(textOf(draw({ ...away, checkout }))).not.toContain("Back to the order");
  });
});

describe("the end of a purchase", () => {
  it("shows a paid order with its number and its page", () => {
    const answer = anAnswer({ status: "completed" });
    const html = draw({ phase: "paid", checkout: aCheckout({ status: "completed" }) });
    expect(textOf(html)).toContain(answer.order?.order_number ?? "no order");
    expect(html).toContain(`href="${answer.order?.permalink_url ?? "no order"}"`);
    expect(buttonsOf(html)).toEqual([]);
  });

  it("says of a closed checkout that nothing was charged, and how to start again", () => {
    for (const status of ["canceled", "expired"] as const) {
      const phase: Phase = { phase: "closed", checkout: aCheckout({ status }) };
      expect(textOf(draw(phase))).toMatch(/(was canceled|has expired).*Nothing was charged\. Ask in the chat/);
      expect(buttonsOf(draw(phase, "en-US", { startOver: nothing })).map(({ label }) => label)).toEqual([
        "Start again",
      ]);
    }
  });
});

it("says what to do where there is no host, no order yet, or none that can be read", () => {
  expect(textOf(draw({ phase: "waiting" }))).toContain("Loading your order");
  expect(textOf(draw({ phase: "no_host" }))).toContain("Go back to the conversation");
  expect(textOf(draw({ phase: "unreadable" }))).toContain("Ask in the chat to prepare the checkout again");
});

it("every phase has one heading, announces itself and puts no field into another's label", () => {
  const checkout = aCheckout();
  const phases: readonly Phase[] = [
    { phase: "waiting" },
    aBasket(),
    { phase: "sheet", checkout },
    { phase: "checking", checkout: aCheckout({ status: "paying" }), round: 0 },
    { phase: "away", checkout, round: 0, isBlocked: true },
    { phase: "paid", checkout: aCheckout({ status: "completed" }) },
  ];
  for (const phase of phases) {
    const html = draw(phase);
    expect(html.match(/<h1/g), phase.phase).toHaveLength(1);
    expect(html.match(/<output/g), phase.phase).toHaveLength(1);
  }
});
