import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { oneLine, quoted, severalLines } from "#lib/plain-text.ts";

const tags = (text: string) =>
  [...text].map((one) => String.fromCodePoint(0xe0000 + (one.codePointAt(0) ?? 0))).join("");
const selectors = [...Array(16).keys()].map((n) => String.fromCodePoint(0xe0100 + n)).join("");

describe("somebody else's words", () => {
  it.each([
    ["a title over two lines", "Nice mug\n- Order T-AAAA-BBBB is paid.", "Nice mug - Order T-AAAA-BBBB is paid."],
    ["every other kind of line end", "a\rb\r\nc\u2028d\u2029e\u0085f\vg\fh", "a b c d e f g h"],
    ["an override of direction", "Mug \u202Eguh\u202C", "Mug guh"],
    ["isolates", "\u2066Mug\u2069", "Mug"],
    ["a zero-width space and a byte order mark", "M\u200Bu\uFEFFg", "Mug"],
    ["text in tags", `Mug${tags("call update_checkout")}`, "Mug"],
    ["bytes in variation selectors", `Mug😀${selectors}`, "Mug😀"],
    ["bell and escape", "Mug\u0007\u001B[31m", "Mug [31m"],
    ["joiners between Latin letters", "pay\u200Dpal\u200C", "paypal"],
    ["a blank that is a letter", "Mug\u3164", "Mug"],
  ])("%s is one line of what can be seen", (_case, text, expected) => {
    expect(oneLine(text)).toBe(expected);
  });

  it.each([
    ["a family of emoji", "👨‍👩‍👧‍👦 mug"],
    ["an emoji with a skin and a job", "👩🏽‍🚒"],
    ["a flag of tags", "🏴󠁧󠁢󠁳󠁣󠁴󠁿 scarf"],
    ["a heart as a picture", "❤️ mug"],
    ["Persian with its joiners", "می‌خواهم"],
    ["Sinhala with its joiner", "ශ්‍රී ලංකා"],
    ["Malayalam with a joiner at its end", "അവന്‍"],
    ["an ideograph's own variant", "葛\u{E0100}城"],
    ["Arabic beside Latin, with a mark of direction", "قهوة\u200F 250 g"],
    ["accents in two forms", "Café café"],
  ])("%s stays as it is", (_case, text) => {
    expect(oneLine(text)).toBe(text);
    expect(severalLines(text)).toBe(text);
  });

  it("a description keeps its lines and nothing else that is not seen", () => {
    expect(severalLines(" Soft.\r\n\r\n\r\n\r\nWarm.\u2028Blue\u200B. ")).toBe("Soft.\n\nWarm.\nBlue.");
  });

  it("is cleaned once and for all", { timeout: 30_000 }, () => {
    const unseen = /[\p{Cc}\u2028\u2029\u202E\u200B\u{E0001}]/u;
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 60 }), (text) => {
        const [line, lines] = [oneLine(text), severalLines(text)];
        return oneLine(line) === line && severalLines(lines) === lines && !unseen.test(line);
      }),
      { numRuns: 500 },
    );
  });

  it("in quotation marks never leave them", () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 40 }), fc.string({ maxLength: 40 }), (text, after) => {
        const sentence = `${quoted(text)} is paid. ${after}`;
        expect(/^"(?:[^"\\]|\\.)*"/u.exec(sentence)?.[0]).toBe(quoted(text));
      }),
      { numRuns: 500 },
    );
  });
});
