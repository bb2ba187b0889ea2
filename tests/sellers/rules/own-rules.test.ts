import { describe, expect, it } from "vitest";
import { deliveryCountries } from "#app/components/country-names.ts";
import { rulesOfSeller } from "#lib/checkout/shop-rules.ts";
import { shopFile } from "#lib/config/shop.ts";
import type { Dispatch } from "#lib/checkout/delivery/conditions.ts";
import type { OwnRules } from "#lib/checkout/shop-rules.ts";
import { ownRulesReader } from "#lib/config/shop/own-rules.ts";
import { sellerChange } from "#lib/config/shop/seller-fields.ts";
import { sellerId } from "#lib/ids.ts";
import { fieldProblems } from "#lib/operator/sellers/field-problems.ts";
import { keptRules } from "#lib/purchase/sellers/own-rules.ts";
import { IN_OUR_WORDS } from "#lib/wire/input-problems.ts";
import { VAN, VAT } from "./kumo-rules.ts";

const kumo = sellerId("kumo");

const problemsOf = (fields: object) => {
  const read = sellerChange.safeParse(fields, IN_OUR_WORDS);
  return read.success ? [] : fieldProblems(read.error).map(({ field, message }) => `${field}: ${message}`);
};
const fileProblems = (more: object) =>
  (shopFile.safeParse({ shipping: [], taxes: [], discounts: [], ...more }).error?.issues ?? []).map(
    ({ path, message }) => `${path.join(".")}: ${message}`,
  );

const readOf =
  (dispatch: Dispatch | null) =>
  (...asked: Parameters<ReturnType<typeof ownRulesReader>>): OwnRules => {
    const own = ownRulesReader(dispatch)(...asked);
    if (own === null) throw new Error("rules that cannot be read");
    return own;
  };

