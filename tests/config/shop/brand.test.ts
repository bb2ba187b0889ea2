import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { contrast, contrastOnPage, darkColours, lightColours, readableOnPage } from "#lib/config/brand/colours.ts";
import { readBrandImages } from "#lib/config/brand/read-images.ts";
import { readConfig } from "#lib/config/config.ts";

const anyColour = fc.integer({ min: 0, max: 0xffffff }).map((value) => `#${value.toString(16).padStart(6, "0")}`);
const read = (env: Readonly<Record<string, string>>) => readConfig(env, "/srv/shop");

describe("the seller's colour", () => {
  it("gives colours that can be read on light and on dark pages, whatever it is", () => {
    fc.assert(
      fc.property(anyColour, (any) => {
        const colour = readableOnPage(any);
        expect(contrastOnPage(colour)).toBeGreaterThanOrEqual(4.5);
        for (const [colours, pages, text] of [
          [lightColours(colour), ["#ffffff", "#f6f6f3"], ["#1a1d1b", "#565d58"]],
          [darkColours(colour), ["#1a1e1c", "#121513"], ["#eceeeb", "#a6aea8"]],
        ] as const) {
          const { accent, accentStrong, onAccent, accentSoft } = colours;
          for (const page of pages) {
            expect(contrast(accent, page)).toBeGreaterThanOrEqual(4.5);
            expect(contrast(accentStrong, page)).toBeGreaterThanOrEqual(4.5);
          }
          expect(contrast(onAccent, accent)).toBeGreaterThanOrEqual(4.5);
          expect(contrast(onAccent, accentStrong)).toBeGreaterThanOrEqual(4.5);
          for (const one of text) expect(contrast(one, accentSoft)).toBeGreaterThanOrEqual(4.5);
        }
      }),
      { numRuns: 500 },
    );
  });

  it("is refused with its contrast and a colour that has enough", () => {
    expect(read({ BRAND_COLOR: "#FFD400" })).toMatchObject({
      kind: "invalid",
      problems: [
        {
          name: "BRAND_COLOR",
          message: "#ffd400 has a contrast of 1.32:1 with the pages, and links and buttons need 4.5:1; #856e00 has it",
        },
      ],
    });
    expect(read({ BRAND_COLOR: "#856e00" }).kind).toBe("config");
  });

  it.each(["red", "#0d6", "0d6446", "#0d64466", "#0d6446;}"])("is refused when it is written as %s", (given) => {
    expect(read({ BRAND_COLOR: given })).toMatchObject({
      problems: [{ name: "BRAND_COLOR", message: "must be a colour such as #0d6446" }],
    });
  });
});

describe("the seller's logo and icon", () => {
  const folder = mkdtempSync(join(tmpdir(), "brand-"));
  const file = (name: string, bytes: number): string => {
    const path = join(folder, name);
    writeFileSync(path, "x".repeat(bytes));
    return path;
  };

  it("are read with their types, and another file is another version", () => {
    const images = readBrandImages({ logoFile: file("logo.svg", 10), iconFile: file("icon.PNG", 20) });
    expect(images).toMatchObject({
      kind: "images",
      images: { logo: { type: "image/svg+xml" }, icon: { type: "image/png" } },
    });
    if (images.kind === "images") expect(images.images.logo?.version).not.toBe(images.images.icon?.version);
  });

  it("stop the start together when they are missing, too large or no pictures", () => {
    const large = file("large.png", 100_001);
    const text = file("logo.txt", 10);
    const gone = join(folder, "gone.svg");
    expect(readBrandImages({ logoFile: text, iconFile: large })).toEqual({
      kind: "invalid",
      messages: [
        `BRAND_LOGO ${text} must be a file that ends in .svg, .png, .webp, .ico`,
        `BRAND_ICON ${large} has 100001 bytes, and at most 100000 are allowed`,
      ],
    });
    expect(readBrandImages({ logoFile: gone, iconFile: null })).toMatchObject({
      messages: [expect.stringContaining(`BRAND_LOGO ${gone} cannot be read`)],
    });
  });
});
