import { answerCancel, answerOrder, answerOrders, answerRefund, answerShipment } from "#app/api/orders/order-calls.ts";
import type { OrderCallParts } from "#app/api/orders/access.ts";
import { answerChange, answerChanges } from "#app/api/products/product-calls.ts";
import { answerKeyEnd, answerKeys, answerNewKey } from "#app/api/sellers/key-calls.ts";
import {
  answerNewSeller,
  answerSeller,
  answerSellerChange,
  answerSellers,
  answerSellerState,
} from "#app/api/sellers/seller-calls.ts";
import { readConfig } from "#lib/config/config.ts";
import { sellerId, type SellerId } from "#lib/ids.ts";
import { ORDER_ACTIONS } from "#lib/sellers/key.ts";
import { money } from "#lib/money.ts";
import { orderOfSellers } from "#lib/orders/order-parts.ts";
import type { OrderReceiver } from "#lib/orders/order-event.ts";
import type { Order } from "#lib/orders/order.ts";
import { orderEventBody } from "#lib/wire/orders/event.ts";
import { anAddress } from "../fixtures/builders.ts";
import { testProduct } from "../fixtures/test-shop.ts";
import { openMailBench } from "../mail/mail-bench.ts";
import { itemsOf, openCartShop } from "../purchase/carts/cart-shop.ts";

export const PUBLIC_URL = "https://shop.example.com";
export const SELLERS = [sellerId("fernweh"), sellerId("ombra")] as const;
/** What is nobody's but that seller's; no text of the product has these words or amounts. */
const CANARIES = {
  fernweh: { goods: "Quillwort kettle", name: "Fernweh Canary GmbH", buyer: "Berta Quillbuyer", priceMinor: 471_113 },
  ombra: { goods: "Zephyrine lantern", name: "Ombra Canary SpA", buyer: "Zeno Zephyrbuyer", priceMinor: 290_777 },
} as const;
const canaryOf = (seller: SellerId) => CANARIES[seller as string as keyof typeof CANARIES];
const words = (seller: SellerId) => ({
  email: `${seller}-buyer@canary.example`,
  street: `${seller} buyer street 77`,
  phone: seller === SELLERS[0] ? "+12125550143" : "+12125550187",
  tracking: `TRACK-${seller}-0815`,
  reason: `reason of ${seller} 4242`,
  mailbox: `${seller}@seller.example`,
  product: `goods-${seller}`,
});

export type Shop = Awaited<ReturnType<typeof openTwoSellers>>;

/** A shop with two sellers, an order of each, and an order of both; parts of it were shipped and given back by their keys. */
export async function openTwoSellers() {
  const events = new Map<SellerId, string[]>(SELLERS.map((seller) => [seller, []]));
  const receiverOf = (seller: SellerId): OrderReceiver => ({
    name: `erp-of-${seller}`,
    sellers: [seller],
    send: async (event) => void events.get(seller)?.push(JSON.stringify(orderEventBody(event, PUBLIC_URL, "acp"))),
  });
  const mails = openMailBench({ sellers: new Map(SELLERS.map((seller) => [seller, [words(seller).mailbox]])) });
  const shop = await openCartShop({ orderReceivers: SELLERS.map(receiverOf), mailer: mails.mailer });
  await shop.context.catalog.upsert(
    SELLERS.map((seller) => {
      const { goods: title, name: sellerName, priceMinor } = canaryOf(seller);
      return testProduct(words(seller).product, {
        sellerId: seller,
        sellerName,
        title,
        price: money(priceMinor, "USD"),
      });
    }),
  );
  for (const id of SELLERS) {
    const caller = { by: "command" } as const;
    await shop.verbs.addSeller({ id, change: { name: canaryOf(id).name }, state: "active", why: "a test", caller });
  }
  const parts: OrderCallParts = {
    operator: shop.verbs,
    publicUrl: PUBLIC_URL,
    keys: keysOfSettings(),
    keyRefused: () => undefined,
    report: (error) => {
      throw error;
    },
  };
  const orders: { readonly sellers: readonly SellerId[]; readonly order: Order }[] = [];
  for (const sellers of [[SELLERS[0]], [SELLERS[1]], [...SELLERS]])
    orders.push({ sellers, order: await bought(shop, sellers) });
  const answers = new Map<SellerId, Record<string, string>>();
  const [first, second] = [await storedKeyOf(shop, SELLERS[0]), await storedKeyOf(shop, SELLERS[1])];
  // The first seller calls with a key of the settings, the other with one that was made while the shop runs.
  answers.set(SELLERS[0], await callsOf(SELLERS[0], KEY_OF_SETTINGS, { parts, orders, othersKey: second.id }));
  answers.set(SELLERS[1], await callsOf(SELLERS[1], second.text, { parts, orders, othersKey: first.id }));
  return {
    shop,
    mails,
    orders,
    /** What a seller's key was answered, by its route and method. */
    answers: (seller: SellerId): Readonly<Record<string, string>> => answers.get(seller) ?? {},
    events: (seller: SellerId): readonly string[] => events.get(seller) ?? [],
    close: async () => {
      await shop.close();
      mails.close();
    },
  };
}

