import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  canPay,
  CHECKING_WAITS_S,
  isOpenPayment,
  isResting,
  type Basket,
  type Phase,
  type Purchase,
  type PurchaseEvent,
} from "#widget/purchase/purchase-phase.ts";
import { FIRST, nextPurchase } from "#widget/purchase/purchase-state.ts";
import { aCheckout } from "./a-checkout.ts";

const ready = aCheckout();
const notReady = aCheckout({ status: "not_ready" });
const unresolved = aCheckout({ status: "unresolved" });
const atBank = aCheckout({ status: "awaiting_buyer" });
const onPage = aCheckout({ status: "awaiting_buyer", route: "external", actionUrl: null });
const completed = aCheckout({ status: "completed" });
const canceled = aCheckout({ status: "canceled" });
const basket: Basket = {
  phase: "basket",
  checkout: ready,
  offer: { kind: "offered", route: "instant", label: "Buy now" },
  change: null,
  notices: [],
  step: "order",
  answered: null,
  isOtherRouteOpen: false,
};
const asking: Phase = {
  phase: "asking",
  sessionId: ready.id,
  checkout: ready,
  doubt: "came_back",
  notices: [],
  isStuck: false,
};
const PHASES = {
  waiting: { phase: "waiting" },
  no_host: { phase: "no_host" },
  unreadable: { phase: "unreadable" },
  basket,
  basket_routing: { ...basket, offer: { kind: "asking", lastLabel: null } },
  basket_confirming: { ...basket, offer: { kind: "confirming", lastLabel: "Buy now" } },
  basket_confirmed: { ...basket, offer: { kind: "confirmed", lastLabel: "Buy now" } },
  basket_external: { ...basket, offer: { kind: "offered", route: "external", label: null } },
  basket_changing: { ...basket, change: "address" },
  sheet: { phase: "sheet", checkout: ready },
  asking,
  asking_after_sheet: { ...asking, doubt: "sheet_left" },
  checking: { phase: "checking", checkout: unresolved, round: 0 },
  away: { phase: "away", checkout: ready, round: 0, isBlocked: false },
  paid: { phase: "paid", checkout: completed },
  closed: { phase: "closed", checkout: canceled },
} as const satisfies Record<string, Phase>;
const route = { route: "external", label: "Continue to checkout", isInExperiment: true, checkout: ready } as const;
const EVENTS = {
  host_missing: { type: "host_missing" },
  result_unreadable: { type: "result_unreadable" },
  result_shown: { type: "result_shown", checkout: ready },
  returned: { type: "returned", sessionId: ready.id, checkout: ready, doing: "basket" },
  route_chosen: { type: "route_chosen", turn: 5, route },
  route_unknown: { type: "route_unknown", turn: 5 },
  change_started: { type: "change_started", change: "discount" },
  changed: { type: "changed", checkout: ready },
  change_refused: { type: "change_refused", text: "No." },
  change_lost: { type: "change_lost" },
  step_opened: { type: "step_opened", step: "address" },
  step_closed: { type: "step_opened", step: "order" },
  instant_clicked: { type: "instant_clicked" },
  sheet_opened: { type: "sheet_opened" },
  sheet_missing: { type: "sheet_missing" },
  sheet_left: { type: "sheet_left", messages: [] },
  sellers_page_opened: { type: "sellers_page_opened" },
  sellers_page_blocked: { type: "sellers_page_blocked" },
  sellers_page_left: { type: "sellers_page_left" },
  read_ready: { type: "status_read", turn: 5, checkout: ready },
  read_unresolved: { type: "status_read", turn: 5, checkout: unresolved },
  read_completed: { type: "status_read", turn: 5, checkout: completed },
  read_canceled: { type: "status_read", turn: 5, checkout: canceled },
  status_unknown: { type: "status_unknown", turn: 5 },
  asked_again: { type: "asked_again" },
} as const satisfies Record<string, PurchaseEvent>;
type EventName = keyof typeof EVENTS;

const READ = { read_unresolved: "checking", read_completed: "paid", read_canceled: "closed" } as const;
const START = { result_shown: "basket", returned: "asking" } as const;
const EDIT = { step_opened: "basket", step_closed: "basket" } as const;
/** The phase after each event; what is not named changes nothing at all. */
const TABLE: Readonly<Record<keyof typeof PHASES, Partial<Record<EventName, Phase["phase"]>>>> = {
  waiting: { ...START, host_missing: "no_host", result_unreadable: "unreadable", ...READ },
  no_host: { ...START, result_unreadable: "unreadable", ...READ },
  unreadable: { ...START, result_unreadable: "unreadable", ...READ },
  basket: {
    ...EDIT,
    ...READ,
    change_started: "basket",
    instant_clicked: "basket",
    read_ready: "basket",
  },
  basket_confirming: {
    ...EDIT,
    ...READ,
    change_started: "basket",
    route_chosen: "basket",
    route_unknown: "basket",
    read_ready: "basket",
  },
  basket_confirmed: {
    ...EDIT,
    ...READ,
    change_started: "basket",
    sheet_opened: "sheet",
    sheet_missing: "basket",
    read_ready: "basket",
  },
  basket_routing: {
    ...EDIT,
    ...READ,
    change_started: "basket",
    route_chosen: "basket",
    route_unknown: "basket",
    read_ready: "basket",
  },
  basket_external: { ...EDIT, ...READ, change_started: "basket", sellers_page_opened: "away", read_ready: "basket" },
  basket_changing: {
    ...EDIT,
    ...READ,
    changed: "basket",
    change_refused: "basket",
    change_lost: "asking",
    read_ready: "basket",
  },
  sheet: { sheet_left: "asking", read_completed: "paid", read_canceled: "closed" },
  asking: { ...READ, read_ready: "basket", status_unknown: "asking", asked_again: "asking" },
  asking_after_sheet: { ...READ, read_ready: "basket", status_unknown: "checking", asked_again: "asking" },
  checking: { ...READ, read_ready: "basket", status_unknown: "checking", asked_again: "checking" },
  away: {
    ...READ,
    read_ready: "away",
    status_unknown: "away",
    asked_again: "away",
    sellers_page_opened: "away",
    sellers_page_blocked: "away",
    sellers_page_left: "asking",
  },
  paid: { read_completed: "paid" },
  closed: { read_completed: "paid", read_unresolved: "checking" },
};
const names = <Name extends string>(table: Readonly<Record<Name, unknown>>) => Object.keys(table) as Name[];
const at = (phase: Phase): Purchase => ({ ...phase, turn: 5 });
const after = (phase: Phase, ...events: readonly PurchaseEvent[]): Purchase => events.reduce(nextPurchase, at(phase));

