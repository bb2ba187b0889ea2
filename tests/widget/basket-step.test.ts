import { describe, expect, it } from "vitest";
import type { Basket, Purchase, PurchaseEvent, Step } from "#widget/purchase/purchase-phase.ts";
import { canPay } from "#widget/purchase/purchase-phase.ts";
import { nextPurchase } from "#widget/purchase/purchase-state.ts";
import { settled } from "#widget/purchase/settled-phase.ts";
import { anAddress, aProduct } from "../fixtures/builders.ts";
import { aCheckout } from "./a-checkout.ts";
import { aBasket, draw } from "./draw-purchase.tsx";

const after = (basket: Basket, ...events: readonly PurchaseEvent[]): Purchase =>
  events.reduce(nextPurchase, { ...basket, turn: 5 });
const shownStep = (purchase: Purchase): Step | null => (purchase.phase === "basket" ? purchase.step : null);
const noticesOf = (purchase: Purchase) => (purchase.phase === "basket" ? purchase.notices : null);

const ready = aCheckout();
const missing = aCheckout({ status: "not_ready" });
const notServed = aCheckout({ address: anAddress({ country: "AQ", region: "", postalCode: "" }) });
const two = aCheckout({ lines: [{ product: aProduct(), quantity: 2 }] });

describe("after a change", () => {
  const saved = (step: Step, change: NonNullable<Basket["change"]>, checkout: typeof ready) =>
    shownStep(after(aBasket({ checkout: missing, step, change }), { type: "changed", checkout }));

  it("the address form closes once the address does, and stays with what is wrong with it", () => {
    expect(saved("address", "address", ready)).toBe("order");
    expect(saved("address", "address", missing)).toBe("address");
    expect(saved("address", "address", notServed)).toBe("address");
  });

  it("an address whose tax nobody answers is not asked for again", () => {
    expect(saved("address", "address", { ...missing, missing: ["tax"] })).toBe("order");
  });

  it("a chosen delivery leads back to the order, and a code stays where it was typed", () => {
    expect(saved("delivery", "delivery", ready)).toBe("order");
    expect(saved("total", "discount", ready)).toBe("total");
    expect(saved("order", "items", ready)).toBe("order");
  });

  it("nothing can be paid in the chat while a step is open", () => {
    for (const step of ["address", "delivery", "total"] as const)
      expect(canPay(aBasket({ step }), "instant"), step).toBe(false);
    expect(canPay(aBasket(), "instant")).toBe(true);
  });
});

describe("a code that was not used", () => {
  const refused = aCheckout({ discountCodes: ["NOPE"] });
  const typed = [
    { type: "change_started", change: "discount" },
    { type: "changed", checkout: refused },
  ] as const;
  const said = (...events: readonly PurchaseEvent[]) => {
    const purchase = after(aBasket({ step: "total" }), ...typed, ...events);
    return /<output[^>]*>(.*?)<\/output>/.exec(draw(purchase))?.[1];
  };

  it("is announced when it is answered, and in no later announcement", () => {
    expect(said()).toContain("NOPE");
    const later: readonly (readonly PurchaseEvent[])[] = [
      [{ type: "step_opened", step: "order" }],
      [
        { type: "change_started", change: "items" },
        { type: "changed", checkout: refused },
      ],
    ];
    for (const events of later) {
      expect(said(...events)).toContain("Total");
      expect(said(...events)).not.toContain("NOPE");
    }
  });

  it("is not announced where the order is drawn afresh, as after a payment sheet that was closed", () => {
    const [, announced] = /<output[^>]*>(.*?)<\/output>/.exec(draw(settled(refused, [{ kind: "sheet_closed" }]))) ?? [];
    expect(announced).toContain("Total");
    expect(announced).not.toContain("NOPE");
  });
});

describe("an order that was changed elsewhere", () => {
  const read = (checkout: typeof ready, basket: Partial<Basket> = {}) =>
    after(aBasket({ checkout: ready, ...basket }), { type: "status_read", turn: 5, checkout });

  it("is shown as it stands now, and a notice says so", () => {
    const purchase = read(two);
    expect(purchase).toMatchObject({ phase: "basket", checkout: two });
    expect(noticesOf(purchase)).toEqual([{ kind: "changed_elsewhere" }]);
  });

  it("makes no notice where it is the one on the screen, or while the buyer's own change is on its way", () => {
    expect(noticesOf(read(ready))).toEqual([]);
    expect(noticesOf(read(two, { change: "items" }))).toEqual([]);
  });

  it("takes back a click that was made on what it was before", () => {
    const purchase = read(two, { offer: { kind: "confirming", lastLabel: "Buy now" } });
    expect(purchase).toMatchObject({ offer: { kind: "offered", route: "instant" } });
  });
});
