import type { FeedDefaults, FeedFields } from "../fields.ts";
import type { FeedRecord } from "../lines.ts";
import { cellOf, isOn, problemOfDefaults } from "./cells.ts";

/**
 * The columns that are read of a product export.
 * https://github.com/woocommerce/woocommerce/wiki/Product-CSV-Import-Schema
 */
const COLUMNS = {
  id: ["id"],
  type: ["type"],
  sku: ["sku"],
  gtin: ["gtin,_upc,_ean,_or_isbn", "gtin"],
  name: ["name"],
  isPublished: ["published"],
  visibility: ["visibility_in_catalog"],
  short: ["short_description"],
  description: ["description"],
  saleFrom: ["date_sale_price_starts"],
  saleUntil: ["date_sale_price_ends"],
  taxStatus: ["tax_status"],
  taxClass: ["tax_class"],
  isInStock: ["in_stock?"],
  stock: ["stock"],
  backorders: ["backorders_allowed?"],
  salePrice: ["sale_price"],
  price: ["regular_price"],
  categories: ["categories"],
  images: ["images"],
  parent: ["parent"],
  brand: ["brands", "brand"],
} as const;
type Column = keyof typeof COLUMNS;

/** What variations take from the product above them. */
const INHERITED: readonly Column[] = [
  "name",
  "short",
  "description",
  "categories",
  "images",
  "brand",
  "isPublished",
  "visibility",
  "taxClass",
  "taxStatus",
];
/** Texts of all variable products together, which are kept while the file is read. */
const MAX_KEPT_CHARACTERS = 100_000_000;

type Row = { readonly line: number; readonly fields: FeedFields };
type Parent = {
  readonly id: string;
  readonly cells: Readonly<Partial<Record<Column, string>>>;
  readonly weight: FeedFields;
};

/** Of what other types sell, such as subscriptions, bookings and bundles, the price in the export is not the whole story. */
const SOLD_HERE: ReadonlySet<string> = new Set(["", "simple", "variation", "virtual", "downloadable"]);

const cell = (row: Row, column: Column): string => cellOf(row.fields, COLUMNS[column]);

/**
 * A WooCommerce product export. A simple product is a row; a variable product is what its variations, each a row below it,
 * take name, texts, pictures and categories from, and cannot itself be bought. Groups of products are passed over.
 */
export const woocommerce = {
  problem(columns: readonly string[], defaults: FeedDefaults): string | null {
    const missing = ["id", "name"].filter((column) => !columns.includes(column));
    return missing.length > 0
      ? `the feed is a WooCommerce export and has no column ${missing.join(", ")}`
      : problemOfDefaults("a WooCommerce export", defaults);
  },
  needs: (column: string): boolean => ["id", "type", "name", "regular_price"].includes(column),
  async *records(rows: AsyncGenerator<FeedRecord>, defaults: FeedDefaults): AsyncGenerator<FeedRecord> {
    const parents = new Parents();
    for await (const row of rows) {
      if (row.kind === "broken") {
        yield row;
        continue;
      }
      const types = cell(row, "type")
        .toLowerCase()
        .split(/[,\s]+/);
      if (types.some((type) => type.startsWith("variable"))) parents.keep(row);
      else if (types.some((type) => type.endsWith("variation"))) {
        const parent = parents.of(row);
        if (parent === null)
          yield {
            kind: "broken",
            line: row.line,
            reason:
              "it is a variation, and the product in its column Parent is on no line before it; export both together",
          };
        else yield { kind: "record", line: row.line, fields: fieldsOf(row, parent, defaults, types) };
      } else if (!types.includes("grouped"))
        yield { kind: "record", line: row.line, fields: fieldsOf(row, null, defaults, types) };
    }
  },
};

/** Variable products by their ids and SKUs, since variations name their parent by either. */
class Parents {
  readonly #parents = new Map<string, Parent>();
  #characters = 0;

