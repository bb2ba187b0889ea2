import { describe, expect, it } from "vitest";
import { sellerChange } from "#lib/config/shop/seller-fields.ts";
import { fieldProblems } from "#lib/operator/sellers/field-problems.ts";
import { IN_OUR_WORDS } from "#lib/wire/input-problems.ts";
import { SELLER_FIELD_NAMES } from "#lib/wire/sellers/field-names.ts";

const problems = (fields: object) => {
  const read = sellerChange.safeParse(fields, IN_OUR_WORDS);
  return read.success ? [] : fieldProblems(read.error);
};
const fieldsOf = (fields: object) => problems(fields).map(({ field }) => field);

/** How zod begins its own messages: https://zod.dev/error-formatting */
const ZODS = /^(Invalid|Too (small|big)|Unrecognized|Expected)|received|expected/;

describe("what is wrong with a seller's field", () => {
  it.each(Object.values(SELLER_FIELD_NAMES))("is said of %s in words of ours, whatever was given", (field) => {
    const nested = [{ category: 1 }, { route: "any" }, { rate: 5 }, { fixed: "1" }, { countries: "DE" }, { why: "" }];
    const wrongs = [5, true, "", "x".repeat(30_000), {}, [5], ["x"], [[]], nested, { days: "1", paid_by: "us" }];
    for (const wrong of wrongs)
      for (const { field: named, message } of problems({ [field]: wrong })) {
        expect(named.startsWith(field), named).toBe(true);
        expect(message, JSON.stringify(wrong).slice(0, 60)).not.toMatch(ZODS);
      }
    expect(problems({ [field]: 5 })).toHaveLength(1);
  });

  it("names what can be said inside of a field, where that is what is wrong", () => {
    expect(problems({ policies: { tos: { url: "https://a.example" } } })).toEqual([
      { field: "policies.tos", message: "there is no such field; there are terms, privacy, returns, shipping" },
    ]);
    expect(fieldsOf({ fees: [{ rate: "5%", share: 1 }] })).toEqual(["fees[0].share"]);
  });

  it("is a country that does not exist", () => {
    for (const wrong of ["XX", "EU", "de", "Japan"]) expect(fieldsOf({ country: wrong }), wrong).toEqual(["country"]);
    expect(fieldsOf({ goods: [{ countries: ["XX"], route: "none", why: "no" }] })).toEqual(["goods[0].countries[0]"]);
    expect(problems({ country: "JP" })).toEqual([]);
  });

  it("is a second fee for the same category, however it is written", () => {
    const twice = problems({
      fees: [
        { category: "Food > Tea", rate: "5%" },
        { category: "food>tea ", rate: "6%" },
      ],
    });
    expect(twice.map(({ field }) => field)).toEqual(["fees[1].category"]);
    expect(fieldsOf({ fees: [{ rate: "5%" }, { rate: "6%" }] })).toEqual(["fees[1].category"]);
  });

  it("is a name with markup, or any text that turns around what stands after it", () => {
    for (const field of ["name", "legal_name", "sender_name"]) {
      expect(fieldsOf({ [field]: "<b>Kumo</b>" }), field).toEqual([field]);
      expect(fieldsOf({ [field]: "Kumo \u202Eomuk" }), field).toEqual([field]);
    }
    expect(fieldsOf({ address: ["1 Street", "\u2066Tokyo"] })).toEqual(["address[1]"]);
    expect(fieldsOf({ policies: { terms: { text: "\u202Enever" } } })).toEqual(["policies.terms"]);
    expect(fieldsOf({ name: "half \uD800" })).toEqual(["name"]);
    expect(problems({ name: "كومو", legal_name: "Ку́мо & Söhne" })).toEqual([]);
  });
});
