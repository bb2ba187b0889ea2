import { isCurrency, money, type Money } from "#lib/money.ts";
import { getProductOutput, searchProductsOutput, type ProductView } from "#lib/wire/tool-contract.ts";
import { webAddress } from "../purchase/read-checkout.ts";

/** A product whose shape was checked: its prices can be written, and its addresses lead to web pages or are null. */
export type Product = Omit<ProductView, "price" | "regular_price" | "image_url" | "url"> & {
  readonly price: Money;
  readonly regular_price: Money | null;
  readonly image_url: string | null;
  readonly url: string | null;
};

/** A product in the carousel; it represents all variants of it that were found. */
export type Card = { readonly product: Product; readonly variants: number };
/** `hasMore`: the shop has products that match and are not among the cards. */
export type ProductList = { readonly cards: readonly Card[]; readonly hasMore: boolean };
/** One product and its other variants; each is a product with an id of its own. */
export type Variants = readonly [Product, ...Product[]];
/** What is shown of the shop. `list`: what the buyer came from and can go back to. */
export type Shelf =
  | { readonly view: "list"; readonly list: ProductList }
  | {
      readonly view: "product";
      readonly variants: Variants;
      readonly chosenId: string;
      readonly list: ProductList | null;
    };

/** A carousel has at most eight items. https://developers.openai.com/plugins/concepts/ui-guidelines */
const MAX_CARDS = 8;

/** Reads the answer of search_products or get_product; null when it is neither. Nothing in it is trusted before this. */
export function readShelf(structured: unknown): Shelf | null {
  const variants = readVariants(structured);
  if (variants !== null) return { view: "product", variants, chosenId: variants[0].id, list: null };
  const list = readList(structured);
  return list === null ? null : { view: "list", list };
}

/** Reads the answer of get_product: the product that was asked for comes first. */
export function readVariants(structured: unknown): Variants | null {
  const read = getProductOutput.safeParse(structured);
  if (!read.success) return null;
  const first = readProduct(read.data.product);
  const others = readAll(read.data.variants);
  return first === null || others === null ? null : [first, ...others.filter(({ id }) => id !== first.id)];
}

function readList(structured: unknown): ProductList | null {
  const read = searchProductsOutput.safeParse(structured);
  const products = read.success ? readAll(read.data.products) : null;
  if (!read.success || products === null) return null;
  const cards = cardsOf(products);
  return { cards: cards.slice(0, MAX_CARDS), hasMore: cards.length > MAX_CARDS || read.data.next_cursor !== null };
}

/** One card for each group of variants, with the first that can be bought on it. */
function cardsOf(products: readonly Product[]): readonly Card[] {
  const groups = new Map<string, Product[]>();
  for (const product of products) {
    const group = product.group_id === null ? `product ${product.id}` : `group ${product.group_id}`;
    groups.set(group, [...(groups.get(group) ?? []), product]);
  }
  return [...groups.values()].flatMap((variants) => {
    const product = variants.find((variant) => variant.can_be_bought) ?? variants[0];
    return product === undefined ? [] : [{ product, variants: variants.length }];
  });
}

/** Null when one of them cannot be read, because a list with a gap would be taken for the whole one. Each id comes once. */
function readAll(views: readonly ProductView[]): readonly Product[] | null {
  const products = new Map<string, Product>();
  for (const view of views) {
    const product = readProduct(view);
    if (product === null) return null;
    products.set(product.id, product);
  }
  return [...products.values()];
}

function readProduct(view: ProductView): Product | null {
  const price = readMoney(view.price);
  const regular = view.regular_price === null ? null : readMoney(view.regular_price);
  if (price === null || (view.regular_price !== null && regular === null)) return null;
  return { ...view, price, regular_price: regular, image_url: webAddress(view.image_url), url: webAddress(view.url) };
}

function readMoney({ amount, currency }: ProductView["price"]): Money | null {
  const code = currency.toUpperCase();
  return isCurrency(code) ? money(amount, code) : null;
}
