import { describe, expect, it } from "vitest";
import { dueOf, mergeRefunds, withAnswer, withListed } from "#lib/orders/refund-life.ts";
import type { ProviderRefund, Refund, RefundState } from "#lib/orders/refund.ts";
import { anOrder, aSession, NOON } from "../../fixtures/builders.ts";
import { refundOfOrder } from "../../fixtures/refunds.ts";

const HOUR_MS = 3_600_000;
const order = anOrder(aSession({ status: "completed" }));
const after = (ms: number) => new Date(NOON.getTime() + ms);
const aRefund = (changes: Partial<Refund> = {}) => refundOfOrder(order, { key: "k", ...changes });
const listed = (changes: Partial<ProviderRefund> = {}): ProviderRefund => ({
  id: "re_1",
  key: "k",
  amount: order.paid,
  state: "done",
  reason: null,
  createdAt: NOON,
  ...changes,
});
const done = { kind: "done", id: "re_1", reason: null } as const;
const refused = { kind: "refused", reason: "r", isPassing: true } as const;

describe("an answer about a refund", () => {
  it("that comes late never covers what was seen at the provider since", () => {
    for (const state of ["accepted", "requires_action", "done", "failed", "canceled"] as const) {
      const seen = aRefund({ state, providerId: "re_1" });
      for (const answer of [done, { ...done, kind: "accepted" } as const, refused, { kind: "unknown" } as const])
        expect(withAnswer(seen, aRefund(), answer, NOON), `${state} ${answer.kind}`).toBeNull();
    }
  });

  it("settles what nobody knew, whichever of two answers comes first", () => {
    const unknown = withAnswer(aRefund(), aRefund(), { kind: "unknown" }, NOON);
    expect(unknown).toMatchObject({ state: "unknown", settledAt: null });
    expect(withAnswer(unknown ?? aRefund(), aRefund(), done, NOON)).toMatchObject({
      state: "done",
      providerId: "re_1",
    });
    expect(withAnswer(aRefund({ state: "unknown" }), aRefund(), { kind: "unknown" }, NOON)).toBeNull();
  });

  it("that refuses counts once, however many were asking at the same time", () => {
    const first = withAnswer(aRefund(), aRefund(), refused, NOON);
    expect(first).toMatchObject({ state: "refused", refusals: 1, reason: "r" });
    expect(withAnswer(first ?? aRefund(), aRefund(), refused, NOON)).toBeNull();
    expect(withAnswer(first ?? aRefund(), first ?? aRefund(), refused, NOON)).toMatchObject({ refusals: 2 });
  });

  it("that refuses for now is asked again after growing pauses, and one day it is final", () => {
    let refund = aRefund();
    const pauses: (number | null)[] = [];
    for (let time = 0; time < 31; time += 1) {
      refund = withAnswer(refund, refund, refused, NOON) ?? refund;
      pauses.push(refund.dueAt === null ? null : (refund.dueAt.getTime() - NOON.getTime()) / HOUR_MS);
    }
    expect(pauses.slice(0, 3)).toEqual([1 / 6, 1 / 3, 2 / 3]);
    expect(pauses[28]).toBe(24);
    expect(pauses.slice(29)).toEqual([null, null]);
    expect(withAnswer(aRefund(), aRefund(), { ...refused, isPassing: false }, NOON)?.dueAt).toBeNull();
  });
});

describe("a refund in the provider's list", () => {
  it("moves a refund from every state to every other, both ways", () => {
    const states = ["accepted", "requires_action", "done", "failed", "canceled"] as const;
    for (const from of [...states, "requested", "unknown", "refused"] as const)
      for (const state of states) {
        const refund = aRefund({ state: from, providerId: "re_1" });
        if (from === state) expect(withListed(refund, listed({ state }), NOON)).toBeNull();
        else
          expect(withListed(refund, listed({ state }), NOON), `${from} ${state}`).toMatchObject({
            state,
            settledAt: NOON,
          });
      }
  });

  it("is the row with its id, else the row with its key, else a new row; what it lacks stays as it is", () => {
    const rows = [
      aRefund({ key: "a", providerId: "re_a", state: "accepted" }),
      aRefund({ key: "b", state: "unknown" }),
      aRefund({ key: "c", state: "requested" }),
    ];
    const list = [
      listed({ id: "re_a", key: null, state: "failed" }),
      listed({ id: "re_b", key: "b" }),
      listed({ id: "re_hand", key: null }),
    ];
    const newRow = (one: ProviderRefund) =>
      aRefund({ key: `hand:${one.id}`, providerId: one.id, state: one.state, settledAt: NOON });
    const merged = mergeRefunds(rows, list, newRow, NOON);
    expect(merged.changed.map(({ key, state }) => [key, state])).toEqual([
      ["a", "failed"],
      ["b", "done"],
    ]);
    expect(merged.inserted.map(({ key }) => key)).toEqual(["hand:re_hand"]);
    expect(merged.all.map(({ key, state }) => [key, state])).toEqual([
      ["a", "failed"],
      ["b", "done"],
      ["c", "requested"],
      ["hand:re_hand", "done"],
    ]);
    expect(mergeRefunds(merged.all, list, newRow, NOON)).toMatchObject({ changed: [], inserted: [] });
  });

  it("that fails again after it was given again needs somebody again", () => {
    const settled = aRefund({ state: "failed", providerId: "re_1", resolvedAt: NOON });
    const given = withListed(settled, listed({ state: "done" }), NOON);
    expect(given?.resolvedAt).toBeNull();
  });
});

describe("when a refund is looked at next", () => {
  const days = (state: RefundState, now: Date, changes: Partial<Refund> = {}) => {
    const due = dueOf(aRefund({ state, settledAt: NOON, ...changes }), now);
    return due === null ? null : (due.getTime() - NOON.getTime()) / (24 * HOUR_MS);
  };

  it("is a day later while it has not ended, and three times in thirty days once it was done", () => {
    expect([days("accepted", NOON), days("requires_action", NOON)]).toEqual([1, 1]);
    const looks = [0, 3, 10, 30, 31].map((day) => days("done", after(day * 24 * HOUR_MS)));
    expect(looks).toEqual([3, 10, 30, null, null]);
    expect([days("failed", NOON), days("canceled", NOON)]).toEqual([null, null]);
  });

  it("is after a growing pause of at most six hours while nobody answers", () => {
    const hours = [0, 1, 5, 9, 40].map((tries) => (days("unknown", NOON, { tries }) ?? 0) * 24);
    expect(hours.map((value) => Math.round(value * 60))).toEqual([1, 2, 32, 360, 360]);
  });
});
