import { describe, expect, it } from "vitest";
import { styleSheets } from "#lib/wire/look/style-sheets.ts";
import { COLOURS, STAND_IN } from "#lib/wire/look/tokens.ts";
import { contrast } from "#lib/config/brand/colours.ts";
import { allPaths, linesThatMatch, read, rule, withoutComments } from "../tree.ts";

/** Files that say how something looks. */
const DRAWN = /^(?:app|widget|lib\/(?:mail|config\/brand))\/.*\.(?:css|tsx?)$/;
/** The variables of a made-up host, an example in a message, and names of systems' fonts and colours. */
const OTHERS = ["app/try/host/host-context.ts", "lib/config/brand/settings.ts"];
const written = styleSheets();
const files = allPaths.filter((path) => DRAWN.test(path) && !OTHERS.includes(path) && !(path in written));

const COLOUR = /(?<![&\w/])#(?:[0-9a-f]{8}|[0-9a-f]{6}|[0-9a-f]{3,4})\b|\b(?:rgba?|hsla?|oklch|oklab)\(/i;
const RADIUS = /border-radius:(?!\s*(?:var\(|50%|0\b|\$\{))|\brounded-\[/;
const SHADOW = /box-shadow:(?!\s*(?:var\(|none))|\bshadow-\[/;
/** Not the width of a line, and not the pixel of what only screen readers see. */
const OWN_MEASURE =
  /^\s*(?!border|outline|text-underline)[\w-]+:.*?\b(?!1px)\d+px|font-size:(?!\s*var\(--size)|(?:animation|transition).*\d(?:ms|s)\b/;
const found = (pattern: RegExp) => files.flatMap((path) => linesThatMatch(path, withoutComments(read(path)), pattern));

describe("the tokens", () => {
  it("are what the style sheets were written from", () => {
    for (const [path, text] of Object.entries(written)) expect(read(path), `${path}: npm run tokens`).toBe(text);
  });

  it("are the only colours, radii and shadows", () => {
    expect(files.length).toBeGreaterThan(200);
    const wrong = [...found(COLOUR), ...found(RADIUS), ...found(SHADOW)];
    expect(
      wrong,
      rule(
        wrong,
        "a colour that is written twice is two colours after the next change, and one of them is not checked for contrast.",
        "name it in lib/wire/look/tokens.ts, run npm run tokens, and use the property or the Tailwind name.",
      ),
    ).toEqual([]);
  });

  it("are the widgets’ only distances, sizes of text and timings", () => {
    const sheets = files.filter((path) => /^widget\/.*\.css$/.test(path));
    expect(sheets.length).toBeGreaterThan(5);
    const wrong = sheets.flatMap((path) => linesThatMatch(path, withoutComments(read(path)), OWN_MEASURE));
    expect(
      wrong,
      rule(
        wrong,
        "what is measured in px stays small when the reader makes text larger, and a distance of its own fits no other.",
        "use multiples of --space, a --size-… or a --motion-…; lines may be in px.",
      ),
    ).toEqual([]);
  });

  it("are found missing in a style sheet, in a class and in a message", () => {
    for (const text of ["color: #0d6446;", "background: rgb(0 0 0 / 0.5)", 'color: "#fff"'])
      expect(COLOUR.test(text), text).toBe(true);
    expect(RADIUS.test("border-radius: 8px")).toBe(true);
    expect(RADIUS.test("border-radius: var(--corner)")).toBe(false);
    expect(SHADOW.test('className="shadow-[0_1px_3px_red]"')).toBe(true);
    for (const text of ["  gap: 12px;", "font-size: 1rem;", "animation: turn 0.9s linear infinite;"])
      expect(OWN_MEASURE.test(text), text).toBe(true);
    for (const text of [
      "  border: 1px solid red;",
      "  outline-offset: 2px;",
      "  inline-size: 1px;",
      "font-size: var(--size-body)",
    ])
      expect(OWN_MEASURE.test(text), text).toBe(false);
    for (const text of ['href="#content"', "&#39;", "label: #step"]) expect(COLOUR.test(text), text).toBe(false);
  });

  it("keep text readable and the edges of fields visible", () => {
    const schemes = [COLOURS.light, COLOURS.dark, { ...COLOURS.light, ...STAND_IN.light }];
    for (const one of [...schemes, { ...COLOURS.dark, ...STAND_IN.dark }]) {
      for (const name of ["ink", "muted", "accent", "danger", "positive", "warning"] as const)
        expect(contrast(one[name], one.surface), name).toBeGreaterThanOrEqual(4.5);
      expect(contrast(one["on-accent"], one.accent)).toBeGreaterThanOrEqual(4.5);
      // A card says what did not work on its raised surface.
      expect(contrast(one.danger, one.sunken)).toBeGreaterThanOrEqual(4.5);
      expect(contrast(one.control, one.surface)).toBeGreaterThanOrEqual(3);
      for (const name of ["positive", "warning", "danger"] as const)
        expect(contrast(one[name], one[`${name}-soft`]), name).toBeGreaterThanOrEqual(4.5);
    }
  });
});
