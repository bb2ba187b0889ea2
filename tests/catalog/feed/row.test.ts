import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readRow } from "#lib/catalog/feed/row.ts";
import { AVAILABILITIES, currentPrice, type Product } from "#lib/catalog/product.ts";
import { money } from "#lib/money.ts";
import { MUG } from "../feed-file.ts";

type Cells = Readonly<Record<string, unknown>>;
const read = (changes: Cells) => readRow({ ...MUG, ...changes }, null);
function product(changes: Cells): Product {
  const row = read(changes);
  if (row.kind === "rejected") throw new Error(`${row.field}: ${row.reason}`);
  return row.product;
}
const rejection = (changes: Cells) => {
  const row = read(changes);
  return row.kind === "rejected" ? `${row.field}: ${row.reason}` : "a product";
};

describe("a row of the feed", () => {
  it("needs nine fields and nothing else, and what is left out has the specification's default", () => {
    expect(product({})).toMatchObject({
      id: "mug",
      sellerId: "fernweh",
      price: money(1800, "USD"),
      salePrice: null,
      saleFrom: null,
      saleUntil: null,
      expiresAt: null,
      availableFrom: null,
      isEligibleSearch: true,
      isEligibleCheckout: false,
      isDigital: false,
      condition: "new",
      variant: {},
      stockOnHand: null,
      sku: null,
      gtin: null,
      mpn: null,
      taxCategory: null,
      weightGrams: null,
      deliveryPrices: [],
    });
    for (const field of Object.keys(MUG))
      for (const nothing of ["", "  ", null, undefined])
        expect(rejection({ [field]: nothing })).toMatch(new RegExp(`^${field}: it is missing`));
  });

  it.each(["n/a", "N/A", "null", "None", "undefined"])("may not say %s for a name", (word) => {
    expect(rejection({ brand: word })).toMatch(/^brand: .* leave the field out/);
    expect(rejection({ title: word })).toMatch(/^title: /);
    expect(rejection({ item_id: word })).toMatch(/^item_id: /);
  });

  it("keeps ids as text, leading zeros too", () => {
    expect(product({ item_id: "00042" }).id).toBe("00042");
    expect(product({ item_id: 42 }).id).toBe("42");
  });

  it.each([
    ["item_id", { item_id: "a", id: "b", sku: "c" }, "a"],
    ["id", { item_id: "", id: "b", sku: "c" }, "b"],
    ["sku", { item_id: null, sku: "c" }, "c"],
  ])("takes its id from %s when the others are empty or come later", (_, changes, id) => {
    expect(product(changes).id).toBe(id);
  });

  it("takes the other accepted spellings, and the specification's winner when two are sent", () => {
    const { url, image_url, ...rest } = MUG;
    const row = readRow({ ...rest, link: url, image_link: image_url, additional_image_link: url }, null);
    expect(row).toMatchObject({ product: { url, imageUrl: image_url, additionalImageUrls: [url] } });
    expect(product({ group_id: "g", item_group_id: "h" }).groupId).toBe("g");
    expect(product({ item_group_id: "h" }).groupId).toBe("h");
    expect(product({ enable_checkout: "false", is_eligible_checkout: "true" }).isEligibleCheckout).toBe(false);
    expect(product({ enable_search: "true", is_eligible_search: "false" }).isEligibleSearch).toBe(true);
  });

  it("can be bought only when it can be found too", () => {
    const bought = (search: unknown) =>
      product({ is_eligible_search: search, is_eligible_checkout: true }).isEligibleCheckout;
    expect([bought("true"), bought(""), bought(false), bought("false")]).toEqual([true, true, false, false]);
  });

  it("names its seller, or the merchant's default does", () => {
    const defaults = { currency: null, shopUrl: null, sellerName: "Lampworks" };
    const { seller_name: _left, ...rest } = MUG;
    expect(rejection({ seller_name: "" })).toMatch(/--seller or CATALOG_SELLER/);
    expect(readRow(rest, null, defaults)).toMatchObject({ product: { sellerId: "lampworks" } });
    expect(readRow(MUG, null, defaults)).toMatchObject({ product: { sellerId: "fernweh" } });
  });

  it.each<[string, string]>([
    ...AVAILABILITIES.map((one): [string, string] => [one, one]),
    ["preorder", "pre_order"],
    ["In stock", "in_stock"],
  ])("with availability %s is %s", (word, availability) => {
    expect(product({ availability: word }).availability).toBe(availability);
  });

  it.each([
    [{ availability: "soon" }, /^availability: "soon" must be one of in_stock/],
    [{ price: "1,800 USD" }, /^price: "1,800 USD" can be read in two ways/],
    [{ price: "18.00\u00A0" }, /^price: "18.00" names no currency/],
    [{ price: "ab\u00A0ou\u200Bt 18" }, /^price: "ab\[no-break space\]ou\[zero-width space\]t 18"/],
    [{ price: "18.005 USD" }, /^price: USD has 2 decimal digits/],
    [{ price: "18.5 JPY" }, /^price: JPY has 0 decimal digits/],
    [{ price: "0.00 USD" }, /^price: it must be more than nothing/],
    [{ price: "-1.00 USD" }, /^price: /],
    [{ price: "1e3 USD" }, /^price: /],
    [{ price: "18.00 XYZ" }, /^price: XYZ is not a known currency/],
    [{ sale_price: "cheap" }, /^sale_price: /],
    [{ url: "/mug" }, /^url: .*http/],
    [{ url: "javascript:alert(1)" }, /^url: /],
    [{ image_url: "data:image/png;base64,x" }, /^image_url: /],
    [{ seller_tos: "terms" }, /^seller_tos: /],
    [{ condition: "fine" }, /^condition: /],
    [{ group_id: "mug" }, /^group_id: it must differ/],
    [{ variant_dict: "Color: Moss" }, /^variant_dict: "Color: Moss" is not JSON/],
    [{ variant_dict: "[1]" }, /^variant_dict: it is not an object/],
    [{ inventory_quantity: "-1" }, /^inventory_quantity: /],
    [{ inventory_quantity: "1.5" }, /^inventory_quantity: /],
    [{ inventory_quantity: "many" }, /^inventory_quantity: .*not_counted/],
    [{ row_version: "yesterday" }, /^row_version: /],
    [{ title: "x".repeat(501) }, /^title: it has 501 characters; at most 500/],
    [{ title: ["a"] }, /^title: it must be text/],
    [{ title: "a\0b" }, /^title: it contains a zero byte/],
    [{ title: "M\uFFFDtze" }, /^title: .*UTF-8/],
    [{ title: "half \ud83d" }, /^title: .*UTF-8/],
    [{ group_id: "g", variant_dict: { Size: "\ud83d" } }, /^variant_dict: .*UTF-8/],
    [{ additional_image_urls: ["https://x.example/\0"] }, /^additional_image_urls: it contains a zero byte/],
  ])("is refused for %j with the field and the reason", (changes, expected) => {
    expect(rejection(changes)).toMatch(expected);
  });

  it.each([
    ["12.00 USD", 1200],
    ["18.00 USD", 1800],
    ["19.00 USD", 1800],
    ["12.00 EUR", 1800],
    ["0.00 USD", 1800],
    ["", 1800],
  ])("with the sale price %j costs what is lower, in the price's currency", (sale, amount) => {
    expect(currentPrice(product({ sale_price: sale }), new Date())).toEqual(money(amount, "USD"));
  });

  it("has a price in the currency's own digits", () => {
    expect(product({ price: "2.5 KWD" }).price).toEqual(money(2500, "KWD"));
    expect(product({ price: "2500 JPY" }).price).toEqual(money(2500, "JPY"));
  });

  it("does not lose its sale to a wrong barcode, which the checkout has no use for", () => {
    expect(product({ gtin: "123" }).id).toBe("mug");
    expect(product({ gtin: "n/a", mpn: "none", star_rating: "many", shipping_price: "free" }).id).toBe("mug");
  });

  it("adds its color and size to the options that it names, and its other columns only when it names none", () => {
    const columns = { group_id: "g", color: "Moss", size: "M", material: "Wool", pattern: "Plain" };
    expect(product({ ...columns, variant_dict: { Colour: "Moss green" } }).variant).toEqual({
      Colour: "Moss green",
      Size: "M",
    });
    expect(product(columns).variant).toEqual({ Color: "Moss", Size: "M", Material: "Wool", Pattern: "Plain" });
  });

  it("is a variant by variant_dict in a group, or by the custom columns, an explicit dictionary winning", () => {
    const dictionary = '{"Color":"Moss","Size":42,"Empty":""}';
    const custom = { custom_variant1_category: "Scent", custom_variant1_option: "Fig" };
    expect(product({ group_id: "g", variant_dict: dictionary, ...custom }).variant).toEqual({
      Color: "Moss",
      Size: "42",
    });
    expect(product({ group_id: "g", ...custom }).variant).toEqual({ Scent: "Fig" });
    expect(product({ variant_dict: dictionary }).variant).toEqual({});
  });

  it("may have more pictures, as a list or in one cell, and drops what is no address", () => {
    const [a, b] = ["https://x.example/a,b.jpg", "https://x.example/c.jpg"];
    const images = (cell: unknown) => product({ additional_image_urls: cell }).additionalImageUrls;
    expect(images("https://x.example/a%2Cb.jpg, https://x.example/c.jpg")).toEqual([a, b]);
    expect(images(JSON.stringify([a, b]))).toEqual([a, b]);
    expect(images([a, "nowhere", b])).toEqual([a, b]);
  });

  it("leads to this server where it named the demo's address, and nowhere else", () => {
    const own = "http://localhost:3000/";
    const row = readRow(
      { ...MUG, image_url: `${own}a.svg`, seller_tos: `${own}terms`, url: "http://localhost:30000/x" },
      { from: own, to: "https://shop.example/" },
    );
    expect(row).toMatchObject({
      product: {
        imageUrl: "https://shop.example/a.svg",
        sellerTermsUrl: "https://shop.example/terms",
        url: "http://localhost:30000/x",
      },
    });
  });

  // Made outside the test: for its strings fast-check first makes a table of all 1.1 million characters.
  const names = "group_id offer_id merchant_id sale_price variant_dict custom_variant1_category".split(" ");
  names.push(
    ..."custom_variant1_option additional_image_urls inventory_quantity row_version is_digital condition".split(" "),
  );
  const cell = fc.oneof(
    fc.string({ unit: "binary" }),
    fc.string({ unit: fc.constantFrom("\ud83d", "\0", "a") }),
    fc.constantFrom("true", "https://x.example/", '{"a":"b"}', "[1]", "1.00 USD"),
    fc.jsonValue(),
    fc.anything(),
  );
  const row = fc.dictionary(fc.constantFrom(...Object.keys(MUG), ...names), cell);

  it("gives a product or names a field, whatever it contains", { timeout: 30_000 }, () => {
    fc.assert(
      fc.property(row, (changes) => {
        const result = read(changes);
        if (result.kind === "rejected") {
          expect(result.field).not.toBe("");
          expect(result.reason).not.toBe("");
        } else expect(JSON.stringify(result.product)).not.toMatch(/\\u0000|\\ud[89a-f]/);
      }),
      { numRuns: 2000 },
    );
  });
});
