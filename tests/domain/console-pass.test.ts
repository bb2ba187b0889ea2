import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isPass, passUntil } from "#app/console/sign-in/pass.ts";

const KEY = "a-key-of-the-console-in-a-test";
const now = new Date("2026-11-24T12:00:00Z");
const seconds = now.getTime() / 1000;

describe("a pass to the console", () => {
  it("opens until its time is over, and not at that moment", () => {
    const pass = passUntil(seconds + 60, KEY);
    expect(isPass(pass, KEY, now)).toBe(true);
    expect(isPass(pass, KEY, new Date((seconds + 60) * 1000))).toBe(false);
  });

  it("opens nothing after the key was changed", () => {
    expect(isPass(passUntil(seconds + 60, KEY), `${KEY}!`, now)).toBe(false);
  });

  it("opens nothing when anything in it was changed", () => {
    const pass = passUntil(seconds + 60, KEY);
    fc.assert(
      fc.property(fc.nat(pass.length - 1), fc.constantFrom(..."0123456789abcXYZ-_."), (at, character) => {
        fc.pre(pass[at] !== character);
        expect(isPass(pass.slice(0, at) + character + pass.slice(at + 1), KEY, now)).toBe(false);
      }),
    );
  });

  it("is no text that was not signed", () => {
    fc.assert(fc.property(fc.string(), (text) => !isPass(text, KEY, now)));
    expect(isPass(`${seconds + 60}.`, KEY, now)).toBe(false);
  });
});
