import { createHmac } from "node:crypto";
import { createServer, type IncomingHttpHeaders, type Server } from "node:http";
import { text } from "node:stream/consumers";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readConfig } from "#lib/config/config.ts";
import { productId, shipmentId } from "#lib/ids.ts";
import { money } from "#lib/money.ts";
import type { OrderRefund } from "#lib/orders/refund.ts";
import type { Order, Shipment, ShippedLine } from "#lib/orders/order.ts";
import { orderEventSender } from "#lib/runtime/order-events.ts";
import { PINNED, problemsBy } from "../acp/acp-schemas.ts";
import { anOrder, aProduct, aSession, NOON } from "../fixtures/builders.ts";
import { anOrderRefund } from "../fixtures/refunds.ts";

const SECRET = "a-secret-of-some-length";

let receiver: Server;
let url: string;
let status = 200;
let received: { headers: IncomingHttpHeaders; body: string }[] = [];
beforeAll(async () => {
  receiver = createServer(async (incoming, outgoing) => {
    received.push({ headers: incoming.headers, body: await text(incoming) });
    outgoing.writeHead(status).end("{}");
  });
  await new Promise<void>((done) => void receiver.listen(0, "127.0.0.1", done));
  const address = receiver.address();
  if (address === null || typeof address === "string") throw new Error("the receiver has no port");
  url = `http://127.0.0.1:${address.port}/events`;
});
afterAll(() => receiver.close());

const settings = (env: Record<string, string>) =>
  readConfig({ ACP_WEBHOOK_URL: url, ACP_WEBHOOK_SECRET: SECRET, ...env }, process.cwd());

async function sent(order: Order, env: Record<string, string> = {}) {
  const read = settings(env);
  const [receiver] = read.kind === "config" ? read.config.orderReceivers : [];
  if (receiver === undefined) throw new Error(JSON.stringify(read));
  received = [];
  const send = orderEventSender(receiver, "https://shop.example.com", () => NOON);
  await send({ id: "evt_1", type: "order_update", occurredAt: NOON, order });
  const [one] = received;
  if (one === undefined) throw new Error("nothing arrived");
  return {
    ...one,
    event: JSON.parse(one.body) as { type: string; livemode: boolean; seller_id: string; data: unknown },
  };
}

const paid = anOrder(
  aSession({
    status: "completed",
    lines: [
      { product: aProduct(), quantity: 3 },
      { product: aProduct({ id: productId("cup"), title: "Cup" }), quantity: 2 },
    ],
  }),
);
const TOTAL = paid.paid.amountMinor;
const LATER = new Date(NOON.getTime() + 3_600_000);
const mugs = (quantity: number): ShippedLine => ({ lineId: "line_1", quantity });
const cups = (quantity: number): ShippedLine => ({ lineId: "line_2", quantity });
function box(n: number, lines: readonly ShippedLine[], deliveredAt: Date | null = null): Shipment {
  const trackingUrl = `https://post.example.com/${n}`;
  const tracking = { carrier: "Post", trackingNumber: `0034-${n}`, trackingUrl };
  return { id: shipmentId(`ship_${n}`), name: `internal-${n}`, lines, ...tracking, shippedAt: NOON, deliveredAt };
}
const refund = (id: string, amountMinor: number, state: OrderRefund["state"] = "done"): OrderRefund => ({
  ...anOrderRefund(`adj_${id}`, amountMinor, state),
  occurredAt: LATER,
});
const partly = (refunded: number, life: Partial<Order> = {}): Order =>
  ({ ...paid, ...life, status: "partially_refunded", refunded: money(refunded, "USD") }) as Order;
const allBoxes = [box(1, [mugs(2)], LATER), box(2, [mugs(1), cups(2)])];
const delivered = allBoxes.map((one) => ({ ...one, deliveredAt: LATER }));

