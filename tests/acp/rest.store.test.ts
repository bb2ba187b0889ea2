import { afterAll, describe, expect, it } from "vitest";
import { sessionId } from "#lib/ids.ts";
import { chargesOf, openTestShop } from "../fixtures/test-shop.ts";
import { errorProblems, problemsBy, sessionProblems } from "./acp-schemas.ts";
import { acpShop, ADDRESS, API_KEY, BUYER, createBody, paymentBody, type Answer, type Version } from "./acp-shop.ts";

const shop = await openTestShop();
const acp = acpShop(shop);
afterAll(() => shop.close());

const VERSIONS: readonly Version[] = ["2025-09-29", "2026-04-17"];
const MUG = [{ id: "mug", quantity: 2 }];
const idOf = (answer: Answer) => String(answer.body["id"]);
const totalOf = (answer: Answer) =>
  (answer.body["totals"] as { type: string; amount: number }[]).find((row) => row.type === "total")?.amount;
const create = (version: Version, items: readonly unknown[] = MUG, withAddress = true) =>
  acp.call(version, "POST", "checkout_sessions", createBody(version, items, withAddress));
const complete = (version: Version, id: string, token: string, more: Record<string, unknown> = {}) =>
  acp.call(version, "POST", `checkout_sessions/${id}/complete`, { ...paymentBody(version, token), ...more });

