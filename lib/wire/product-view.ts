import { availabilityNow, awaitedFrom, canBeOrdered, currentPrice, type Product } from "../catalog/product.ts";
import { formatMoney, sameMoney, type Money } from "../money.ts";
import type { NotForSale } from "../sellers/sale.ts";
import { pictureUrl } from "../pictures/picture-address.ts";
import { awaitedFields } from "./products/awaited.ts";
import type { ProductView } from "./tool-contract.ts";

export type ViewEdge = {
  /** Where this shop is reached, without a slash at the end. */
  readonly publicUrl: string;
  /** BCP 47; decides how amounts are written for a person. */
  readonly locale: string;
};

/** An address of ours made absolute, another's as it is; null when it is neither http nor https. */
export function absoluteUrl(address: string, publicUrl: string): string | null {
  const text = address.startsWith("/") && !address.startsWith("//") ? publicUrl + address : address;
  if (!URL.canParse(text)) return null;
  const url = new URL(text);
  return url.protocol === "https:" || url.protocol === "http:" ? url.href : null;
}

const DESCRIPTION_MAX = 1000;

/** Cuts a long text at a word, so that an answer to a model stays small. */
export function shortened(text: string, max: number): string {
  if (text.length <= max) return text;
  const cut = text.slice(0, max - 1);
  const atWord = cut.lastIndexOf(" ");
  return `${(atWord > max / 2 ? cut.slice(0, atWord) : cut).replace(/\p{Cs}$/u, "").trimEnd()}…`;
}

/**
 * A product as the tools answer it. The price is what a unit costs at `now`; `regular_price` is beside it in a sale.
 * `notForSale`: why it cannot be bought here whatever its feed says.
 */
export function productView(
  product: Product,
  edge: ViewEdge,
  now: Date,
  notForSale: NotForSale | null = null,
): ProductView {
  const view = (amount: Money) => ({
    amount: amount.amountMinor,
    currency: amount.currency,
    display: formatMoney(amount, edge.locale),
  });
  const price = currentPrice(product, now);
  return {
    id: product.id,
    title: product.title,
    description: shortened(product.description, DESCRIPTION_MAX),
    brand: product.brand,
    price: view(price),
    regular_price: sameMoney(price, product.price) ? null : view(product.price),
    ...awaitedFields({ availability: availabilityNow(product, now), availableFrom: awaitedFrom(product, now) }),
    can_be_bought: notForSale === null && canBeOrdered(product, now),
    ...(notForSale === null ? {} : { not_for_sale: notForSale }),
    seller_id: product.sellerId,
    seller_name: product.sellerName,
    group_id: product.groupId,
    variant: { ...product.variant },
    image_url: pictureUrl(product.imageUrl, edge.publicUrl) ?? "",
    url: absoluteUrl(product.url, edge.publicUrl) ?? "",
  };
}
