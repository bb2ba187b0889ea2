import { z } from "zod";
import { MAX_SELLER_ID, sellerId } from "../ids.ts";
import type { OrderPlace } from "../store/orders/order-query.ts";
import type { Operator } from "../purchase/operator.ts";
import { merchantOrderView, type MerchantOrder } from "../wire/orders/merchant.ts";
import type { ControlVerb, Emit } from "./control-socket.ts";
import { unknownSeller, type UnknownSeller } from "./sellers/unknown-seller.ts";

export const ORDERS_VERB = "orders";
const PAGE = 100;

export const ordersRequest = z.object({
  /** Orders that were paid at this time or later. */
  since: z.iso.datetime(),
  seller: z.string().min(1).max(MAX_SELLER_ID).nullable(),
  status: z.enum(["paid", "partially_refunded", "refunded", "canceled"]).nullable(),
});
export type OrdersRequest = z.infer<typeof ordersRequest>;
export type OrdersLine = { readonly type: "order"; readonly order: MerchantOrder } | UnknownSeller;

/** Emits every order since a time, a page after the other, in the order in which they were paid; or that nobody knows the seller. */
export async function listAllOrders(
  { operator, publicUrl }: { readonly operator: Operator; readonly publicUrl: string },
  { since, seller, status }: OrdersRequest,
  emit: Emit,
): Promise<void> {
  const sellers = seller === null ? null : [sellerId(seller)];
  const first: OrderPlace = { paidAt: new Date(since), id: "" };
  for (let after = first; ;) {
    const page = await operator.listOrders({ after, sellers, status, limit: PAGE });
    for (const order of page.orders)
      await emit({ type: "order", order: merchantOrderView(order, publicUrl) } satisfies OrdersLine);
    const unknown = after === first && page.orders.length === 0 ? await unknownSeller(operator, seller) : null;
    if (unknown !== null) await emit(unknown satisfies OrdersLine);
    if (!page.hasMore) return;
    after = page.next;
  }
}

/** The verb for the control socket. */
export function ordersVerb(parts: {
  readonly operator: Operator;
  readonly publicUrl: string;
}): Readonly<Record<string, ControlVerb>> {
  return {
    [ORDERS_VERB]: {
      must: '{"since": a time, "seller": text or null, "status": text or null}',
      busy: "the server is busy",
      begin(body) {
        const read = ordersRequest.safeParse(body);
        return read.success ? (emit) => listAllOrders(parts, read.data, emit) : "not_understood";
      },
    },
  };
}
