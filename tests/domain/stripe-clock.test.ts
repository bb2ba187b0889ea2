import { describe, expect, it } from "vitest";
import { watchClock } from "#lib/payments/stripe/client/clock.ts";

const NOON = Date.parse("2026-11-24T12:00:00Z");

/** A watch whose machine is `aheadMs` ahead of Stripe, and what it reported. */
function watchOf() {
  const reported: number[] = [];
  let aheadMs = 0;
  let elapsed = 0;
  const watch = watchClock(
    () => new Date(NOON + elapsed + aheadMs),
    (offMs) => reported.push(offMs),
    () => elapsed,
  );
  /** A request of `tookMs` whose response says Stripe's time as it was halfway, or says something else. */
  const respond = (ahead: number, tookMs = 400, date?: string) => {
    aheadMs = ahead;
    const sentAt = elapsed;
    const atStripe = new Date(NOON + elapsed + tookMs / 2).toUTCString();
    elapsed += tookMs;
    watch.onResponse({ getHeaders: () => ({ date: date ?? atStripe }) }, sentAt);
    return watch.offMs();
  };
  return { reported, respond };
}

describe("how far this machine's clock is from Stripe's", () => {
  it.each([0, 900, -3000, 4000])("is none at %i ms, which a header of whole seconds cannot tell", (ahead) => {
    const { respond, reported } = watchOf();
    expect(respond(ahead)).toBe(0);
    expect(reported).toEqual([]);
  });

  it.each([150_000, -150_000, 20_000, 86_400_000])("is known to a second at %i ms", (ahead) => {
    expect(Math.abs(watchOf().respond(ahead) - ahead)).toBeLessThan(1000);
  });

  it("is not read from a slow response as a difference", () => {
    expect(watchOf().respond(0, 9000)).toBe(0);
  });

  it("is reported once when it becomes more than a minute, and once when it is less again", () => {
    const { respond, reported } = watchOf();
    for (const ahead of [30_000, 150_000, 151_000, 149_000, 2000, 0]) respond(ahead);
    expect(reported).toHaveLength(2);
    expect(Math.abs((reported[0] ?? 0) - 150_000)).toBeLessThan(1000);
    expect(reported[1]).toBe(0);
  });

  it("stays as it was when a response says no time", () => {
    const { respond } = watchOf();
    const before = respond(150_000);
    expect(respond(0, 400, "no date")).toBe(before);
  });
});
