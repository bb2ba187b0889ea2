import { answerCancel, answerOrder, answerOrders, answerRefund, answerShipment } from "#app/api/orders/order-calls.ts";
import type { OrderCallParts } from "#app/api/orders/access.ts";
import { answerChange, answerChanges } from "#app/api/products/product-calls.ts";
import {
  answerNewReceiver,
  answerReceiverAct,
  answerReceiverEnd,
  answerReceivers,
} from "#app/api/sellers/receiver-calls.ts";
import { answerKeyEnd, answerKeys, answerNewKey } from "#app/api/sellers/key-calls.ts";
import {
  answerNewSeller,
  answerSeller,
  answerSellerChange,
  answerSellers,
  answerSellerState,
} from "#app/api/sellers/seller-calls.ts";
import type { SellerId } from "#lib/ids.ts";
import { orderOfSellers } from "#lib/orders/order-parts.ts";
import type { Order } from "#lib/orders/order.ts";
import { PUBLIC_URL, SELLERS, words } from "./canaries.ts";

/** `othersKey` and `othersReceiver`: the ids of those that the other seller has. */
type CallParts = {
  readonly parts: OrderCallParts;
  readonly orders: readonly { readonly order: Order }[];
  readonly othersKey: string;
  readonly othersReceiver: string;
};
/** Every call that a seller's key can make, about every order that there is. */
export async function callsOf(
  seller: SellerId,
  key: string,
  { parts, orders, othersKey, othersReceiver }: CallParts,
): Promise<Record<string, string>> {
  const { tracking, reason, product } = words(seller);
  const requestOf = (body: object | null) =>
    new Request(`${PUBLIC_URL}/api?since=2020-01-01T00:00:00Z`, {
      headers: {
        authorization: `Bearer ${key}`,
        "content-type": "application/json",
        "idempotency-key": "1",
      },
      ...(body === null ? {} : { method: "POST", body: JSON.stringify(body) }),
    });
  const text = async (answer: Promise<Response>) => (await answer).text();
  const ofEach = async (call: typeof answerOrder, body: object | null) => {
    const said: string[] = [];
    for (const { order } of orders)
      for (const name of [order.id, order.number, `${order.number}-1`, `${order.number}-2`])
        said.push(await text(call(requestOf(body), name, parts)));
    return said.join("\n");
  };
  const shipment = { shipment_id: "1", carrier: "Post", tracking_number: tracking };
  const lines = orders.map(({ order }) => orderOfSellers(order, [seller])?.lineItems[0]?.id);
  const refunded: string[] = [];
  for (const [index, { order }] of orders.entries())
    refunded.push(
      await text(
        answerRefund(
          requestOf({ why: reason, line_items: [{ id: lines[index] ?? "line_1", quantity: 1 }] }),
          order.id,
          parts,
        ),
      ),
    );
  return {
    "api/orders/[order]/shipments POST": await ofEach(answerShipment, shipment),
    "api/orders/[order]/refund POST": refunded.join("\n"),
    "api/orders/[order]/cancel POST": await ofEach(answerCancel, { why: reason }),
    "api/orders GET": await text(answerOrders(requestOf(null), parts)),
    "api/orders/[order] GET": await ofEach(answerOrder, null),
    "api/products POST": await text(
      answerChanges(
        requestOf({ changes: SELLERS.map((one) => ({ id: words(one).product, version: 1, stock_on_hand: 9 })) }),
        parts,
      ),
    ),
    "api/products/[product] PATCH": await text(
      answerChange(requestOf({ version: 2, stock_on_hand: 8 }), product, parts),
    ),
    "api/sellers GET": await text(answerSellers(requestOf(null), parts)),
    "api/sellers POST": await text(answerNewSeller(requestOf({ id: "new", why: "a test" }), parts)),
    "api/sellers/[seller] GET": (
      await Promise.all(SELLERS.map((one) => text(answerSeller(requestOf(null), one, parts))))
    ).join("\n"),
    "api/sellers/[seller] PATCH": await text(answerSellerChange(requestOf({ phone: "+49 30 1234" }), seller, parts)),
    "api/sellers/[seller]/keys POST": await text(
      answerNewKey(requestOf({ actions: ["read"], why: reason }), seller, parts),
    ),
    "api/sellers/[seller]/keys GET": (
      await Promise.all(SELLERS.map((one) => text(answerKeys(requestOf(null), one, parts))))
    ).join("\n"),
    "api/sellers/[seller]/keys/[key] DELETE": await text(
      answerKeyEnd(requestOf(null), { seller, key: othersKey }, parts),
    ),
    ...(await receiverCallsOf(seller, { parts, othersReceiver }, requestOf)),
    "api/sellers/[seller]/state POST": await text(
      answerSellerState(requestOf({ state: "active", why: reason }), seller, parts),
    ),
  };
}

async function receiverCallsOf(
  seller: SellerId,
  { parts, othersReceiver }: Pick<CallParts, "parts" | "othersReceiver">,
  requestOf: (body: object | null) => Request,
): Promise<Record<string, string>> {
  const text = async (answer: Promise<Response>) => (await answer).text();
  const url = `https://second.${seller}.example.com/`;
  const lists = SELLERS.map((one) => text(answerReceivers(requestOf(null), one, parts)));
  const others = { seller, receiver: othersReceiver };
  return {
    "api/sellers/[seller]/receivers POST": await text(
      answerNewReceiver(requestOf({ url, events: ["order_create"], why: words(seller).reason }), seller, parts),
    ),
    "api/sellers/[seller]/receivers GET": (await Promise.all(lists)).join("\n"),
    "api/sellers/[seller]/receivers/[receiver] POST": await text(
      answerReceiverAct(requestOf({ do: "test" }), others, parts),
    ),
    "api/sellers/[seller]/receivers/[receiver] DELETE": await text(answerReceiverEnd(requestOf(null), others, parts)),
  };
}
