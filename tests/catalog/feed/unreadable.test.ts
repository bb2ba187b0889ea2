import { describe, expect, it } from "vitest";
import { readRow } from "#lib/catalog/feed/row.ts";
import type { Product } from "#lib/catalog/product.ts";
import { MUG } from "../feed-file.ts";

type Cells = Readonly<Record<string, unknown>>;
const read = (changes: Cells) => readRow({ ...MUG, ...changes }, null);
function product(changes: Cells): Product {
  const row = read(changes);
  if (row.kind === "rejected") throw new Error(`${row.field}: ${row.reason}`);
  return row.product;
}

describe("a cell that says nothing, or cannot be read", () => {
  it.each(["n/a", "NULL", "none", "-", "–", "\\N"])(
    "with %j in a field that may be left out has left it out",
    (nothing) => {
      const optional =
        "sale_price sale_price_effective_date expiration_date availability_date weight group_id product_category " +
        "inventory_quantity condition shipping tax_category color is_digital row_version offer_id seller_tos";
      const empty = Object.fromEntries(optional.split(" ").map((field) => [field, nothing]));
      expect(product({ ...empty, variant_dict: "" })).toEqual(product({}));
    },
  );

  it("keeps its group by an id of its own in Google's form, where the first variant is often the group's name", () => {
    const { item_id: id, url: link, image_url: image_link, seller_name: _, ...rest } = MUG;
    const google = { ...rest, id, link, image_link, item_group_id: id, color: "Moss" };
    const defaults = { currency: null, shopUrl: null, sellerName: "Fernweh" };
    expect(readRow(google, null, defaults)).toMatchObject({ product: { groupId: "mug", variant: { Color: "Moss" } } });
  });

  it("never loses an option because of how it is written", () => {
    const options = (changes: object) => product({ group_id: "g", ...changes }).variant;
    expect(options({ variant_dict: { Engraved: true, Lid: false } })).toEqual({
      Engraved: "Engraved: yes",
      Lid: "Lid: no",
    });
    expect(options({ variant_dict: { Color: ["Red", "Blue"], Size: null } })).toEqual({ Color: "Red/Blue" });
    expect(options({ color: ["Red", "Blue"], size: 38 })).toEqual({ Color: "Red/Blue", Size: "38" });
  });

  it("keeps the beginning of a description that is longer than any that is shown", () => {
    const { description } = product({ description: `${"Warm wool. ".repeat(1000)}<p>End</p>` });
    expect([description.length <= 10_000, description.slice(0, 10), description.slice(-6)]).toEqual([
      true,
      "Warm wool.",
      "wool.…",
    ]);
    expect(product({ description: "😀".repeat(6000) }).description).toMatch(/^(?:😀)+…$/u);
  });

  it.each([
    [{ group_id: "g", color: "Gr\uFFFDn" }, /^color: .*UTF-8/],
    [{ group_id: "g", size: { value: "M" } }, /^size: it must be text/],
    [{ group_id: "g", variant_dict: { Color: { value: "Red" } } }, /^variant_dict: the option "Color" must be text/],
    [{ tax_category: "reduc\uFFFD" }, /^tax_category: .*UTF-8/],
    [{ tax_category: { name: "reduced" } }, /^tax_category: it must be text/],
    [{ title: "#REF!" }, /^title: "#REF!" is an error of the spreadsheet/],
    [{ group_id: "g", color: "#N/A" }, /^color: "#N\/A" is an error of the spreadsheet/],
    [{ sale_price: "#DIV/0!" }, /^sale_price: "#DIV\/0!" is an error of the spreadsheet/],
    [{ brand: "#BEZUG!" }, /^brand: "#BEZUG!" is an error of the spreadsheet/],
    [{ item_id: "4.00638E+12" }, /^item_id: "4.00638E\+12" is a number that a spreadsheet has shortened/],
    [{ group_id: "4,00638E+12" }, /^group_id: .* shortened/],
    [{ item_id: 2 ** 60 }, /^item_id: .* more digits than a JSON number keeps; write it in quotation marks/],
  ])("is refused for %j with the field and the reason", (changes, expected) => {
    const row = read(changes);
    expect(row.kind === "rejected" ? `${row.field}: ${row.reason}` : "a product").toMatch(expected);
  });
});
