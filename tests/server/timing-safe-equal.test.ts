import { describe, expect, it } from "vitest";
import { timingSafeEqualText } from "#lib/timing-safe-equal.ts";

const LONG = "x".repeat(500);
/** Short and long ones, of each length around the one from which digests are compared, and those that zeros could hide. */
const TEXTS = [
  "",
  "\0",
  "\0\0",
  "secret",
  "secret\0",
  "Secret",
  "secreT",
  "sécret",
  "🔑",
  ...[79, 80, 81, 240, 241].flatMap((length) => [LONG.slice(0, length), `${LONG.slice(0, length - 1)}y`]),
  "€".repeat(80),
  `${"€".repeat(79)}$`,
];

describe("two texts that are compared in the same time", () => {
  it("are equal exactly when they are the same, whatever was compared before", () => {
    for (const sent of TEXTS)
      for (const [index, secret] of TEXTS.entries())
        expect([sent, secret, timingSafeEqualText(sent, secret)]).toEqual([
          sent,
          secret,
          TEXTS.indexOf(sent) === index,
        ]);
  });
});
