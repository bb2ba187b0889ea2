import type { Sale } from "../../../orders/order.ts";
import { taxBasisToStored, type StoredTaxBasis } from "./tax-basis.ts";
import { deliveryToStored } from "../session-row.ts";
import {
  lineToStored,
  taxToStored,
  type StoredAddress,
  type StoredDiscount,
  type StoredLine,
  type StoredTax,
} from "./lines.ts";

/** What was sold, as the column `sale` of an order has it. */
export type StoredSale = Pick<Sale, "sellerName" | "totals" | "buyer" | "paymentReference"> &
  StoredTax & {
    lineItems: readonly StoredLine[];
    discounts: readonly StoredDiscount[];
    address: StoredAddress | null;
    delivery: ReturnType<typeof deliveryToStored> | null;
    /** Not there in orders that were placed before orders were marked. */
    isTest?: boolean;
    taxBasis?: StoredTaxBasis;
    /** Of the address, in an order whose details were erased. */
    country?: string | null;
  };

export function saleToStored(order: Sale): StoredSale {
  const { sellerName, lineItems, totals, discounts, taxLines, buyer, address, paymentReference, isTest, taxBasis } =
    order;
  return {
    sellerName,
    lineItems: lineItems.map(lineToStored),
    totals,
    discounts,
    ...taxToStored(taxLines),
    buyer,
    address,
    paymentReference,
    isTest,
    taxBasis: taxBasisToStored(taxBasis),
    delivery: order.delivery === null ? null : deliveryToStored(order.delivery),
  };
}
