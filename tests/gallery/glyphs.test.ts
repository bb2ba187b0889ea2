import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { inLanguage } from "../looks/in-language.ts";
import { PRODUCTS_STAGES } from "../looks/products-stages.ts";
import { CARD_STAGES } from "../looks/stages.ts";
import { drawnCodePoints } from "./fonts.ts";
import { LANGUAGES } from "./look.ts";
import { MAILS } from "./scenes/mails.ts";
import { IN_OTHER_SCRIPTS } from "./scenes/scripts.ts";

const root = join(import.meta.dirname, "../..");
/** What pages and widgets are made of: the feeds of the shops, and texts in the languages of the gallery. */
const FEEDS = [
  "config/demo-feed.csv",
  "examples/marketplace/feed.csv",
  "config/shop.json",
  "config/plans.example.json",
];
const TEXTS = new RegExp(`/texts/(.+/)?(${LANGUAGES.join("|")})\\.tsx?$`);
/** Nothing is drawn for them, or another character is. */
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/u;

const filesIn = (folder: string): readonly string[] =>
  readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
    .map((file) => join(folder, file))
    .filter((file) => statSync(join(root, file)).isFile());

function missingIn(text: string, drawn: ReadonlySet<number>): readonly string[] {
  const used = [...new Set(text)].filter((one) => !INVISIBLE.test(one));
  return used.filter((one) => !drawn.has(one.codePointAt(0) ?? 0));
}

describe("the fonts of the gallery", async () => {
  const drawn = await drawnCodePoints();

  it.each(Object.entries(IN_OTHER_SCRIPTS))("have every letter of %s names of buyers and goods", (_script, one) => {
    expect(missingIn(JSON.stringify(one), drawn)).toEqual([]);
  });

  it("have every character of the e-mails and the widgets' states", () => {
    const mails = MAILS.flatMap(({ html }) => LANGUAGES.map((language) => html(language)));
    const stages = [...PRODUCTS_STAGES, ...CARD_STAGES].flatMap((stage) =>
      LANGUAGES.map((language) => JSON.stringify(language === "en" ? stage : inLanguage(stage, language))),
    );
    expect(missingIn([...mails, ...stages].join(""), drawn)).toEqual([]);
  });

  it("have every character of the shops' goods and of the pages' texts in the gallery's languages", () => {
    const texts = ["app", "lib", "tests/gallery/scenes"].flatMap(filesIn);
    const read = [...FEEDS, ...texts.filter((file) => TEXTS.test(file) || file.startsWith("tests/"))];
    expect(read.length).toBeGreaterThan(50);
    const missing = read.flatMap((file) =>
      missingIn(readFileSync(join(root, file), "utf8"), drawn).map((one) => `${one} in ${file}`),
    );
    expect(missing).toEqual([]);
  });

  it("lack what no file of theirs has, and the test sees it", () => {
    expect(missingIn("A\u{1F600}ༀ", drawn)).toEqual(["\u{1F600}", "ༀ"]);
  });
});
