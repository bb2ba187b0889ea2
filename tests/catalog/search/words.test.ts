import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { categoryPath, foldedName, indexedWords, spellingsOf, traitsOf } from "#lib/catalog/search/index-words.ts";
import { queryOf, type Lexeme } from "#lib/catalog/search/query.ts";
import { gtinOf } from "#lib/catalog/search/identifiers.ts";
import { productId } from "#lib/ids.ts";
import { TYPED, type Typed } from "./typed.ts";
import { aProduct } from "../../fixtures/builders.ts";

/** Whether an index of this one product answers the query, by the meaning of a tsquery. */
function finds(product: Typed["product"], text: string): boolean {
  const whole = aProduct({ id: productId("p"), description: "", ...product });
  const words = new Set(
    [whole.title, whole.brand, whole.category ?? "", ...Object.values(whole.variant)].flatMap(indexedWords),
  );
  const { identifiers, gtin } = traitsOf(whole);
  const has = ({ kind, text: wanted }: Lexeme): boolean => {
    if (kind === "identifier") return identifiers.includes(wanted);
    if (kind === "gtin") return gtin === wanted;
    return kind === "word" ? words.has(wanted) : [...words].some((word) => word.startsWith(wanted));
  };
  const { terms } = queryOf(text);
  return terms.length > 0 && terms.every(({ alternatives }) => alternatives.some((lexemes) => lexemes.every(has)));
}

describe("the words of a search", () => {
  it.each(TYPED.flatMap(({ product, found }) => found.map((text) => [text, product.title ?? "", product] as const)))(
    "%j finds %j",
    (text, _, product) => {
      expect(finds(product, text)).toBe(true);
    },
  );

  it.each(
    TYPED.flatMap(({ product, notFound = [] }) =>
      notFound.map((text) => [text, product.title ?? "", product] as const),
    ),
  )("%j does not find %j", (text, _, product) => {
    expect(finds(product, text)).toBe(false);
  });

  it("find every text by itself, whatever is in it", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", maxLength: 40 }), (title) => {
        if (queryOf(title).terms.length > 0) expect(finds({ title }, title)).toBe(true);
      }),
      { numRuns: 200 },
    );
  });

  it("are letters and digits only, so that no text is read as a command of the index", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 60 }), (text) => {
        const { terms, identifiers } = queryOf(text);
        const asked = [...terms.flatMap(({ alternatives }) => alternatives.flat()), ...identifiers].map(
          (one) => one.text,
        );
        for (const word of [...asked, ...indexedWords(text)]) {
          expect(word).toMatch(/^[\p{L}\p{N}]+$/u);
          expect(Buffer.byteLength(word)).toBeLessThan(2000);
        }
        expect(terms.length).toBeLessThanOrEqual(12);
      }),
      { numRuns: 300 },
    );
  });

  it("leave out what every text has, unless there is nothing else", () => {
    expect(queryOf("a mug for the campfire").terms.map(({ word }) => word)).toEqual(["mug", "campfire"]);
    expect(queryOf("the").terms.map(({ word }) => word)).toEqual(["the"]);
    expect(queryOf("fur coat").terms.map(({ word }) => word)).toEqual(["fur", "coat"]);
    expect(queryOf("Jacke für Regen").terms.map(({ word }) => word)).toEqual(["jacke", "regen"]);
  });
});

describe("numbers of products", () => {
  it.each([
    ["96385074", "00000096385074"],
    ["012345678905", "00012345678905"],
    ["0012345678905", "00012345678905"],
    ["00012345678905", "00012345678905"],
    ["12345678905", "00012345678905"],
    ["12345", null],
    ["123456789012345", null],
    ["00000000", null],
    ["ax77", null],
  ])("read %j as the GTIN %j", (text, gtin) => {
    expect(gtinOf(text)).toBe(gtin);
  });

  it("come first only when nothing else can be meant", () => {
    const numbers = (text: string) => queryOf(text).identifiers.map((one) => one.text);
    expect(numbers("AX-77")).toEqual(["ax77"]);
    expect(numbers("iphone 15")).toEqual(["iphone15"]);
    expect(numbers("acme ax-77")).toEqual(["acmeax77", "ax77"]);
  });
});

describe("what is looked up whole", () => {
  it("compares brands and categories without case, accents and punctuation", () => {
    expect(foldedName("Bärenfänger & Söhne")).toBe(foldedName("BARENFANGER SOHNE"));
    expect(foldedName("—")).toBeNull();
    expect(categoryPath("Home & Garden > Kitchen >  Tea")).toEqual(["homegarden", "kitchen", "tea"]);
    expect(traitsOf(aProduct({ category: "Home > Kitchen" })).categories).toEqual(["home", "home>kitchen"]);
  });

  it("finds a product in each of its categories", () => {
    const category = "Clothing > Hoodies | Sale | Clothing > Women";
    const expected = ["clothing", "clothing>hoodies", "sale", "clothing>women"];
    expect(traitsOf(aProduct({ category })).categories).toEqual(expected);
  });

  it("takes words of letters for right spellings, with their singular", () => {
    expect(spellingsOf(["Jackets 500ml AX77 茶道 of", "jackets"]).toSorted()).toEqual(["jacket", "jackets"]);
  });
});
