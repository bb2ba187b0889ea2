import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { freePort } from "../fixtures/free-port.ts";
import { endWithTheFile, LONG_MS, startInstance, type Instance } from "../start/server-process.ts";

const KEY = "acp-0123456789-very-secret";
const ORDERS = "orders-0123456789-very-secret";
const PERSONAL = {
  name: "Vera Unmistakable",
  email: "vera.unmistakable@example.com",
  phone: "+15125550199",
  lineOne: "4711 Unmistakable Lane",
  subject: "subject-unmistakable",
  token: "tok_sandbox_ok_unmistakable",
  declined: "tok_sandbox_declined_unmistakable",
  lost: "tok_sandbox_timeout_lost_unmistakable",
  code: "UNMISTAKABLECODE",
  wrongKey: "wrong-unmistakable-key",
} as const;

endWithTheFile();
let shop: Instance;
beforeAll(async () => {
  const port = await freePort();
  shop = await startInstance({
    LOG_LEVEL: "trace",
    LIMITS: '{"change":{"shopper":15}}',
    ACP_API_KEY: KEY,
    ORDERS_API_KEY: ORDERS,
    ACP_WEBHOOK_URL: `http://127.0.0.1:${port}/nobody-listens`,
    ACP_WEBHOOK_SECRET: "webhook-0123456789-secret",
  });
  await shop.ready();
}, LONG_MS);
afterAll(() => expect(shop.output()).toBe(""));

type Structured = { readonly id?: string; readonly continue_url?: string; readonly links?: unknown };
const answers: string[] = [];
async function tool(name: string, args: object, id = "request-of-the-test"): Promise<Structured> {
  const response = await fetch(`${shop.url}/mcp`, {
    method: "POST",
    headers: { "content-type": "application/json", "x-request-id": id },
    body: JSON.stringify({
      jsonrpc: "2.0",
      id: 1,
      method: "tools/call",
      params: { name, arguments: args, _meta: { "openai/subject": PERSONAL.subject } },
    }),
  });
  expect(response.headers.get("x-request-id")).toBe(id);
  const text = await response.text();
  answers.push(text);
  return (JSON.parse(text) as { result?: { structuredContent?: Structured } }).result?.structuredContent ?? {};
}
const address = {
  name: PERSONAL.name,
  line_one: PERSONAL.lineOne,
  city: "Austin",
  state: "TX",
  country: "US",
  postal_code: "78701",
  phone_number: PERSONAL.phone,
};
const buyer = { first_name: "Vera", last_name: "Unmistakable", email: PERSONAL.email, phone_number: PERSONAL.phone };
async function checkout(): Promise<string> {
  const made = await tool("checkout_session", { checkout_session: { items: [{ id: "mug", quantity: 1 }] } });
  const checkout_session_id = made.id ?? "";
  await tool("update_checkout", {
    checkout_session_id,
    fulfillment_address: address,
    buyer,
    discount_codes: [PERSONAL.code],
  });
  await tool("choose_route", { checkout_session_id, capabilities: { request_checkout: true } });
  return checkout_session_id;
}
const pay = (id: string, token: string) =>
  tool("complete_checkout", { checkout_session_id: id, buyer, payment_data: { token, provider: "sandbox" } });

/** A purchase each way, and everything that goes wrong on them. */
async function sellAndFail(): Promise<void> {
  const first = await checkout();
  await pay(first, PERSONAL.declined);
  await pay(first, PERSONAL.lost);
  await pay(await checkout(), PERSONAL.token);
  await shop.ask("openHostedPayment", { sessionId: (await checkout()) as never });
  await tool("find_order", { order_number: "T-AAAA-BBBB", email: PERSONAL.email });
  for (let n = 0; n < 20; n += 1) await tool("update_checkout", { checkout_session_id: first, buyer });
  const json = { "content-type": "application/json" };
  const bearer = (key: string) => ({ ...json, authorization: `Bearer ${key}` });
  const post = (path: string, headers: Record<string, string>, body: unknown) =>
    fetch(`${shop.url}${path}`, { method: "POST", headers, body: JSON.stringify(body) });
  for (const key of [KEY, PERSONAL.wrongKey])
    await post(
      "/acp/checkout_sessions",
      { ...bearer(key), "api-version": "2026-04-17", "idempotency-key": `k${key.length}` },
      {
        line_items: [{ id: "mug", quantity: 1 }],
        currency: "usd",
        capabilities: {},
        buyer,
        fulfillment_details: { name: PERSONAL.name, email: PERSONAL.email, address },
      },
    );
  for (const key of [ORDERS, PERSONAL.wrongKey])
    await fetch(`${shop.url}/api/orders?since=${encodeURIComponent(PERSONAL.email)}`, { headers: bearer(key) });
  await post("/api/webhooks/sandbox", { ...json, "webhook-signature": PERSONAL.wrongKey }, { buyer, address });
  await post("/mcp", { ...json, origin: "https://evil.example" }, { buyer });
  await post("/mcp", json, { jsonrpc: "2.0", id: PERSONAL.email, method: PERSONAL.email, params: buyer });
}

describe("the log of a whole purchase on both routes and of all that fails on them", () => {
  it("is JSON, line by line, and has no person, address, token, code, link or key in it", async () => {
    await sellAndFail();
    const lines = shop.log();
    const links = [...answers.join("\n").matchAll(/\b(?:co|or)_[\w-]{10,}/g)].map(([link]) => link);
    expect(links.length).toBeGreaterThan(3);
    expect(lines.length).toBeGreaterThan(5);
    for (const line of lines) expect(() => JSON.parse(line) as unknown, line).not.toThrow();
    const secrets = [...Object.values(PERSONAL), "Unmistakable", "unmistakable", KEY, ORDERS, ...links];
    for (const secret of secrets)
      expect(
        lines.filter((line) => line.includes(secret)),
        secret,
      ).toEqual([]);
  });

  it("names the request, the session and the attempt in what happened on the way", () => {
    const lines = shop.log().map((line) => JSON.parse(line) as Readonly<Record<string, unknown>>);
    const unknown = lines.find(({ msg }) => msg === "the payment provider gave no answer that decides anything");
    expect(unknown).toMatchObject({
      request: "request-of-the-test",
      sessionId: expect.stringMatching(/^cs_/),
      attemptId: expect.stringMatching(/^cs_.+:\d+$/),
    });
    expect(lines.filter(({ event }) => event === "limit_hit")).toMatchObject([{ limit: "change", by: "shopper" }]);
  });
});
