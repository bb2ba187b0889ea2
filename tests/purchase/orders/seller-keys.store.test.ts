import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { OrderCallParts } from "#app/api/orders/access.ts";
import { answerOrder, answerRefund, answerShipment } from "#app/api/orders/order-calls.ts";
import { readConfig } from "#lib/config/config.ts";
import type { Order } from "#lib/orders/order.ts";
import { openTestShop, type TestShop } from "../../fixtures/test-shop.ts";
import { paidOrder } from "./paid-order.ts";

const KEYS = {
  all: "key-of-all-sellers-0123456789",
  a: "key-of-fernweh-0123456789abcd",
  b: "key-of-kumo-0123456789abcdefg",
  both: "key-of-both-0123456789abcdefg",
  "only read": "key-that-reads-0123456789abcd",
  "only ship": "key-that-ships-0123456789abcd",
  wrong: "key-of-nobody-0123456789abcde",
  none: null,
} as const;
type KeyName = keyof typeof KEYS;

const SETTINGS = {
  ORDERS_API_KEY: KEYS.all,
  ORDERS_API_KEYS: JSON.stringify([
    { name: "fernweh-erp", key: KEYS.a, sellers: ["fernweh"] },
    // By its digest, for a file that is no secret: printf %s "$KEY" | sha256sum
    {
      name: "kumo-erp",
      key_sha256: "eecd154d9a1e98b360c7ecfbebc6553a3bfe860e32604e089708071f69d7669e",
      sellers: ["kumo"],
    },
    { name: "warehouse", key: KEYS.both, sellers: ["fernweh", "kumo"] },
    { name: "support", key: KEYS["only read"], sellers: "all", actions: ["read"] },
    { name: "parcels", key: KEYS["only ship"], sellers: ["fernweh"], actions: ["read", "ship"] },
  ]),
};
const SELLERS: Readonly<Record<KeyName, readonly ("a" | "b")[]>> = {
  all: ["a", "b"],
  a: ["a"],
  b: ["b"],
  both: ["a", "b"],
  "only read": ["a", "b"],
  "only ship": ["a"],
  wrong: [],
  none: [],
};

let shop: TestShop;
let parts: OrderCallParts;
let refusals = 0;
const reports: unknown[] = [];
beforeAll(async () => {
  shop = await openTestShop();
  const read = readConfig(SETTINGS, process.cwd());
  if (read.kind === "invalid") throw new Error(JSON.stringify(read.problems));
  parts = {
    operator: shop.verbs,
    publicUrl: "https://shop.example.com",
    keys: read.config.ordersKeys,
    keyRefused: () => void (refusals += 1),
    report: (error) => void reports.push(error),
  };
});
afterAll(async () => {
  await shop.close();
  expect(reports).toEqual([]);
});

/** A and B; which products the test shop sells for them. */
const orderOf = (seller: "a" | "b") => paidOrder(shop, seller === "a" ? { mug: 2 } : { cup: 2 });

function request(key: KeyName, body: object | null, headers: Readonly<Record<string, string>> = {}): Request {
  const authorization = KEYS[key] === null ? {} : { authorization: `Bearer ${KEYS[key]}` };
  return new Request("https://shop.example.com/api/orders/x", {
    headers: { ...authorization, "content-type": "application/json", ...headers },
    ...(body === null ? {} : { method: "POST", body: JSON.stringify(body) }),
  });
}
const VERBS = {
  read: {
    action: "read",
    call: (key: KeyName, name: string) => answerOrder(request(key, null), name, parts),
    done: 200,
  },
  ship: {
    action: "ship",
    call: (key: KeyName, name: string) =>
      answerShipment(request(key, { shipment_id: "box", carrier: "Post" }), name, parts),
    done: 201,
  },
  deliver: {
    action: "ship",
    call: (key: KeyName, name: string) =>
      answerShipment(request(key, { shipment_id: "box", carrier: "Post", status: "delivered" }), name, parts),
    done: 201,
  },
  refund: {
    action: "refund",
    call: (key: KeyName, name: string) =>
      answerRefund(request(key, { why: "a test" }, { "idempotency-key": `${key}-1` }), name, parts),
    done: 200,
  },
} as const;
type VerbName = keyof typeof VERBS;

