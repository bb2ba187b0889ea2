import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { entitlementId, sellerId, planId } from "#lib/ids.ts";
import { money, sameMoney } from "#lib/money.ts";
import {
  readHolder,
  withoutPage,
  withPage,
  withSubscription,
  type Entitlement,
  type Subscription,
} from "#lib/orders/plans/entitlement.ts";
import { NOON } from "../fixtures/builders.ts";

const PRICE = money(490, "USD");
const now = (day: number) => new Date(NOON.getTime() + day * 86_400_000);

const pending: Entitlement = {
  id: entitlementId("ent_0123456789abcdef"),
  sellerId: sellerId("fernweh"),
  planId: planId("maps"),
  name: "maps",
  holder: "user-1",
  price: PRICE,
  interval: "month",
  status: "pending",
  page: null,
  subscription: null,
  paidUntil: null,
  mismatch: null,
  openedAt: NOON,
  updatedAt: NOON,
  revision: 1,
};

const seen = (changes: Partial<Subscription> = {}): Subscription => ({
  reference: "sub_1",
  entitlementId: pending.id,
  state: "active",
  price: PRICE,
  interval: "month",
  paid: { amount: PRICE, until: now(30) },
  endedAt: null,
  ...changes,
});

function after(...readings: readonly Subscription[]): Entitlement {
  return readings.reduce((entitlement, reading) => {
    const read = withSubscription(entitlement, reading, now(1));
    return read.kind === "kept" ? read.entitlement : entitlement;
  }, pending);
}

const amounts = fc.constantFrom(PRICE, money(1, "USD"), money(490, "EUR"));
const readings = fc.record<Subscription>({
  reference: fc.constantFrom("sub_1", "sub_2"),
  entitlementId: fc.constant(pending.id),
  state: fc.constantFrom("incomplete", "active", "past_due", "ended", "other"),
  price: fc.oneof(amounts, fc.constant(null)),
  interval: fc.constantFrom("month", "year", null),
  paid: fc.option(fc.record({ amount: amounts, until: fc.integer({ min: 1, max: 99 }).map(now) })),
  endedAt: fc.option(fc.integer({ min: 1, max: 99 }).map(now)),
});

describe("an entitlement", () => {
  it("is active once its price was paid, past_due while a payment is missing, and active again", () => {
    expect(after(seen())).toMatchObject({ status: "active", subscription: "sub_1", paidUntil: now(30) });
    const missing = seen({ state: "past_due", paid: null });
    expect(after(seen(), missing)).toMatchObject({ status: "past_due", paidUntil: now(30) });
    const paidAgain = seen({ paid: { amount: PRICE, until: now(60) } });
    expect(after(seen(), missing, paidAgain)).toMatchObject({ status: "active", paidUntil: now(60) });
  });

  it("that was never paid stays pending, whatever its subscription is called", () => {
    for (const state of ["incomplete", "active", "past_due"] as const)
      expect(after(seen({ state, paid: null })), state).toMatchObject({ status: "pending", paidUntil: null });
  });

  it("ends with its period, and sooner when its subscription does", () => {
    expect(after(seen(), seen({ state: "ended", endedAt: now(30) }))).toMatchObject({
      status: "ended",
      paidUntil: now(30),
    });
    expect(after(seen(), seen({ state: "ended", endedAt: now(9) }))).toMatchObject({
      status: "ended",
      paidUntil: now(9),
    });
  });

  it.each<[string, Partial<Subscription>]>([
    ["another price", { price: money(100, "USD") }],
    ["the same number in another currency", { price: money(490, "EUR") }],
    ["another interval", { interval: "year" }],
    ["another amount that was paid", { paid: { amount: money(100, "USD"), until: now(30) } }],
    ["a state that we never bring about", { state: "other" }],
    ["no price that we know", { price: null }],
  ])("with %s is for a person, and nothing is given", (_, changes) => {
    const read = after(seen(changes));
    expect(read).toMatchObject({ status: "pending", paidUntil: null });
    expect(read.mismatch).not.toBeNull();
    expect(after(seen(), seen(changes))).toMatchObject({ status: "past_due", paidUntil: now(30) });
    expect(after(seen(changes), seen()), "until it matches").toMatchObject({ status: "active", mismatch: null });
    expect(after(seen(changes), seen({ ...changes, state: "ended" })).mismatch, "or is ended").toBeNull();
  });

  it("takes one subscription; a second one, and one after the end, is an orphaned payment", () => {
    const second = seen({ reference: "sub_2" });
    expect(withSubscription(after(seen()), second, now(2)).kind).toBe("orphaned");
    const closed = withoutPage(withPage(pending, "cs_1", now(1)), now(1));
    expect(closed).toMatchObject({ status: "ended", page: "cs_1" });
    expect(withSubscription(closed, second, now(2)).kind).toBe("orphaned");
    const free = { ...second, state: "ended", paid: null } as const;
    expect(withSubscription(closed, free, now(2))).toEqual({ kind: "kept", entitlement: closed });
  });

  it("with a subscription is not ended by a page that closes", () => {
    const active = after(seen());
    expect(withoutPage(active, now(2))).toBe(active);
    expect(withPage(active, "cs_2", now(2))).toBe(active);
  });

  it("is never better off than what was paid at its price, and what is over is over (any readings)", () => {
    fc.assert(
      fc.property(fc.array(readings, { maxLength: 12 }), (sequence) => {
        let entitlement = pending;
        let paidUntil: Date | null = null;
        for (const reading of sequence) {
          const read = withSubscription(entitlement, reading, now(1));
          if (read.kind === "orphaned") continue;
          const next = read.entitlement;
          if (entitlement.status === "ended") expect(next).toBe(entitlement);
          const isProof = reading.paid !== null && sameMoney(reading.paid.amount, PRICE);
          if (isProof && reading.price !== null && sameMoney(reading.price, PRICE))
            paidUntil = reading.paid?.until ?? null;
          // A reading of another subscription that cost nothing changes nothing, whatever the state.
          if (next.status === "active" && next !== entitlement) {
            expect(reading).toMatchObject({ state: "active", price: PRICE, interval: "month" });
          }
          if (next.status === "active") expect(next.paidUntil).not.toBeNull();
          if (next.paidUntil !== null) {
            expect(paidUntil).not.toBeNull();
            if (next.paidUntil > (entitlement.paidUntil ?? NOON)) expect(isProof).toBe(true);
          }
          if (next.status === "pending") expect(next.paidUntil).toBeNull();
          // Told again, it changes nothing.
          expect(withSubscription(next, reading, now(2))).toEqual({ kind: "kept", entitlement: next });
          expect(next.revision).toBe(next === entitlement ? entitlement.revision : entitlement.revision + 1);
          entitlement = next;
        }
      }),
      { numRuns: 400 },
    );
  });
});

describe("a holder", () => {
  it("is a reference that can appear in an address, and never an e-mail address", () => {
    for (const holder of ["user-1", "42", `sha256-${"a".repeat(64)}`]) expect(readHolder(holder)).toBe(holder);
    for (const none of ["", "ada@example.com", "..", "a b", "ü", "a".repeat(101), ["a"], undefined, "a/b", "a\n"])
      expect(readHolder(none), String(none)).toBeNull();
  });
});
