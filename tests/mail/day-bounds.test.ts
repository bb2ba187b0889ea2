import { describe, expect, it } from "vitest";
import { dayBounds } from "#lib/purchase/mail/notify-sellers.ts";

const boundsAt = (now: string, timeZone: string, hour = 7) => {
  const { yesterday, from, until, isDue } = dayBounds(new Date(now), { hour, timeZone });
  return [yesterday, from.toISOString(), until.toISOString(), isDue];
};

describe("yesterday, where the shop is", () => {
  it.each([
    ["2026-11-29T06:59:59Z", "UTC", ["2026-11-28", "2026-11-28T00:00:00.000Z", "2026-11-29T00:00:00.000Z", false]],
    ["2026-11-29T07:00:00Z", "UTC", ["2026-11-28", "2026-11-28T00:00:00.000Z", "2026-11-29T00:00:00.000Z", true]],
    [
      "2026-11-28T22:00:00Z",
      "Asia/Tokyo",
      ["2026-11-28", "2026-11-27T15:00:00.000Z", "2026-11-28T15:00:00.000Z", true],
    ],
    // Clocks went back on October 25, so that day had 25 hours.
    [
      "2026-10-26T08:00:00Z",
      "Europe/Berlin",
      ["2026-10-25", "2026-10-24T22:00:00.000Z", "2026-10-25T23:00:00.000Z", true],
    ],
    // They go on at midnight there: the day begins at one o'clock.
    [
      "2026-04-24T12:00:00Z",
      "Africa/Cairo",
      ["2026-04-23", "2026-04-22T22:00:00.000Z", "2026-04-23T22:00:00.000Z", true],
    ],
    [
      "2026-01-01T12:00:00Z",
      "Pacific/Kiritimati",
      ["2026-01-01", "2025-12-31T10:00:00.000Z", "2026-01-01T10:00:00.000Z", false],
    ],
  ])("at %s in %s", (now, timeZone, expected) => {
    expect(boundsAt(now, timeZone)).toEqual(expected);
  });

  it("ends where today begins, also on the days around which clocks change", () => {
    const days = [
      ...Array.from({ length: 45 }, (_, index) => 64 + index),
      ...Array.from({ length: 45 }, (_, index) => 270 + index),
    ];
    for (const zone of ["Europe/Berlin", "Africa/Cairo", "Australia/Lord_Howe"])
      for (const day of days) {
        const now = new Date(Date.UTC(2026, 0, 1 + day, 12));
        const { from, until } = dayBounds(now, { hour: 7, timeZone: zone });
        const hours = (until.getTime() - from.getTime()) / 3_600_000;
        expect(Math.abs(hours - 24), `${zone} ${now.toISOString()}`).toBeLessThanOrEqual(1);
        const next = dayBounds(new Date(now.getTime() + 86_400_000), { hour: 7, timeZone: zone });
        expect(next.from, `${zone} ${now.toISOString()}`).toEqual(until);
      }
  });
});
