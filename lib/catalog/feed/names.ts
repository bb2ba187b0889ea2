/**
 * Every field that is read, with its other spellings, the winner first. Names are compared without case, spaces, hyphens,
 * underscores and Google's prefix.
 * https://developers.openai.com/commerce/specs/file-upload/products, accepted aliases;
 * https://support.google.com/merchants/answer/7052112
 */
const SPELLINGS = {
  item_id: ["item_id", "id", "sku"],
  group_id: ["group_id", "item_group_id"],
  title: ["title", "name", "product_title", "product_name"],
  description: ["description", "body_html", "product_description"],
  url: ["url", "link", "canonical_link", "product_url"],
  image_url: ["image_url", "image_link", "image"],
  additional_image_urls: ["additional_image_urls", "additional_image_link", "additional_image_links"],
  is_eligible_search: ["enable_search", "is_eligible_search"],
  is_eligible_checkout: ["enable_checkout", "is_eligible_checkout"],
  brand: ["brand", "manufacturer", "vendor"],
  seller_name: ["seller_name", "external_seller_name"],
  availability: ["availability", "availability_status", "stock_status"],
  price: ["price"],
  sale_price: ["sale_price"],
  sale_price_effective_date: ["sale_price_effective_date"],
  expiration_date: ["expiration_date"],
  availability_date: ["availability_date"],
  product_category: ["product_category", "product_type", "google_product_category", "category"],
  sku: ["sku"],
  gtin: ["gtin", "ean", "upc", "barcode", "isbn"],
  mpn: ["mpn"],
  weight: ["shipping_weight", "weight", "product_weight"],
  weight_unit: ["item_weight_unit", "weight_unit"],
  tax_category: ["tax_category", "tax_class"],
  shipping: ["shipping"],
  shipping_price: ["shipping_price"],
  condition: ["condition"],
  variant_dict: ["variant_dict"],
  color: ["color", "colour"],
  size: ["size"],
  material: ["material"],
  pattern: ["pattern"],
  gender: ["gender"],
  age_group: ["age_group"],
} satisfies Readonly<Record<string, readonly string[]>>;

/** The rest that is read, which has one spelling each. */
const ONE_SPELLING = [
  ..."offer_id merchant_id is_digital seller_privacy_policy seller_tos inventory_quantity row_version is_bundle".split(
    " ",
  ),
  ...[1, 2, 3].flatMap((n) => [`custom_variant${n}_category`, `custom_variant${n}_option`]),
];

const SPELLINGS_OF: ReadonlyMap<string, readonly string[]> = new Map<string, readonly string[]>([
  ...ONE_SPELLING.map((name): [string, readonly string[]] => [name, [name]]),
  ...Object.entries(SPELLINGS),
]);

/** Under which names a field is found, the winner first. */
export const spellingsOf = (field: string): readonly string[] => SPELLINGS_OF.get(field) ?? [field];

const joined = (name: string): string => name.replace(/[\s\u00A0\u200B_.-]+/gu, "");

const KNOWN: ReadonlyMap<string, string> = new Map(
  [...Object.values(SPELLINGS).flat(), ...ONE_SPELLING].map((name) => [joined(name), name]),
);

/** Rows of JSON and XML bring their names every time. */
const MAX_REMEMBERED = 5000;
const remembered = new Map<string, string>();

/** A column's name as the reader uses it: `g:Image Link`, `image-link` and `imageLink` are `image_link`. */
export function fieldName(given: string): string {
  const earlier = remembered.get(given);
  if (earlier !== undefined) return earlier;
  const name = given
    .replace(/\uFEFF/g, "")
    .trim()
    .toLowerCase()
    .replace(/^[gc]:/, "");
  const field = KNOWN.get(joined(name)) ?? name.replace(/[\s\u00A0-]+/gu, "_");
  if (remembered.size < MAX_REMEMBERED && given.length < 200) remembered.set(given, field);
  return field;
}

/** True for a column that is read, so that having it twice would leave one of the two unread. */
export const isRead = (name: string): boolean => KNOWN.has(joined(name));

/** Names that only the specification has, and no feed made for Google. */
const OPENAI_ONLY = [
  "item_id",
  "url",
  "image_url",
  "seller_name",
  ...spellingsOf("is_eligible_search"),
  ...spellingsOf("is_eligible_checkout"),
];

/**
 * True for a row, or a header, in Google's form: its names and none of the specification's own. Such a feed cannot say whether a
 * product can be bought here, and has no seller.
 */
export const isGoogles = (has: (name: string) => boolean): boolean =>
  has("id") && has("link") && has("image_link") && !OPENAI_ONLY.some(has);