const ALLOWED: Partial<Record<KeyName, readonly string[]>> = { "only read": ["read"], "only ship": ["read", "ship"] };

/** What a key may expect of a verb on an order of a seller. */
function expected(key: KeyName, verb: VerbName, seller: "a" | "b"): number {
  if (key === "wrong" || key === "none") return 401;
  if (ALLOWED[key]?.includes(VERBS[verb].action) === false) return 403;
  return SELLERS[key].includes(seller) ? VERBS[verb].done : 404;
}

const cases = (Object.keys(KEYS) as KeyName[]).flatMap((key) =>
  (Object.keys(VERBS) as VerbName[]).flatMap((verb) =>
    (["a", "b"] as const).map((seller) => [key, verb, seller, expected(key, verb, seller)] as const),
  ),
);

const lifeOf = async ({ id }: Order) => shop.context.store.order(id);

describe("a key on the orders API", () => {
  it("is tried with every verb on orders of both sellers, with every answer there is", () => {
    expect(cases).toHaveLength(64);
    const count = (status: number) => cases.filter(([, , , answer]) => answer === status).length;
    expect({ done: count(200) + count(201), forbidden: count(403), unknown: count(404), refused: count(401) }).toEqual({
      done: 29,
      forbidden: 8,
      unknown: 11,
      refused: 16,
    });
  });

  it.each(cases)("(%s) to %s an order of %s is answered with %i", async (key, verb, seller, status) => {
    const order = await orderOf(seller);
    const response = await VERBS[verb].call(key, order.number);
    const answer: unknown = await response.json();
    expect(response.status).toBe(status);
    if (status < 300) {
      expect(answer).toMatchObject({ order: { id: order.id, seller_id: order.sellerId } });
      if (verb !== "read") expect(await lifeOf(order)).not.toEqual(order);
      return;
    }
    expect(await lifeOf(order)).toEqual(order);
    // Neither the status nor the body tells another seller's order from none.
    const none = await VERBS[verb].call(key, "T-2222-2222");
    expect({ status: none.status, answer: await none.json() }).toEqual({ status, answer });
    expect(JSON.stringify(answer)).not.toMatch(/fernweh|kumo|T-/i);
  });

  it("asks the same of the database for another seller's order as for none", async () => {
    const theirs = await orderOf("b");
    const asked: unknown[][] = [];
    const operator = {
      ...shop.verbs,
      orderByName: (...request: Parameters<typeof shop.verbs.orderByName>) => {
        asked.push(request);
        return shop.verbs.orderByName(...request);
      },
    };
    for (const name of [theirs.number, "T-2222-2222"])
      await answerOrder(request("a", null), name, { ...parts, operator });
    expect(asked).toEqual([
      [theirs.number, ["fernweh"]],
      ["T-2222-2222", ["fernweh"]],
    ]);
  });

  it("is named in the audit trail by its name, and never by its text or digest", async () => {
    const order = await orderOf("a");
    await VERBS.ship.call("a", order.number);
    await VERBS.deliver.call("only ship", order.number);
    await VERBS.refund.call("all", order.number);
    await VERBS.refund.call("b", order.number);
    const trail = (await shop.context.store.auditEntries(new Date(0), 1000, 0)).filter(
      ({ subject }) => subject === order.number,
    );
    expect(trail).toMatchObject([
      { action: "shipment_recorded", actor: "orders_api", details: { key: "fernweh-erp", is_delivered: false } },
      { action: "shipment_recorded", actor: "orders_api", details: { key: "parcels", is_delivered: true } },
      { action: "refund_requested", actor: "orders_api", details: { key: "ORDERS_API_KEY" } },
    ]);
    for (const { text, digest } of parts.keys.values()) {
      expect(JSON.stringify(trail)).not.toContain(digest);
      if (text !== null) expect(JSON.stringify(trail)).not.toContain(text);
    }
  });

  it("that is missing or wrong is counted as refused, and one that is known is not", async () => {
    const order = await orderOf("b");
    const before = refusals;
    for (const key of ["wrong", "none", "a", "only read"] as const) await VERBS.refund.call(key, order.number);
    expect(refusals - before).toBe(2);
  });
});