type Case = readonly [name: string, order: Order, acp: object, openai: object];
/** Every state that an order can be sent in, and what both dialects contain. */
const CASES: readonly Case[] = [
  ["confirmed", paid, { status: "confirmed", fulfillments: [], adjustments: [] }, { status: "confirmed", refunds: [] }],
  [
    "partly shipped",
    { ...paid, shipments: [box(1, [mugs(2)])] },
    {
      status: "processing",
      line_items: [
        { quantity: { ordered: 3, current: 3, fulfilled: 2 }, status: "partial" },
        { quantity: { ordered: 2, current: 2, fulfilled: 0 }, status: "processing" },
      ],
    },
    { status: "confirmed" },
  ],
  [
    "shipped in two parcels, one of them delivered",
    { ...paid, shipments: allBoxes },
    {
      status: "shipped",
      line_items: [{ status: "fulfilled" }, { status: "fulfilled" }],
      fulfillments: [
        {
          id: "ship_1",
          type: "shipping",
          status: "delivered",
          line_items: [{ id: "line_1", quantity: 2 }],
          carrier: "Post",
          tracking_number: "0034-1",
          tracking_url: "https://post.example.com/1",
          events: [
            { id: "ship_1_shipped", type: "shipped", occurred_at: NOON.toISOString() },
            { id: "ship_1_delivered", type: "delivered", occurred_at: LATER.toISOString() },
          ],
        },
        { id: "ship_2", status: "shipped", events: [{ type: "shipped" }] },
      ],
    },
    { status: "shipped" },
  ],
  ["delivered", { ...paid, shipments: delivered }, { status: "completed" }, { status: "fulfilled" }],
  [
    "partly refunded",
    partly(100, { refunds: [refund("a", 100)] }),
    {
      status: "confirmed",
      adjustments: [
        {
          id: "adj_a",
          type: "refund",
          status: "completed",
          amount: 100,
          currency: "usd",
          occurred_at: LATER.toISOString(),
        },
      ],
    },
    { refunds: [{ type: "original_payment", amount: 100 }] },
  ],
  [
    "given back several times, and once at the payment service itself",
    partly(600, {
      shipments: delivered,
      refunds: [refund("a", 100), refund("b", 200, "accepted"), refund("c", 50, "refused")],
    }),
    {
      status: "completed",
      adjustments: [
        { id: "adj_a", status: "completed", amount: 100 },
        { id: "adj_b", status: "pending", amount: 200 },
        { id: "adj_c", status: "failed", amount: 50 },
        { status: "completed", amount: 300 },
      ],
    },
    { status: "fulfilled", refunds: [100, 200, 300].map((amount) => ({ type: "original_payment", amount })) },
  ],
  [
    "given back before anything left",
    { ...paid, status: "refunded", refunds: [refund("a", TOTAL)] },
    {
      status: "canceled",
      line_items: [{ quantity: { ordered: 3, current: 0, fulfilled: 0 }, status: "removed" }, { status: "removed" }],
    },
    { status: "canceled", refunds: [{ type: "original_payment", amount: TOTAL }] },
  ],
  [
    "given back after a part had left",
    { ...paid, status: "refunded", shipments: [box(1, [mugs(2)])], refunds: [refund("a", TOTAL)] },
    {
      status: "shipped",
      line_items: [{ quantity: { ordered: 3, current: 2, fulfilled: 2 }, status: "fulfilled" }, { status: "removed" }],
    },
    { status: "shipped" },
  ],
];

describe("an order event at the merchant's receiver", () => {
  it("bears a signature over the time and the very bytes that arrived", async () => {
    const { headers, body } = await sent(paid);
    const match = /^t=(\d+),v1=([0-9a-f]{64})$/.exec(String(headers["merchant-signature"]));
    expect(match?.[2]).toBe(createHmac("sha256", SECRET).update(`${match?.[1]}.${body}`).digest("hex"));
    expect(Number(match?.[1])).toBe(NOON.getTime() / 1000);
  });

  it("is called as the settings say, and signed in the header they name", async () => {
    expect((await sent(paid)).event.type).toBe("order_update");
    const other = await sent(paid, { ACP_EVENT_NAMES: "openai", ACP_SIGNATURE_HEADER: "Fernweh-Signature" });
    expect(other.event.type).toBe("order_updated");
    expect(other.headers["fernweh-signature"]).toMatch(/^t=/);
    expect(other.headers["merchant-signature"]).toBeUndefined();
  });

  it.each([301, 401, 500])("that is answered %i was not taken, so that the queue tries again", async (answer) => {
    status = answer;
    try {
      await expect(sent(paid)).rejects.toThrow();
    } finally {
      status = 200;
    }
  });

  it.each([
    ["ACP_EVENT_NAMES", "both"],
    ["ACP_SIGNATURE_HEADER", "Two Words"],
    ["ACP_SIGNATURE_HEADER", "Content-Type"],
  ])("%s=%s stops the start with a message that names it", (name, value) => {
    expect(settings({ [name]: value })).toMatchObject({ kind: "invalid", problems: [{ name }] });
  });

  it.each(CASES)(
    "says that an order is %s, in the words of the protocol and in OpenAI's",
    async (_, order, acp, openai) => {
      expect((await sent(order)).event.data).toMatchObject(acp);
      const { data } = (await sent(order, { ACP_EVENT_NAMES: "openai" })).event;
      expect(data).toMatchObject(openai);
      // The page documents these fields and no others.
      expect(Object.keys(data as object)).toEqual([
        "type",
        "checkout_session_id",
        "permalink_url",
        "status",
        "refunds",
      ]);
    },
  );

  it.each(["acp", "openai"])(
    "say beside the order whose it is and if it was paid, in the words of %s",
    async (names) => {
      const beside = async (isTest: boolean) => (await sent({ ...paid, isTest }, { ACP_EVENT_NAMES: names })).event;
      expect(await beside(true)).toMatchObject({ livemode: false, seller_id: paid.sellerId });
      expect(await beside(false)).toMatchObject({ livemode: true, seller_id: paid.sellerId });
    },
  );

  // The protocol's schemas are reference data beside the project and not part of it.
  it.skipIf(PINNED === null).each(CASES)("fits the protocol's Order when it is %s", async (_, order) => {
    expect(problemsBy("Order", (await sent(order)).event.data)).toEqual([]);
  });

  it.each(CASES)(
    "contains nothing of the buyer, the payment or the merchant's own names when it is %s",
    async (_, order) => {
      for (const names of ["acp", "openai"]) {
        const { body } = await sent(order, { ACP_EVENT_NAMES: names });
        for (const secret of ["ada@example.com", "Ada", "1 Main St", "10001", "pay_1", "internal-"])
          expect(body).not.toContain(secret);
      }
    },
  );
});