describe("a seller's own rules of delivery and tax", () => {
  it("are refused for what the shop file's are, each with its place", () => {
    const rules: readonly (readonly [object, string])[] = [
      [
        { delivery: [{ ...VAN, countries: ["ES"], regions: ["ES-XX"] }] },
        'delivery[0].regions[0]: "ES-XX" is not a region',
      ],
      [{ delivery: [VAN, { ...VAN, latest_days: 0 }] }, "delivery[1].latest_days: latest_days is before"],
      [{ delivery: [VAN, VAN] }, 'delivery: "van for DE" is listed twice'],
      [{ delivery: [{ ...VAN, regions: ["US-AK"] }] }, "delivery[0].regions: US-AK is in none of the rule's countries"],
      [{ delivery: [{ ...VAN, costs: 3 }] }, "delivery[0].costs: there is no such field"],
      [{ delivery: [{ ...VAN, title: undefined }] }, "delivery[0].title: "],
      [{ taxes: [{ ...VAT, rate: "190%" }] }, 'taxes[0].rate: "190%" is not a rate'],
      [{ taxes: [{ ...VAT, country: "Germany" }] }, "taxes[0].country: a country is two capital letters"],
    ];
    for (const [fields, message] of rules)
      expect(
        problemsOf(fields).some((one) => one.startsWith(message)),
        `${message} ${problemsOf(fields).join()}`,
      ).toBe(true);
    expect(
      fileProblems({ sellers: [{ seller: "kumo", delivery: [{ ...VAN, countries: ["ES"], regions: ["ES-XX"] }] }] }),
    ).toEqual([expect.stringContaining('sellers.0.delivery.0.regions.0: "ES-XX" is not a region')]);
  });

  it("name no sellers, and turn no line around", () => {
    expect(problemsOf({ delivery: [{ ...VAN, sellers: ["reed"] }] })[0]).toContain("delivery[0].sellers: is left out");
    expect(problemsOf({ taxes: [{ ...VAT, sellers: ["reed"] }] })[0]).toContain("taxes[0].sellers: is left out");
    expect(problemsOf({ delivery: [{ ...VAN, title: "free \u202E" }] })[0]).toContain(
      "delivery[0].title: must have no",
    );
    expect(problemsOf({ taxes: [{ ...VAT, name: "a\nb" }] })[0]).toContain("taxes[0].name: must have no control");
  });

  it("are few enough to be read with every call that prices", () => {
    const many = (count: number, more: object = {}) =>
      Array.from({ length: count }, (_, index) => ({ ...VAN, id: `van-${index}`, ...more }));
    expect(problemsOf({ delivery: many(100) })).toEqual([]);
    expect(problemsOf({ delivery: many(101) })).toHaveLength(1);
    expect(problemsOf({ delivery: many(100, { title: "v".repeat(200) }) })[0]).toContain("at most 32 KiB");
  });

  it("leave no goods untaxed that they do not name, also together with the shop file's", () => {
    const books = { ...VAT, classes: ["books"] };
    const entry = { sellers: [{ seller: "kumo", taxes: [books] }] };
    expect(fileProblems(entry)).toEqual([expect.stringContaining("sellers.0.taxes.0.classes: the seller kumo has")]);
    expect(fileProblems({ ...entry, taxes: [{ ...VAT, sellers: ["kumo"] }] })).toEqual([]);
    const named = { taxes: [{ ...books, sellers: ["kumo"] }], sellers: [{ seller: "kumo", taxes: [VAT] }] };
    expect(fileProblems(named)).toEqual([]);
    expect(fileProblems({ ...named, sellers: [] })).toEqual([expect.stringContaining("taxes.0.classes")]);
  });

  it("count as rules of the shop file that name the seller do, before those, with the file's calendar", () => {
    const everybody = { ...VAN, title: "Post", prices: ["5.00 EUR"] };
    const file = {
      dispatch: { time_zone: "Europe/Berlin", holidays: [] },
      discounts: [],
      shipping: [everybody],
      taxes: [VAT, { ...VAT, country: "FR" }],
    };
    const shop = shopFile.parse(file);
    const own = readOf(shop.inFile.dispatch)("kumo", { delivery: [VAN], taxes: [{ ...VAT, rate: "0%" }] });
    const asNamed = shopFile.parse({
      ...file,
      shipping: [{ ...VAN, sellers: ["kumo"] }, everybody],
      taxes: [{ ...VAT, rate: "0%", sellers: ["kumo"] }, ...file.taxes],
    });
    expect(rulesOfSeller(shop, "kumo", own).shipping).toEqual(rulesOfSeller(asNamed, "kumo").shipping);
    expect(rulesOfSeller(shop, "kumo", own).taxes).toEqual(rulesOfSeller(asNamed, "kumo").taxes);
    expect(rulesOfSeller(shop, "kumo", own).shipping.map(({ title }) => title)).toEqual(["Our van", "Post"]);
    expect(rulesOfSeller(shop, "reed", own).shipping.map(({ title }) => title)).toEqual(["Post"]);
  });

  it("decide with the other sellers' to which countries a cart can be sent", () => {
    const to = (...countries: readonly string[]) =>
      readOf(null)("kumo", { delivery: [{ ...VAN, countries }], taxes: [] });
    const offered = (...sellers: readonly (readonly string[])[]) =>
      deliveryCountries(sellers.map((countries) => to(...countries).shipping));
    expect(offered(["DE", "ES"])).toEqual(["DE", "ES"]);
    expect(offered(["DE", "ES"], ["ES", "IE"])).toEqual(["ES"]);
    expect(offered(["DE"], ["*"])).toEqual(["DE"]);
    expect(offered(["*"], ["*"])).toBeNull();
    expect(offered(["DE"], ["ES"])).toEqual(["DE", "ES"]);
  });

  it("are read once for each revision, and only those asked about last are kept", () => {
    const read: string[] = [];
    const lengthOfTwo = 2 * JSON.stringify([[VAN], []]).length;
    const rulesOf = keptRules((id, { delivery }) => {
      read.push(id);
      return ownRulesReader(null)(id, { delivery, taxes: [] });
    }, lengthOfTwo);
    const asked = (id: string, revision: number, delivery: readonly object[] = [VAN]) =>
      rulesOf({ id: sellerId(id), revision, delivery: delivery.map((one) => ({ ...one })), taxes: [] });
    for (const revision of [1, 1, 2, 2]) asked("kumo", revision);
    expect(asked("plain", 1, [])).toEqual({ shipping: [], taxes: [] });
    expect(read).toEqual(["kumo", "kumo"]);
    asked("reed", 1);
    asked("kumo", 2);
    asked("ombra", 1);
    asked("kumo", 2);
    expect(read).toEqual([kumo, kumo, "reed", "ombra"]);
    asked("reed", 1);
    expect(read.at(-1)).toBe("reed");
  });
});