describe.each(VERSIONS)("REST in version %s", (version) => {
  const option = (id: string) =>
    version === "2025-09-29"
      ? { fulfillment_option_id: id }
      : { selected_fulfillment_options: [{ type: "shipping", option_id: id, item_ids: ["line_1"] }] };

  it("a session without an address is created, and is not ready (C1)", async () => {
    const answer = await create(version, MUG, false);
    expect(answer).toMatchObject({ status: 201, body: { status: "not_ready_for_payment", fulfillment_options: [] } });
    expect(answer.body["messages"]).toMatchObject([{ type: "error", code: "missing" }]);
    expect(sessionProblems(version, answer.body)).toEqual([]);
  });

  it("with an address it offers options and counts delivery and tax (C2)", async () => {
    const answer = await create(version);
    expect(answer).toMatchObject({ status: 201, body: { status: "ready_for_payment", currency: "usd" } });
    expect(answer.body["fulfillment_options"]).toHaveLength(2);
    // Two mugs, New York's 8.875 %, standard delivery with its own tax.
    expect(totalOf(answer)).toBe(5000 + 444 + 544);
    expect(sessionProblems(version, answer.body)).toEqual([]);
  });

  it("another delivery option changes the totals by its own total (C4)", async () => {
    const before = await create(version);
    const after = await acp.call(version, "POST", `checkout_sessions/${idOf(before)}`, option("express"));
    expect(after.status).toBe(200);
    expect(totalOf(after)).toBe(5000 + 444 + 1633);
    expect(sessionProblems(version, after.body)).toEqual([]);
    const wrong = await acp.call(version, "POST", `checkout_sessions/${idOf(before)}`, option("teleport"));
    expect(wrong).toMatchObject({ status: 400, body: { type: "invalid_request", code: "invalid" } });
    expect(errorProblems(version, wrong.body)).toEqual([]);
  });

  it("a token pays once and gives an order (C7)", async () => {
    const made = await create(version);
    const paid = await complete(version, idOf(made), "tok_sandbox_ok");
    expect(paid).toMatchObject({
      status: version === "2025-09-29" ? 201 : 200,
      body: { status: "completed", order: { checkout_session_id: idOf(made) } },
    });
    expect(sessionProblems(version, paid.body)).toEqual([]);
    const again = await complete(version, idOf(made), `tok_sandbox_ok_other_${idOf(made)}`);
    expect(again.body["order"]).toEqual(paid.body["order"]);
    expect(chargesOf(shop, sessionId(idOf(made)))).toHaveLength(1);
    const seen = await acp.call(version, "GET", `checkout_sessions/${idOf(made)}`);
    expect(seen).toMatchObject({ status: 200, body: { order: paid.body["order"] } });
  });

  it("a declined card is news in a session that can be paid again (C11)", async () => {
    const id = idOf(await create(version));
    const declined = await complete(version, id, "tok_sandbox_declined");
    expect(declined).toMatchObject({ status: 200, body: { status: "ready_for_payment" } });
    expect(declined.body["messages"]).toMatchObject([{ type: "error", code: "payment_declined" }]);
    expect(sessionProblems(version, declined.body)).toEqual([]);
    expect((await complete(version, id, `tok_sandbox_ok_after_${id}`)).body["status"]).toBe("completed");
  });

  it("a payment without an answer is in progress and never declined", async () => {
    const id = idOf(await create(version));
    const open = await complete(version, id, "tok_sandbox_timeout_captured");
    expect(open.status).toBe(200);
    expect(open.body["status"]).toBe(version === "2025-09-29" ? "not_ready_for_payment" : "complete_in_progress");
    expect(JSON.stringify(open.body["messages"])).toContain("Do not pay again");
    expect(JSON.stringify(open.body["messages"])).not.toContain("payment_declined");
    expect(sessionProblems(version, open.body)).toEqual([]);
    const change = await acp.call(version, "POST", `checkout_sessions/${id}`, { buyer: null });
    expect(change.status).toBe(409);
    const seen = await acp.call(version, "GET", `checkout_sessions/${id}`);
    expect(seen.body).toMatchObject({ status: "completed", order: { checkout_session_id: id } });
  });

  it("a missing field is named (C9)", async () => {
    const empty = await acp.call(version, "POST", "checkout_sessions", {});
    const param = version === "2025-09-29" ? "$.items" : "$.currency";
    expect(empty).toMatchObject({ status: 400, body: { type: "invalid_request", code: "missing", param } });
    const token = await acp.call(version, "POST", `checkout_sessions/${idOf(await create(version))}/complete`, {
      payment_data: {},
    });
    expect(token.body).toMatchObject({ code: "missing", param: expect.stringMatching(/^\$\.payment_data\..*token$/) });
    expect(errorProblems(version, token.body)).toEqual([]);
  });

  it("goods that are gone are reported, before a session and in one (C10)", async () => {
    const refused = await create(version, [{ id: "last", quantity: 2 }]);
    expect(refused).toMatchObject({ status: 400, body: { code: "out_of_stock" } });
    const id = idOf(await create(version));
    const items = version === "2025-09-29" ? "items" : "line_items";
    const updated = await acp.call(version, "POST", `checkout_sessions/${id}`, {
      [items]: [{ id: "last", quantity: 2 }],
    });
    expect(updated).toMatchObject({ status: 200, body: { messages: [{ type: "error", code: "out_of_stock" }] } });
    expect(updated.body["messages"]).toMatchObject([{ param: `$.${items}[0].quantity` }]);
    expect(sessionProblems(version, updated.body)).toEqual([]);
  });

  it("Terms and Privacy are linked, absolutely (C14)", async () => {
    const links = (await create(version)).body["links"] as { type: string; url: string }[];
    for (const type of ["terms_of_use", "privacy_policy"])
      expect(links.find((link) => link.type === type)?.url).toMatch(/^https:\/\/shop\.example\.com\/policies\//);
  });

  it("cancels what is not paid, once", async () => {
    const id = idOf(await create(version));
    const trace = { intent_trace: { reason_code: "shipping_cost", metadata: { shown: 5, deep: true } } };
    const canceled = await acp.call(version, "POST", `checkout_sessions/${id}/cancel`, trace);
    expect(canceled).toMatchObject({ status: 200, body: { status: "canceled" } });
    expect(JSON.stringify(canceled.body)).not.toContain("shipping_cost");
    expect((await shop.context.store.steps(sessionId(id))).at(-1)).toMatchObject({ note: "buyer: shipping_cost" });
    const again = await acp.call(version, "POST", `checkout_sessions/${id}/cancel`);
    expect(again).toMatchObject({ status: 405, body: { code: "not_cancelable" } });
    expect(await complete(version, id, "tok_sandbox_ok")).toMatchObject({
      status: 409,
      body: { code: "session_closed" },
    });
    const paid = idOf(await create(version));
    await complete(version, paid, "tok_sandbox_ok");
    expect((await acp.call(version, "POST", `checkout_sessions/${paid}/cancel`)).status).toBe(405);
  });

  it("null clears and absent leaves", async () => {
    const id = idOf(await create(version));
    const kept = await acp.call(version, "POST", `checkout_sessions/${id}`, { buyer: null });
    expect(kept.body["status"]).toBe("ready_for_payment");
    expect(kept.body).not.toHaveProperty("buyer");
    const field = version === "2025-09-29" ? "fulfillment_address" : "fulfillment_details";
    const cleared = await acp.call(version, "POST", `checkout_sessions/${id}`, { [field]: null });
    expect(cleared.body).toMatchObject({ status: "not_ready_for_payment" });
    expect(sessionProblems(version, cleared.body)).toEqual([]);
  });
});

describe("the edge", () => {
  const request = (headers: HeadersInit, path = "checkout_sessions", method = "POST", body = "{}") =>
    acp.raw(path, { method, headers, ...(method === "GET" ? {} : { body }) });
  const BEARER = { authorization: `Bearer ${API_KEY}` };
  const JSON_BODY = { ...BEARER, "api-version": "2025-09-29", "content-type": "application/json" };

  it.each([
    ["no key", {}, 401, "unauthorized"],
    ["a wrong key", { authorization: "Bearer nope" }, 401, "unauthorized"],
    ["no version", BEARER, 400, "missing_api_version"],
    ["a version nobody speaks", { ...BEARER, "api-version": "2024-01-01" }, 400, "unsupported_api_version"],
    ["another media type", { ...BEARER, "api-version": "2025-09-29", "content-type": "text/plain" }, 415, null],
  ])("refuses a request with %s", async (_, headers, status, code) => {
    const answer = await request(headers);
    expect(answer.status).toBe(status);
    if (code !== null) expect(answer.body["code"]).toBe(code);
    if (code?.endsWith("version")) expect(answer.body["supported_versions"]).toEqual(["2026-04-17", "2025-09-29"]);
    if (status === 401) expect(answer.headers.get("www-authenticate")).toContain("Bearer");
    expect(problemsBy("Error", answer.body)).toEqual([]);
  });

  it("knows 2025-09-12 as a name of 2025-09-29 (C3)", async () => {
    const body = JSON.stringify(createBody("2025-09-29", MUG));
    const answer = await request({ ...JSON_BODY, "api-version": "2025-09-12" }, "checkout_sessions", "POST", body);
    expect(answer.status).toBe(201);
  });

  it("serves nothing at all without a key of its own", async () => {
    const closed = acpShop(shop, null, false);
    expect((await closed.call("2026-04-17", "GET", "checkout_sessions/cs_1")).status).toBe(404);
    const mcp = await closed.mcp(new Request("https://shop.example.com/acp/mcp", { method: "POST", body: "{}" }));
    expect(mcp.status).toBe(404);
  });

  it.each([
    ["GET", "checkout_sessions", 405],
    ["DELETE", "checkout_sessions/cs_1", 405],
    ["GET", "checkout_sessions/cs_1/complete", 405],
    ["POST", "checkout_sessions/cs_1/refund", 404],
    ["POST", "carts", 404],
    ["GET", "checkout_sessions/cs_unknown", 404],
    ["GET", "checkout_sessions/%00", 404],
  ])("%s %s is answered %i in the flat form", async (method, path, status) => {
    const answer = await request(JSON_BODY, path, method);
    expect(answer.status).toBe(status);
    if (status === 405) expect(answer.headers.get("allow")).toMatch(/GET|POST/);
    expect(problemsBy("Error", answer.body)).toEqual([]);
  });

  it("echoes Request-Id and Idempotency-Key", async () => {
    const { headers } = await request({ ...JSON_BODY, "request-id": "req-7", "idempotency-key": "key-echo" });
    expect([headers.get("request-id"), headers.get("idempotency-key")]).toEqual(["req-7", "key-echo"]);
  });

  it("a body that is too long, too deep or no JSON is the sender's mistake", async () => {
    const send = (body: string) => request(JSON_BODY, "checkout_sessions", "POST", body);
    expect((await send(" ".repeat(300_000))).status).toBe(413);
    expect((await send(`${'{"a":'.repeat(40_000)}1${"}".repeat(40_000)}`)).status).toBe(400);
    expect((await send("{")).body["code"]).toBe("invalid_json");
  });

  it("items are priced in the currency that the agent expects, or refused", async () => {
    const body = { ...createBody("2026-04-17", MUG), currency: "EUR" };
    const answer = await acp.call("2026-04-17", "POST", "checkout_sessions", body);
    expect(answer).toMatchObject({ status: 400, body: { param: "$.currency", code: "invalid" } });
  });

  it("every spelling is understood: legacy items, quantity left out, a nested option, attribution that is never echoed", async () => {
    const body = {
      items: [{ id: "mug" }],
      currency: "USD",
      capabilities: {},
      fulfillment_address: { ...ADDRESS, phone_number: "+12125550100" },
      buyer: { name: "Ada", email: "ada@example.com", phone_number: null },
      affiliate_attribution: { provider: "impact.com", token: "atp_secret" },
      coupons: ["ten"],
      metadata: { source: "chat" },
    };
    const made = await acp.call("2026-04-17", "POST", "checkout_sessions", body);
    expect(made).toMatchObject({ status: 201, body: { discounts: { applied: [{ code: "TEN" }] } } });
    expect(JSON.stringify(made.body)).not.toContain("atp_secret");
    const nested = { selected_fulfillment_options: [{ type: "shipping", shipping: { option_id: "express" } }] };
    const changed = await acp.call("2026-04-17", "POST", `checkout_sessions/${idOf(made)}`, nested);
    expect(changed.body["selected_fulfillment_options"]).toMatchObject([{ option_id: "express" }]);
    const flat = { payment_data: { token: "tok_sandbox_ok", provider: "stripe" }, buyer: BUYER };
    const paid = await acp.call("2026-04-17", "POST", `checkout_sessions/${idOf(made)}/complete`, flat);
    expect(paid.body["status"]).toBe("completed");
  });
});
