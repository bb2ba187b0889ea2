import { NOT_FOR_SALE } from "#lib/sellers/sale.ts";
import { quoted } from "#lib/plain-text.ts";
import { awaitedTextOf } from "#lib/wire/products/awaited.ts";
import type { ProductView } from "#lib/wire/tool-contract.ts";
import { TEXTS } from "./texts.ts";

/** A product in one line: what, price, whether it can be had, from whom, and the id that the other tools take. */
export function productLine(product: ProductView, locale: string): string {
  const options = Object.entries(product.variant)
    .map(([name, value]) => `${quoted(name)}: ${quoted(value)}`)
    .join(", ");
  const price =
    product.regular_price === null
      ? product.price.display
      : TEXTS.regularPrice(product.price.display, product.regular_price.display);
  return `- ${quoted(product.title)}${options === "" ? "" : ` [${options}]`}: ${price}; ${availabilityText(product, locale)}; ${TEXTS.soldBy(product.seller_name, product.id)}`;
}

function availabilityText(product: ProductView, locale: string): string {
  const { availability, can_be_bought: isSoldHere, not_for_sale: why } = product;
  const reason = NOT_FOR_SALE.find((one) => one === why);
  if (reason !== undefined) return TEXTS.notForSale[reason];
  if (!isSoldHere && availability !== "out_of_stock" && availability !== "unknown") return TEXTS.notSoldHere;
  return awaitedTextOf(product, locale) ?? TEXTS.availability[availability];
}