  keep(row: Row): void {
    const cells = Object.fromEntries(INHERITED.map((column) => [column, cell(row, column)]));
    this.#characters += Object.values(cells).reduce((all, text) => all + text.length, 0);
    if (this.#characters > MAX_KEPT_CHARACTERS)
      throw new Error("the feed has variable products with more than 100 million characters of text; split the export");
    const parent = { id: cell(row, "id"), cells, weight: weightFields(row) };
    this.#parents.set(`id:${parent.id}`, parent);
    const sku = cell(row, "sku");
    if (sku !== "") this.#parents.set(sku, parent);
  }

  of(row: Row): Parent | null {
    return this.#parents.get(cell(row, "parent")) ?? null;
  }
}

function fieldsOf(row: Row, parent: Parent | null, defaults: FeedDefaults, types: readonly string[]): FeedFields {
  const own = (column: Column): string => cell(row, column);
  const orParents = (column: Column): string => (own(column) === "" ? (parent?.cells[column] ?? "") : own(column));
  const id = own("id");
  const title = parent?.cells.name ?? own("name");
  const [image = "", ...more] = orParents("images").split(/,\s*(?=https?:)/);
  const options = attributesOf(row);
  const texts = [orParents("description"), orParents("short"), title];
  const isVisible =
    orParents("isPublished") !== "-1" &&
    isOn(orParents("isPublished"), true) &&
    orParents("visibility").toLowerCase() !== "hidden";
  return {
    item_id: id,
    sku: own("sku"),
    gtin: own("gtin"),
    ...(parent === null ? {} : { group_id: parent.id, variant_dict: options.chosen }),
    title,
    description: newlinesIn(texts.find((text) => text !== "") ?? ""),
    url:
      defaults.shopUrl === null
        ? ""
        : `${defaults.shopUrl}/?post_type=product&p=${encodeURIComponent(parent?.id ?? id)}`,
    image_url: image,
    additional_image_urls: more,
    brand: orParents("brand") === "" ? defaults.sellerName : orParents("brand"),
    seller_name: defaults.sellerName,
    product_category: categoriesIn(orParents("categories")),
    price: own("price"),
    sale_price: own("salePrice"),
    sale_price_effective_date: periodOf(own("saleFrom"), own("saleUntil")),
    ...stockFields(row),
    ...weightFields(row, parent?.weight),
    tax_category: taxCategoryOf(
      orParents("taxStatus"),
      own("taxClass").toLowerCase() === "parent" ? (parent?.cells.taxClass ?? "") : orParents("taxClass"),
    ),
    is_digital: types.includes("virtual") || types.includes("downloadable"),
    is_eligible_search: isVisible,
    is_eligible_checkout: isVisible && !options.isOpen && types.every((type) => SOLD_HERE.has(type)),
  };
}

type Options = {
  readonly chosen: Readonly<Record<string, string>>;
  /** A variation may stand for any value of an attribute, which the shop asks its buyer for, and nobody asks here. */
  readonly isOpen: boolean;
};

/** Its numbered pairs of columns; values of a product attribute of WordPress are written with its label. */
function attributesOf(row: Row): Options {
  const numbers = Object.keys(row.fields).flatMap((name) => /^attribute_(\d{1,3})_name$/.exec(name)?.[1] ?? []);
  const pairs = numbers.flatMap((n) => {
    const name = cellOf(row.fields, [`attribute_${n}_name`]);
    const value = cellOf(row.fields, [`attribute_${n}_value(s)`, `attribute_${n}_value`]);
    return name === "" ? [] : [[name, value] as const];
  });
  const chosen = Object.fromEntries(pairs.filter(([, value]) => value !== ""));
  return { chosen, isOpen: cell(row, "parent") !== "" && pairs.some(([, value]) => value === "") };
}

/** Commas part categories, and one in a name has a backslash before it. One that is above another of them says nothing more. */
function categoriesIn(text: string): string {
  const paths = text.split(/(?<!\\),\s*/).map((path) => path.replaceAll("\\,", ",").trim());
  const all = [...new Set(paths.filter((path) => path !== ""))];
  return all.filter((path) => !all.some((other) => other.startsWith(`${path} > `))).join(" | ");
}

/** The exporter writes line breaks as a backslash and an n. */
const newlinesIn = (text: string): string => text.replace(/(?<!\\)\\n/g, "\n");

const periodOf = (from: string, until: string): string => (from === "" && until === "" ? "" : `${from}/${until}`);

function stockFields(row: Row): FeedFields {
  const given = cell(row, "isInStock").toLowerCase();
  const stock = cell(row, "stock");
  const takesOrders = /^(1|yes|true|notify)$/i.test(cell(row, "backorders"));
  const count = /^-\d+$/.test(stock) ? "0" : stock;
  const isUsedUp = count !== "" && Number(count) === 0;
  if (given === "backorder" || (takesOrders && isUsedUp))
    return { availability: "backorder", inventory_quantity: "not_counted" };
  return {
    availability: isOn(given, false) ? "in_stock" : given === "0" || given === "no" ? "out_of_stock" : given,
    // "parent": the variations share one count, which none of them has for itself.
    inventory_quantity: count === "" || count === "parent" || takesOrders ? "not_counted" : count,
  };
}

/** The column's name has the shop's unit, such as `Weight (kg)`. A variation without a weight has its product's. */
function weightFields(row: Row, otherwise: FeedFields = {}): FeedFields {
  const name = Object.keys(row.fields).find((column) => /^weight_\([a-z]+\)$/.test(column));
  const weight = name === undefined ? "" : cellOf(row.fields, [name]);
  return name === undefined || weight === "" ? otherwise : { weight, weight_unit: name.slice("weight_(".length, -1) };
}

function taxCategoryOf(status: string, taxClass: string): string {
  if (status.toLowerCase() === "none") return "exempt";
  return taxClass.toLowerCase() === "standard" || taxClass.toLowerCase() === "parent" ? "" : taxClass;
}
