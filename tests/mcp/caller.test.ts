import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readCaller } from "#mcp/caller.ts";

const of = (name: string, value: unknown) => readCaller({ [name]: value });

describe("what the host says of the caller", () => {
  it.each([
    ["de-DE", "de-DE"],
    ["en-us", "en-US"],
    ["ja", "ja"],
    ["en-US-u-nu-arab", "en-US"],
    ["not a locale!", "en-US"],
    [7, "en-US"],
    ["x".repeat(99), "en-US"],
    ["tlh", "en-US"],
  ])("the locale %j is read as %s", (sent, locale) => {
    expect(of("openai/locale", sent).locale).toBe(locale);
  });

  it.each([
    ["ChatGPT/1.2026.1 (iOS 19; iPhone)", "ios"],
    ["ChatGPT/1.2026 (Android 16)", "android"],
    ["Mozilla/5.0 (Macintosh)", "web"],
    [null, null],
    ["", null],
  ])("the user agent %j is %s", (sent, platform) => {
    expect(of("openai/userAgent", sent).platform).toBe(platform);
  });

  it("a country must exist and a subject must be short, printable text", () => {
    expect(of("openai/userLocation", { country: "jp", city: "Kyoto" }).country).toBe("JP");
    for (const location of [{ country: "XX" }, { country: 7 }, "JP", null, []])
      expect(of("openai/userLocation", location).country).toBeNull();
    expect(of("openai/subject", "v1/abc").shopperId).toBe("v1/abc");
    for (const subject of ["", " ", "a\u0000b", "\ud800", "x".repeat(201), 7, null, {}])
      expect(of("openai/subject", subject).shopperId).toBeNull();
  });

  it("reads anything at all without failing, and always gives a locale that can write amounts", () => {
    expect(readCaller(undefined)).toEqual({ shopperId: null, locale: "en-US", country: null, platform: null });
    const names = fc.constantFrom("openai/subject", "openai/locale", "openai/userAgent", "openai/userLocation");
    fc.assert(
      fc.property(fc.dictionary(names, fc.anything()), (meta) => {
        expect(new Intl.NumberFormat(readCaller(meta).locale).format(1)).not.toBe("");
      }),
    );
  });
});
