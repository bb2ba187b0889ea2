import { quoted } from "#lib/plain-text.ts";
import type { ProductView } from "#lib/wire/tool-contract.ts";
import { TEXTS } from "./texts.ts";

/** A product in one line: what, price, whether it can be had, from whom, and the id that the other tools take. */
export function productLine(product: ProductView): string {
  const options = Object.entries(product.variant)
    .map(([name, value]) => `${quoted(name)}: ${quoted(value)}`)
    .join(", ");
  const price =
    product.regular_price === null
      ? product.price.display
      : TEXTS.regularPrice(product.price.display, product.regular_price.display);
  return `- ${quoted(product.title)}${options === "" ? "" : ` [${options}]`}: ${price}; ${availabilityText(product)}; ${TEXTS.soldBy(product.seller_name, product.id)}`;
}

function availabilityText({ availability, can_be_bought: isSoldHere }: ProductView): string {
  return availability === "in_stock" && !isSoldHere ? TEXTS.notSoldHere : TEXTS.availability[availability];
}
