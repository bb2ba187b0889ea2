import { describe, expect, it } from "vitest";
import { canPay, type Purchase, type PurchaseEvent } from "#widget/purchase/purchase-phase.ts";
import { nextPurchase } from "#widget/purchase/purchase-state.ts";
import { aCheckout } from "./a-checkout.ts";
import { aBasket } from "./draw-purchase.tsx";

const ready = aCheckout();
const notReady = aCheckout({ status: "not_ready" });
const unresolved = aCheckout({ status: "unresolved" });
const completed = aCheckout({ status: "completed" });
const CLICK: PurchaseEvent = { type: "instant_clicked" };
const OPENED: PurchaseEvent = { type: "sheet_opened" };
/** The sheet was opened from a basket and is gone again. */
const sheetLeft = (messages: readonly string[]): Purchase =>
  [OPENED, { type: "sheet_left", messages } as const].reduce<Purchase>(nextPurchase, {
    ...aBasket({ offer: { kind: "confirmed", lastLabel: "Buy now" } }),
    turn: 5,
  });

describe("a click on the instant way", () => {
  const clicked = nextPurchase({ ...aBasket(), turn: 5 }, CLICK);
  const answered = (route: "instant" | "external" | null, checkout = ready) =>
    nextPurchase(clicked, {
      type: "route_chosen",
      turn: clicked.turn,
      route: { route, label: "Buy now", isInExperiment: true, checkout },
    });
  const offerOf = (purchase: Purchase) => (purchase.phase === "basket" ? purchase.offer.kind : purchase.phase);

  it("is asked about first, and a second click meanwhile is none", () => {
    expect(offerOf(clicked)).toBe("confirming");
    expect(nextPurchase(clicked, CLICK)).toBe(clicked);
    expect(nextPurchase(clicked, OPENED)).toBe(clicked);
    expect([canPay(clicked, "instant"), canPay(clicked, "external")]).toEqual([false, false]);
  });

  it("is not asked about again because of an answer to a question from before it", () => {
    expect(nextPurchase(clicked, { type: "status_read", turn: 5, checkout: ready })).toBe(clicked);
  });

  it("opens the sheet when the answer is the same route, and when there is no answer in time", () => {
    const silent = nextPurchase(clicked, { type: "route_unknown", turn: clicked.turn });
    for (const confirmed of [answered("instant"), silent]) {
      expect(offerOf(confirmed)).toBe("confirmed");
      expect(nextPurchase(confirmed, OPENED).phase).toBe("sheet");
    }
  });

  it("opens nothing when instant was stopped meanwhile, and says so beside the other way", () => {
    const stopped = answered("external");
    expect(canPay(stopped, "external") && !canPay(stopped, "instant")).toBe(true);
    expect(stopped.phase === "basket" && stopped.notices).toEqual([{ kind: "route_changed" }]);
  });

  it("shows another total before it opens anything", () => {
    const [total, ...others] = [...ready.totals].reverse();
    if (total === undefined) throw new Error("a checkout has a total");
    const dearer = { ...ready, totals: [...others.reverse(), { ...total, amount: total.amount + 1 }] };
    const shown = answered("instant", dearer);
    expect(shown.phase === "basket" && shown.checkout).toEqual(dearer);
    expect(shown.phase === "basket" && shown.notices).toEqual([{ kind: "total_changed" }]);
    expect(canPay(shown, "instant")).toBe(true);
  });

  it("goes where the session is when that can no longer be paid", () => {
    expect(answered(null, completed).phase).toBe("paid");
    expect(answered(null, unresolved).phase).toBe("checking");
    expect(offerOf(answered("instant", notReady))).toBe("offered");
  });

  it("is taken back by a change that the buyer begins, and its answer then opens nothing", () => {
    for (const event of [
      { type: "change_started", change: "discount" },
      { type: "step_opened", step: "address" },
    ] as const) {
      const changing = nextPurchase(clicked, event);
      expect(offerOf(changing)).toBe("offered");
      const late = { type: "route_unknown", turn: clicked.turn } as const;
      expect(nextPurchase(changing, late)).toBe(changing);
    }
  });
});

describe("after the payment sheet", () => {
  const left = (messages: readonly string[] = []) => {
    const asked = sheetLeft(messages);
    return nextPurchase(asked, { type: "status_read", turn: asked.turn, checkout: ready });
  };

  it("both routes are offered once the server reports that nothing is being paid and the route is known again", () => {
    const back = left();
    expect(canPay(back, "external")).toBe(false);
    const routed = nextPurchase(back, {
      type: "route_chosen",
      turn: back.turn,
      route: { route: "instant", label: "Buy now", isInExperiment: true, checkout: ready },
    });
    expect([canPay(routed, "instant"), canPay(routed, "external")]).toEqual([true, true]);
  });

  it("the messages of the sheet are shown only then", () => {
    const back = left(["Only one is left."]);
    expect(back.phase === "basket" && back.notices).toEqual([{ kind: "server_text", text: "Only one is left." }]);
  });

  it("silence of the server is no news: the payment is still being checked", () => {
    const asked = sheetLeft([]);
    expect(nextPurchase(asked, { type: "status_unknown", turn: asked.turn }).phase).toBe("checking");
  });
});
