import { createHmac } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { createServer, type IncomingHttpHeaders, type Server } from "node:http";
import { resolve } from "node:path";
import { text } from "node:stream/consumers";
import { Ajv2020 } from "ajv/dist/2020.js";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readConfig } from "#lib/config.ts";
import { money } from "#lib/money.ts";
import type { Order } from "#lib/orders/order.ts";
import { orderEventSender } from "#lib/runtime-order-events.ts";
import { anOrder, aSession, NOON } from "../builders.ts";

const SCHEMA = resolve("../shared/acp/2026-04-17/json-schema/schema.agentic_checkout.json");
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

async function told(order: Order, env: Record<string, string> = {}) {
  const read = settings(env);
  if (read.kind !== "config" || read.config.orderEvents === null) throw new Error(JSON.stringify(read));
  received = [];
  const send = orderEventSender(read.config.orderEvents, "https://shop.example.com", () => NOON);
  await send({ id: "evt_1", type: "order_update", occurredAt: NOON, order });
  const [one] = received;
  if (one === undefined) throw new Error("nothing arrived");
  return { ...one, event: JSON.parse(one.body) as { type: string; data: unknown } };
}

const paid = anOrder(aSession({ status: "completed" }));
const orders: readonly Order[] = [
  paid,
  { ...paid, status: "partially_refunded", refunded: money(100, "USD") },
  { ...paid, status: "refunded" },
];

describe("an order event at the merchant's receiver", () => {
  it("bears a signature over the time and the very bytes that arrived", async () => {
    const { headers, body } = await told(paid);
    const match = /^t=(\d+),v1=([0-9a-f]{64})$/.exec(String(headers["merchant-signature"]));
    expect(match?.[2]).toBe(createHmac("sha256", SECRET).update(`${match?.[1]}.${body}`).digest("hex"));
    expect(Number(match?.[1])).toBe(NOON.getTime() / 1000);
  });

  it("is called as the settings say, and signed in the header they name", async () => {
    expect((await told(paid)).event.type).toBe("order_update");
    const other = await told(paid, { ACP_EVENT_NAMES: "openai", ACP_SIGNATURE_HEADER: "Fernweh-Signature" });
    expect(other.event.type).toBe("order_updated");
    expect(other.headers["fernweh-signature"]).toMatch(/^t=/);
    expect(other.headers["merchant-signature"]).toBeUndefined();
  });

  it.each([301, 401, 500])("that is answered %i was not taken, so that the queue tries again", async (answer) => {
    status = answer;
    try {
      await expect(told(paid)).rejects.toThrow();
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

  // The protocol's schemas are reference data beside the project and not part of it.
  it.skipIf(!existsSync(SCHEMA)).each(orders)("fits the protocol's Order when $status", async (order) => {
    const schema = { ...(JSON.parse(readFileSync(SCHEMA, "utf8")) as { $defs: object }), $ref: "#/$defs/Order" };
    const fits = new Ajv2020({ strict: false, validateFormats: false }).compile(schema);
    const { event } = await told(order);
    expect(fits(event.data) ? [] : fits.errors).toEqual([]);
  });
});
