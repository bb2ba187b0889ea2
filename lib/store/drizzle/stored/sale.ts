import type { OrderPart, Sale } from "../../../orders/order.ts";
import { taxBasisFromStored, taxBasisToStored, type StoredTaxBasis } from "./tax-basis.ts";
import { deliveryFromStored, deliveryToStored } from "./delivery.ts";
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
    /** In an order of several sellers. */
    parts?: readonly StoredOrderPart[];
    /** Of the address, in an order whose details were erased. */
    country?: string | null;
  };

type StoredOrderPart = Omit<OrderPart, "taxBasis" | "delivery"> & {
  taxBasis: StoredTaxBasis;
  delivery: ReturnType<typeof deliveryToStored> | null;
};

export function partsFromStored(parts: StoredSale["parts"]): Pick<Sale, "parts"> {
  if (parts === undefined) return {};
  return {
    parts: parts.map((part) => ({
      ...part,
      taxBasis: taxBasisFromStored(part.taxBasis),
      delivery: part.delivery === null ? null : deliveryFromStored(part.delivery),
    })),
  };
}

const partToStored = (part: OrderPart): StoredOrderPart => ({
  ...part,
  taxBasis: taxBasisToStored(part.taxBasis),
  delivery: part.delivery === null ? null : deliveryToStored(part.delivery),
});

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
    ...(order.parts === undefined ? {} : { parts: order.parts.map(partToStored) }),
  };
}
