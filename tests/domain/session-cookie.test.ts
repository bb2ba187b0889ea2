import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isSessionCookie, sessionCookieUntil } from "#app/console/sign-in/session-cookie.ts";

const KEY = "a-key-of-the-console-in-a-test";
const now = new Date("2026-11-24T12:00:00Z");
const seconds = now.getTime() / 1000;

describe("a pass to the console", () => {
  it("opens until its time is over, and not at that moment", () => {
    const pass = sessionCookieUntil(seconds + 60, KEY);
    expect(isSessionCookie(pass, KEY, now)).toBe(true);
    expect(isSessionCookie(pass, KEY, new Date((seconds + 60) * 1000))).toBe(false);
  });

  it("opens nothing after the key was changed", () => {
    expect(isSessionCookie(sessionCookieUntil(seconds + 60, KEY), `${KEY}!`, now)).toBe(false);
  });

  it("opens nothing when anything in it was changed", () => {
    const pass = sessionCookieUntil(seconds + 60, KEY);
    fc.assert(
      fc.property(fc.nat(pass.length - 1), fc.constantFrom(..."0123456789abcXYZ-_."), (index, character) => {
        fc.pre(pass[index] !== character);
        expect(isSessionCookie(pass.slice(0, index) + character + pass.slice(index + 1), KEY, now)).toBe(false);
      }),
    );
  });

  it("is no text that was not signed", () => {
    fc.assert(fc.property(fc.string(), (text) => !isSessionCookie(text, KEY, now)));
    expect(isSessionCookie(`${seconds + 60}.`, KEY, now)).toBe(false);
  });
});
