import { describe, expect, it } from "vitest";
import {
  disputeStatus,
  DISPUTE_STATES,
  lostToDisputes,
  refundHold,
  shippingHolds,
  takenBy,
  type Dispute,
} from "#lib/orders/disputes/alert.ts";
import { mergeAlerts, noticeDue, readDue } from "#lib/orders/disputes/alert-life.ts";
import { money } from "#lib/money.ts";
import { anOrder, aSession, NOON } from "../../fixtures/builders.ts";
import { disputeOf, signalOf } from "../../fixtures/alerts.ts";

const DAY_MS = 86_400_000;
const order = anOrder(aSession({ status: "completed" }));
const dispute = (changes: Partial<Dispute> = {}) => disputeOf(order, changes);
const nothing = { ...order.paid, amountMinor: 0 };

describe("what a dispute means for the money", () => {
  it.each([
    ["needs_response", order.paid, nothing],
    ["under_review", order.paid, nothing],
    ["unknown", order.paid, nothing],
    ["won", nothing, nothing],
    ["lost", order.paid, order.paid],
    ["closed", nothing, nothing],
    ["prevented", nothing, nothing],
  ] as const)("%s: where the provider books nothing, its state says it", (state, taken, lost) => {
    const one = dispute({ state, taken: null });
    expect(takenBy(one)).toEqual(taken);
    expect(lostToDisputes([one], order.paid.currency)).toEqual(lost);
    expect(takenBy({ ...one, kind: "inquiry" }), "an inquiry takes nothing").toEqual(nothing);
  });

  it("the provider's own bookings win, unless they are in another currency", () => {
    const part = { ...order.paid, amountMinor: 7 };
    expect(takenBy(dispute({ taken: part }))).toEqual(part);
    expect(takenBy(dispute({ taken: money(7, "JPY") }))).toEqual(order.paid);
  });
});

describe("what a dispute means for the goods and for refunds", () => {
  const held = DISPUTE_STATES.filter((state) => shippingHolds([dispute({ state })]).length > 0);
  it("goods stay while it is open and when it is lost", () => {
    expect(held).toEqual(["needs_response", "under_review", "lost", "prevented", "unknown"]);
  });

  it("a chargeback stops every refund, an inquiry only a part, a warning none", () => {
    const inquiry = dispute({ kind: "inquiry" });
    expect(refundHold([dispute()], true)).not.toBeNull();
    expect([refundHold([inquiry], true), refundHold([inquiry], false)]).toEqual([null, inquiry]);
    expect(refundHold([signalOf(order)], false)).toBeNull();
    expect(refundHold([dispute({ state: "won" })], false)).toBeNull();
  });

  it("a warning that a person released holds nothing", () => {
    expect(shippingHolds([signalOf(order)])).toHaveLength(1);
    expect(shippingHolds([signalOf(order, { releasedAt: NOON })])).toEqual([]);
  });

  it("an order has the status of its worst dispute", () => {
    const won = dispute({ state: "won" });
    const lost = dispute({ state: "lost" });
    const inquiry = dispute({ kind: "inquiry" });
    expect(disputeStatus([])).toBe("none");
    expect(disputeStatus([signalOf(order)])).toBe("none");
    expect(disputeStatus([won])).toBe("won");
    expect(disputeStatus([won, inquiry])).toBe("inquiry");
    expect(disputeStatus([won, inquiry, lost])).toBe("lost");
    expect(disputeStatus([won, inquiry, lost, dispute()])).toBe("open");
  });
});

describe("the deadline of a dispute", () => {
  const due = (daysLeft: number, notifiedDays: number | null = null, changes: Partial<Dispute> = {}) =>
    noticeDue(dispute({ evidenceDueAt: new Date(NOON.getTime() + daysLeft * DAY_MS), notifiedDays, ...changes }), NOON);

  it("is notified of once 7, 3 and 1 days before, and late rather than not at all", () => {
    expect([due(7.5), due(7), due(5), due(2.5), due(0.5)]).toEqual([null, 7, 7, 3, 1]);
    expect([due(6, 7), due(3, 7), due(2, 3), due(1, 3), due(0.2, 1)]).toEqual([null, 3, null, 1, null]);
  });

  it("is none when it has passed, when no answer is possible and when evidence was submitted", () => {
    expect(due(-1)).toBeNull();
    expect(due(1, null, { evidenceDueAt: null })).toBeNull();
    expect(due(1, null, { state: "under_review" })).toBeNull();
  });
});

describe("what the provider lists", () => {
  const merge = (rows: readonly Dispute[], ...listed: readonly Dispute[]) =>
    mergeAlerts(rows, listed, (one) => ({ ...dispute(), ...one }) as Dispute, new Date(NOON.getTime() + 5));

  it("is the row with its id; a row that is not listed stays", () => {
    const [one, other] = [dispute({ id: "dp_1" }), dispute({ id: "dp_2" })];
    const { inserted, changed, all } = merge([one], { ...one, state: "won", status: "won" }, other);
    expect(inserted.map(({ id }) => id)).toEqual(["dp_2"]);
    expect(changed).toMatchObject([{ id: "dp_1", state: "won", changedAt: new Date(NOON.getTime() + 5) }]);
    expect(all).toHaveLength(2);
    expect(merge([one, other], one)).toMatchObject({ inserted: [], changed: [], all: [one, other] });
  });

  it("keeps what only we know, and forgets a notice when the deadline moves", () => {
    const row = dispute({ notifiedDays: 3, submittedAt: NOON });
    const [same] = merge([row], { ...row, status: "under_review", state: "under_review" }).changed;
    expect(same).toMatchObject({ notifiedDays: 3, submittedAt: NOON });
    const [moved] = merge([row], { ...row, evidenceDueAt: new Date(NOON.getTime() + 90 * DAY_MS) }).changed;
    expect(moved).toMatchObject({ notifiedDays: null, submittedAt: NOON });
  });

  it("is read again while a dispute is won and the bank still holds its money", () => {
    const won = dispute({ state: "won" });
    expect(readDue([won], NOON)).toEqual(new Date(NOON.getTime() + DAY_MS));
    expect(readDue([{ ...won, taken: nothing }], NOON)).toBeNull();
    expect(readDue([{ ...won, taken: null }], NOON)).toBeNull();
  });

  it("is read again while one of them is open", () => {
    expect(readDue([dispute({ state: "won" }), signalOf(order)], NOON)).toEqual(new Date(NOON.getTime() + DAY_MS));
    expect(readDue([dispute({ state: "lost" }), signalOf(order, { state: "closed" })], NOON)).toBeNull();
  });
});
