import { describe, expect, it } from "vitest";
import { sellerId } from "#lib/ids.ts";
import {
  nextBreakerTransition,
  type BreakerRules,
  type BreakerTransition,
  type BreakerState,
  type InstantTally,
} from "#lib/routing/instant-breaker.ts";

const seller = sellerId("fernweh");
const NOON = new Date("2026-11-24T12:00:00Z");
const rules: BreakerRules = {
  windowMs: 3_600_000,
  maxSessions: 20,
  minSessions: 8,
  declinedPercent: 80,
  errorPercent: 30,
  unknownPercent: 30,
  coolDownMs: 300_000,
  trials: 5,
};
const step = (state: BreakerState, secondsAgo: number): BreakerTransition => ({
  sellerId: seller,
  n: 4,
  state,
  reason: "many_errors",
  note: "",
  occurredAt: new Date(NOON.getTime() - secondsAgo * 1000),
});
const next = (last: BreakerTransition | null, tally: Partial<InstantTally>, changed: Partial<BreakerRules> = {}) => {
  const all = { captured: 0, declined: 0, errors: 0, unknown: 0, ...tally };
  const found = nextBreakerTransition(seller, last, all, NOON, { ...rules, ...changed });
  return found === null ? null : `${found.state} ${found.reason}`;
};

describe("a closed breaker", () => {
  it.each<[string, Partial<InstantTally>, string | null]>([
    ["nothing was tried", {}, null],
    ["all went well", { captured: 20 }, null],
    ["too few were tried, all without an answer", { unknown: 7 }, null],
    ["declines are as many as cards bring with them", { captured: 13, declined: 7 }, null],
    ["three in four are declined", { captured: 5, declined: 15 }, null],
    ["four in five are declined", { captured: 4, declined: 16 }, "open many_declined"],
    ["a few failed", { captured: 15, errors: 5 }, null],
    ["many failed", { captured: 14, errors: 6 }, "open many_errors"],
    ["a few got no answer", { captured: 15, unknown: 5 }, null],
    ["many got no answer", { captured: 14, unknown: 6 }, "open many_unknown"],
    ["both, and no answer is the graver", { captured: 8, errors: 6, unknown: 6 }, "open many_unknown"],
    ["just enough were tried", { captured: 5, errors: 3 }, "open many_errors"],
  ])("when %s", (_, tally, expected) => {
    expect(next(null, tally)).toBe(expected);
    expect(next(step("closed", 10_000), tally)).toBe(expected);
  });

  it("never opens for what is set above all shares", () => {
    const never = { declinedPercent: 101, errorPercent: 101, unknownPercent: 101 };
    for (const tally of [{ declined: 20 }, { errors: 20 }, { unknown: 20 }])
      expect(next(null, tally, never)).toBeNull();
  });
});

describe("an open breaker", () => {
  it("stays open until the cool-down is over, whatever is paid meanwhile, and then is half open", () => {
    expect(next(step("open", 299), { captured: 20 })).toBeNull();
    expect(next(step("open", 300), { errors: 20 })).toBe("half_open cool_down_over");
  });
});

describe("a half open breaker", () => {
  const half = step("half_open", 60);
  it.each<[string, Partial<InstantTally>, string | null]>([
    ["no trial has ended", {}, null],
    ["one was paid", { captured: 1 }, null],
    ["two were paid", { captured: 2, declined: 3 }, "closed trials_paid"],
    ["one got no answer", { captured: 4, unknown: 1 }, "open trial_unknown"],
    ["one failed", { captured: 4, errors: 1 }, "open trial_error"],
    ["so many were declined that two can no longer be paid", { declined: 4 }, "open trials_declined"],
    ["some were declined", { captured: 1, declined: 3 }, null],
  ])("when %s", (_, tally, expected) => expect(next(half, tally)).toBe(expected));

  it("lets others try when nobody bought for the length of a cool-down", () => {
    expect(next(step("half_open", 299), { captured: 1 })).toBeNull();
    expect(next(step("half_open", 300), { captured: 1 })).toBe("half_open no_trial_ended");
  });

  it("with a single trial is decided by that one", () => {
    expect(next(half, { captured: 1 }, { trials: 1 })).toBe("closed trials_paid");
    expect(next(half, { declined: 1 }, { trials: 1 })).toBe("open trials_declined");
  });
});

it("the changes of a breaker are numbered, and each says what was counted", () => {
  const tally = { captured: 2, declined: 1, errors: 6, unknown: 0 };
  expect(nextBreakerTransition(seller, null, tally, NOON, rules)).toEqual({
    sellerId: seller,
    n: 1,
    state: "open",
    reason: "many_errors",
    note: "2 paid, 1 declined, 6 failed, 0 without an answer",
    occurredAt: NOON,
  });
  expect(nextBreakerTransition(seller, step("open", 400), tally, NOON, rules)?.n).toBe(5);
});
