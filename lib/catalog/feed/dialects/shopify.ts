import type { FeedDefaults, FeedFields } from "../fields.ts";
import type { FeedRecord } from "../lines.ts";
import { cellOf, isOn, priceFields, problemOfDefaults } from "./cells.ts";

/**
 * The columns that are read of a product export, in its form of many years and the one since 2025.
 * https://help.shopify.com/en/manual/products/import-export/using-csv
 */
const COLUMNS = {
  handle: ["handle", "url_handle"],
  title: ["title"],
  description: ["body_(html)", "description"],
  vendor: ["vendor"],
  category: ["product_category", "type"],
  isPublished: ["published", "published_on_online_store"],
  status: ["status"],
  sku: ["variant_sku", "sku"],
  barcode: ["variant_barcode", "barcode"],
  price: ["variant_price", "price"],
  compareAtPrice: ["variant_compare_at_price", "compare_at_price"],
  tracker: ["variant_inventory_tracker", "inventory_tracker"],
  quantity: ["variant_inventory_qty", "inventory_quantity"],
  policy: ["variant_inventory_policy", "continue_selling_when_out_of_stock"],
  grams: ["variant_grams", "weight_value_(grams)"],
  isTaxed: ["variant_taxable", "charge_tax"],
  isShipped: ["variant_requires_shipping", "requires_shipping"],
  image: ["image_src", "product_image_url"],
  variantImage: ["variant_image", "variant_image_url"],
  isGiftCard: ["gift_card"],
} as const;
type Column = keyof typeof COLUMNS;
const OPTIONS = [1, 2, 3] as const;

/** More than Shopify's own limit of variants and pictures together. */
const MAX_ROWS_OF_PRODUCT = 5000;

type Row = { readonly line: number; readonly fields: FeedFields };
const cell = (row: Row, column: Column): string => cellOf(row.fields, COLUMNS[column]);

/**
 * A Shopify product export: a product's first row has its title, the rows with the same handle after it are further variants and
 * pictures. Each variant becomes a row of its own, with the line on which it stands.
 */
export const shopify = {
  problem: (_columns: readonly string[], defaults: FeedDefaults) => problemOfDefaults("a Shopify export", defaults),
  needs: (column: string): boolean => column === "handle" || column === "url_handle",
  async *records(rows: AsyncGenerator<FeedRecord>, defaults: FeedDefaults): AsyncGenerator<FeedRecord> {
    let product: Row[] = [];
    for await (const row of rows) {
      if (row.kind === "broken") {
        yield row;
        continue;
      }
      const handle = cell(row, "handle");
      const [first] = product;
      if (first !== undefined && (handle !== cell(first, "handle") || product.length >= MAX_ROWS_OF_PRODUCT)) {
        yield* variantsOf(product, defaults);
        product = [];
      }
      product.push(row);
    }
    if (product.length > 0) yield* variantsOf(product, defaults);
  },
};

function* variantsOf(rows: readonly Row[], defaults: FeedDefaults): Generator<FeedRecord> {
  const [first] = rows;
  if (first === undefined) return;
  const variants = rows.filter(
    (row, index) => index === 0 || cell(row, "price") !== "" || optionValues(row).some((value) => value !== ""),
  );
  const images = [...new Set(rows.map((row) => cell(row, "image")).filter((image) => image !== ""))];
  for (const row of variants)
    yield {
      kind: "record",
      line: row.line,
      fields: fieldsOf(row, { first, images, isOnlyOne: variants.length === 1, defaults }),
    };
}

type ProductRows = {
  readonly first: Row;
  readonly images: readonly string[];
  readonly isOnlyOne: boolean;
  readonly defaults: FeedDefaults;
};

function fieldsOf(row: Row, { first, images, isOnlyOne, defaults }: ProductRows): FeedFields {
  const handle = cell(first, "handle");
  const options = optionsOf(row, first);
  const ownImage = cell(row, "variantImage");
  const image = ownImage === "" ? (images[0] ?? "") : ownImage;
  const title = cell(first, "title");
  const isVisible =
    isOn(cell(first, "isPublished"), true) && ["", "active"].includes(cell(first, "status").toLowerCase());
  const sku = cell(row, "sku").replace(/^'/, "");
  return {
    item_id: sku === "" ? idOf(handle, Object.values(options)) : sku,
    sku,
    gtin: cell(row, "barcode").replace(/^'/, ""),
    ...(isOnlyOne && Object.keys(options).length === 0
      ? {}
      : { group_id: `${handle}:variants`, variant_dict: options }),
    title,
    description: cell(first, "description") === "" ? title : cell(first, "description"),
    url: defaults.shopUrl === null ? "" : `${defaults.shopUrl}/products/${encodeURIComponent(handle)}`,
    image_url: image,
    additional_image_urls: images.filter((one) => one !== image),
    brand: cell(first, "vendor") === "" ? defaults.sellerName : cell(first, "vendor"),
    seller_name: defaults.sellerName,
    product_category: cell(first, "category"),
    ...priceFields(cell(row, "price"), cell(row, "compareAtPrice")),
    ...stockFields(row),
    weight: cell(row, "grams") === "" ? "" : `${cell(row, "grams")} g`,
    tax_category: isOn(cell(row, "isTaxed"), true) ? "" : "exempt",
    is_digital: !isOn(cell(row, "isShipped"), true) || isOn(cell(first, "isGiftCard"), false),
    is_eligible_search: isVisible,
    is_eligible_checkout: isVisible && !isOn(cell(first, "isGiftCard"), false),
  };
}

const optionValues = (row: Row): string[] => OPTIONS.map((n) => cellOf(row.fields, [`option${n}_value`]));

/** A product without variants has one option "Title" with the value "Default Title". */
function optionsOf(row: Row, first: Row): Record<string, string> {
  const values = optionValues(row);
  const pairs = OPTIONS.map((n, index) => [cellOf(first.fields, [`option${n}_name`]), values[index] ?? ""] as const);
  return Object.fromEntries(
    pairs.filter(([name, value]) => name !== "" && value !== "" && !(name === "Title" && value === "Default Title")),
  );
}

/** Stays the same between exports, as long as the handle and the options do. */
function idOf(handle: string, options: readonly string[]): string {
  const words = options.map((option) => option.toLowerCase().replace(/[^\p{L}\p{N}.]+/gu, "-"));
  return [handle, ...words].join("--");
}

/** What is not tracked can always be bought; what is tracked and may be sold beyond its count is on back-order then. */
function stockFields(row: Row): FeedFields {
  const quantity = cell(row, "quantity");
  const sellsOn = cell(row, "policy").toLowerCase() === "continue" || isOn(cell(row, "policy"), false);
  if (cell(row, "tracker") === "") return { availability: "in_stock", inventory_quantity: "not_counted" };
  if (quantity === "") return { availability: "" };
  const isThere = Number(quantity) > 0;
  if (sellsOn) return { availability: isThere ? "in_stock" : "backorder", inventory_quantity: "not_counted" };
  return {
    availability: isThere ? "in_stock" : "out_of_stock",
    inventory_quantity: /^-\d+$/.test(quantity) ? "0" : quantity,
  };
}
