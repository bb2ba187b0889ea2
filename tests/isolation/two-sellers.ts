import type { OrderCallParts } from "#app/api/orders/access.ts";
import { readConfig } from "#lib/config/config.ts";
import type { SellerId } from "#lib/ids.ts";
import { ORDER_ACTIONS } from "#lib/sellers/key.ts";
import { money } from "#lib/money.ts";
import { orderOfSellers } from "#lib/orders/order-parts.ts";
import type { OrderReceiver } from "#lib/orders/order-event.ts";
import type { ReceiverSender } from "#lib/orders/receiver-sender.ts";
import type { Order } from "#lib/orders/order.ts";
import { orderEventBody } from "#lib/wire/orders/event.ts";
import { anAddress } from "../fixtures/builders.ts";
import { testProduct } from "../fixtures/test-shop.ts";
import { openMailBench } from "../mail/mail-bench.ts";
import { itemsOf, openCartShop } from "../purchase/carts/cart-shop.ts";
import { added, recordingSender } from "../sellers/receivers/receiver-shop.ts";
import { canaryOf, PUBLIC_URL, SELLERS, words } from "./canaries.ts";
import { callsOf } from "./key-calls.ts";

export type Shop = Awaited<ReturnType<typeof openTwoSellers>>;

/** A shop with two sellers, an order of each, and an order of both; parts of it were shipped and given back by their keys. */
export async function openTwoSellers() {
  const events = new Map<SellerId, string[]>(SELLERS.map((seller) => [seller, []]));
  const receiverOf = (seller: SellerId): OrderReceiver => ({
    name: `erp-of-${seller}`,
    sellers: [seller],
    send: async (event) => void events.get(seller)?.push(JSON.stringify(orderEventBody(event, PUBLIC_URL, "acp"))),
  });
  const receiverSender = senderTo(events);
  const mails = openMailBench({ sellers: new Map(SELLERS.map((seller) => [seller, [words(seller).mailbox]])) });
  // The first seller has a receiver of the settings, the other one that was added while the shop runs.
  const orderReceivers = [receiverOf(SELLERS[0])];
  const shop = await openCartShop({ orderReceivers, receiverSender, mailer: mails.mailer });
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
  const othersReceivers = {
    [SELLERS[0]]: (await added(shop, SELLERS[1])).id,
    [SELLERS[1]]: (await added(shop, SELLERS[0], { events: ["order_create"] })).id,
  };
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
  answers.set(
    SELLERS[0],
    await callsOf(SELLERS[0], KEY_OF_SETTINGS, {
      parts,
      orders,
      othersKey: second.id,
      othersReceiver: othersReceivers[SELLERS[0]] ?? "",
    }),
  );
  answers.set(
    SELLERS[1],
    await callsOf(SELLERS[1], second.text, {
      parts,
      orders,
      othersKey: first.id,
      othersReceiver: othersReceivers[SELLERS[1]] ?? "",
    }),
  );
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

/** Takes what is sent to receivers that sellers have added. */
const senderTo = (events: ReadonlyMap<SellerId, string[]>): ReceiverSender => ({
  ...recordingSender().sender,
  async send(to, event) {
    const seller = SELLERS.find((one) => to.url.includes(one));
    if (seller === undefined) throw new Error(`${to.url} is of no seller`);
    if (event.type !== "ping") events.get(seller)?.push(JSON.stringify(orderEventBody(event, PUBLIC_URL, "acp")));
    return { kind: "taken", status: 204, milliseconds: 1 };
  },
});

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
