import { unreachable } from "#lib/invariant.ts";
import type { ProductView } from "#lib/wire/tool-contract.ts";

/** A product in one line: what, price, whether it can be had, from whom, and the id that the other tools take. */
export function productLine(product: ProductView): string {
  const options = Object.entries(product.variant)
    .map(([name, value]) => `${name}: ${value}`)
    .join(", ");
  const price =
    product.regular_price === null
      ? product.price.display
      : `${product.price.display} (regular price ${product.regular_price.display})`;
  return `- ${product.title}${options === "" ? "" : ` [${options}]`}: ${price}; ${availabilityText(product)}; sold by ${product.seller_name}; id ${product.id}`;
}

function availabilityText(product: ProductView): string {
  switch (product.availability) {
    case "in_stock":
      return product.can_be_bought ? "in stock" : "not sold through this checkout";
    case "out_of_stock":
      return "out of stock";
    case "pre_order":
      return "can be pre-ordered";
    case "backorder":
      return "on back-order";
    case "unknown":
      return "availability not known";
    default:
      return unreachable(product.availability);
  }
}
