import fc from "fast-check";
import { expect, it } from "vitest";
import { readVersion, versionView } from "#lib/catalog/version.ts";

it.each([
  "",
  "-1",
  "1.5",
  "1234567890123456",
  "2026-11-28",
  "2026-02-30T00:00:00Z",
  "2026-11-28T24:00:00Z",
  "2026-11-28T20:00:00",
  "2026-11-28T20:00:00.1234567Z",
  "2026-11-28T20:00:00+24:00",
  "1999-01-01T00:00:00Z",
  "9999-01-01T00:00:00Z",
])("%j is no version", (text) => expect(readVersion(text)).toBeNull());

it.each([
  ["0", 0],
  ["007", 7],
  ["2026-11-28T20:00:00Z", "2026-11-28T20:00:00Z"],
  ["2026-11-28t21:30:00.120+01:30", "2026-11-28T20:00:00.12Z"],
  ["2026-11-28T19:00:00.000001-01:00", "2026-11-28T20:00:00.000001Z"],
])("%j is shown as %j, which is the same version", (text, shown) => {
  const version = readVersion(text);
  expect(version === null ? null : versionView(version)).toBe(shown);
  expect(readVersion(String(shown))).toBe(version);
});

it("a time is later than every whole number, and times are in their order to the microsecond", () => {
  const time = fc.record({ ms: fc.integer({ min: 1_000_000_000_000, max: 4_000_000_000_000 }), micro: fc.nat(999) });
  const text = ({ ms, micro }: { ms: number; micro: number }) =>
    `${new Date(ms).toISOString().slice(0, -1)}${String(micro).padStart(3, "0")}Z`;
  fc.assert(
    fc.property(time, time, fc.nat(999_999_999_999_999), (left, right, number) => {
      const [one, other] = [readVersion(text(left)) ?? -1, readVersion(text(right)) ?? -1];
      expect(Math.sign(one - other)).toBe(Math.sign((left.ms - right.ms) * 1000 + left.micro - right.micro));
      expect(readVersion(String(number))).toBeLessThan(one);
    }),
  );
});