const KEY_OF_SETTINGS = "key-of-settings-0123456789abcdef";
async function storedKeyOf({ verbs }: Awaited<ReturnType<typeof openCartShop>>, seller: SellerId) {
  const caller = { by: "command" } as const;
  const made = await verbs.makeSellerKey({ seller, actions: ORDER_ACTIONS, why: "a test", caller, own: ORDER_ACTIONS });
  if (made.kind !== "made" || made.text === null) throw new Error(`no key for ${seller} but ${made.kind}`);
  return { id: made.key.id, text: made.text };
}
function keysOfSettings(): OrderCallParts["keys"] {
  const list = [{ name: "of-settings", key: KEY_OF_SETTINGS, sellers: [SELLERS[0]], actions: ORDER_ACTIONS }];
  const read = readConfig({ ORDERS_API_KEYS: JSON.stringify(list) }, process.cwd());
  if (read.kind === "invalid") throw new Error(`no keys: ${JSON.stringify(read.problems)}`);
  return read.config.ordersKeys;
}

async function bought(
  { verbs }: Awaited<ReturnType<typeof openCartShop>>,
  sellers: readonly SellerId[],
): Promise<Order> {
  const [first] = sellers;
  if (first === undefined) throw new Error("an order has a seller");
  const { email, street, phone: phoneNumber } = words(first);
  // The buyer of both is known to both.
  const buyer =
    sellers.length > 1
      ? { name: "Carla Common", email: "carla@common.example", phoneNumber: null }
      : { name: canaryOf(first).buyer, email, phoneNumber };
  const address = anAddress({ name: buyer.name, ...(sellers.length > 1 ? {} : { lineOne: street, phoneNumber }) });
  const items = itemsOf(Object.fromEntries(sellers.map((seller) => [words(seller).product, 2])));
  const prepared = await verbs.prepareCheckout({ items, address, buyer });
  if (prepared.kind !== "prepared") throw new Error(`not prepared: ${JSON.stringify(prepared.problems)}`);
  const sessionId = prepared.session.id;
  const paid = await verbs.payWithToken({ sessionId, token: `tok_sandbox_ok_${sessionId}`, buyer });
  if (paid.kind !== "completed" || paid.order === null) throw new Error(`not paid but ${paid.kind}`);
  return paid.order;
}

/** `othersKey`: the id of a key that the other seller has. */
type CallParts = {
  readonly parts: OrderCallParts;
  readonly orders: readonly { readonly order: Order }[];
  readonly othersKey: string;
};
/** Every call that a seller's key can make, about every order that there is. */
async function callsOf(
  seller: SellerId,
  key: string,
  { parts, orders, othersKey }: CallParts,
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
    "api/sellers/[seller]/state POST": await text(
      answerSellerState(requestOf({ state: "active", why: reason }), seller, parts),
    ),
  };
}

/** How an amount is written in what people and programs read. */
const written = (minor: number): readonly string[] => [
  String(minor),
  new Intl.NumberFormat("en-US", { minimumFractionDigits: 2 }).format(minor / 100),
];

/** What is a seller's and must be in nothing that another one gets: words, amounts, and names of their orders. */
export function secretsOf(seller: SellerId, { orders }: Pick<Shop, "orders">): readonly string[] {
  const { goods, name, buyer, priceMinor } = canaryOf(seller);
  const { email, street, phone, tracking, reason, mailbox, product } = words(seller);
  const amounts = [priceMinor, 2 * priceMinor];
  const names: string[] = [];
  for (const { sellers, order } of orders) {
    const part = orderOfSellers(order, [seller]);
    if (part === null) continue;
    amounts.push(part.totals.total.amountMinor, part.paid.amountMinor);
    // What both paid together says what the other one's part is.
    if (sellers.length > 1) amounts.push(order.paid.amountMinor);
    if (sellers.length === 1) names.push(order.id, order.number, order.sessionId);
    names.push(part.link, ...(sellers.length > 1 ? [part.number] : []));
  }
  const texts = [goods, name, buyer, email, street, phone, tracking, reason, mailbox, product, ...names];
  return [...new Set([...texts, ...amounts.flatMap(written)])];
}

/** What a seller finds in what is theirs. */
export const ownOf = (seller: SellerId): string => canaryOf(seller).goods;
/** What is a buyer's alone. */
export const buyersOf = (seller: SellerId): readonly string[] => {
  const { email, street, phone } = words(seller);
  return [canaryOf(seller).buyer, email, street, phone];
};
export const mailboxOf = (seller: SellerId): string => words(seller).mailbox;
export const emailOf = (seller: SellerId): string => words(seller).email;