describe("every event in every phase", () => {
  for (const phase of names(PHASES))
    it(`${phase} goes where the table says, and what it does not know changes nothing`, () => {
      for (const event of names(EVENTS)) {
        const before = at(PHASES[phase]);
        const next = nextPurchase(before, EVENTS[event]);
        const expected = TABLE[phase][event];
        if (expected === undefined) expect(next, event).toBe(before);
        else expect(next.phase, event).toBe(expected);
      }
    });
});

describe("a payment that may be open", () => {
  const checkouts = fc.constantFrom(ready, notReady, unresolved, atBank, onPage, completed, canceled);
  const events: fc.Arbitrary<(turn: number) => PurchaseEvent> = fc.oneof(
    fc.constantFrom(...names(EVENTS)).map((name) => (turn: number): PurchaseEvent => {
      const event = EVENTS[name];
      return "turn" in event ? { ...event, turn } : event;
    }),
    checkouts.map((checkout) => (turn: number): PurchaseEvent => ({ type: "status_read", turn, checkout })),
    checkouts.map((checkout) => (): PurchaseEvent => ({ type: "status_read", turn: -1, checkout })),
    checkouts.map((checkout) => (): PurchaseEvent => ({ type: "changed", checkout })),
    fc
      .tuple(checkouts, fc.constantFrom("instant", "external", null))
      .map(([checkout, route]) => (turn: number): PurchaseEvent => ({
        type: "route_chosen",
        turn,
        route: { route, label: "Pay", isInExperiment: true, checkout },
      })),
    fc.constant((): PurchaseEvent => ({ type: "sheet_left", messages: ["The bank declined this card."] })),
    fc
      .constantFrom("basket", "sheet", "sellers_page")
      .map((doing) => (): PurchaseEvent => ({ type: "returned", sessionId: ready.id, checkout: null, doing })),
  );

  it("is never joined by a second way to pay, whatever happens in whatever order", () => {
    fc.assert(
      fc.property(fc.constantFrom(...names(PHASES)), fc.array(events, { maxLength: 20 }), (first, sequence) => {
        let purchase = first === "waiting" ? FIRST : at(PHASES[first]);
        let mayBeOpen = first === "sheet" || first === "asking_after_sheet" || first === "checking";
        for (const make of sequence) {
          const event = make(purchase.turn);
          const before = purchase;
          purchase = nextPurchase(purchase, event);
          if (event.type === "status_read" && event.turn === before.turn && before.phase !== "sheet")
            mayBeOpen = isOpenPayment(event.checkout);
          if (purchase.phase === "sheet") mayBeOpen = true;
          if (mayBeOpen) expect(canPay(purchase, "instant") || canPay(purchase, "external")).toBe(false);
        }
      }),
      { numRuns: 10_000 },
    );
  });

  it("is only over by the server's answer to a question asked after the sheet was left", () => {
    const opened = after(PHASES.basket_confirmed, EVENTS.sheet_opened);
    const stale = nextPurchase(opened, { type: "sheet_left", messages: [] });
    expect(nextPurchase(stale, { type: "status_read", turn: 5, checkout: ready })).toBe(stale);
    expect(nextPurchase(stale, { type: "status_read", turn: stale.turn, checkout: ready }).phase).toBe("basket");
  });

  it("counts as paid as soon as the server says so, however late that answer was asked for", () => {
    const opened = after(PHASES.basket_confirmed, EVENTS.sheet_opened);
    expect(nextPurchase(opened, { type: "status_read", turn: 0, checkout: completed }).phase).toBe("paid");
  });

  it("is asked about a bounded number of times, and then again when the buyer options", () => {
    let purchase = at(PHASES.checking);
    for (const _ of CHECKING_WAITS_S)
      purchase = nextPurchase(purchase, { type: "status_unknown", turn: purchase.turn });
    expect(purchase.phase === "checking" && isResting(purchase)).toBe(true);
    const again = nextPurchase(purchase, { type: "asked_again" });
    expect(again.phase === "checking" && isResting(again)).toBe(false);
  });
});
