import fc from "fast-check";
import { afterAll, describe, expect, it } from "vitest";
import { sessionId } from "#lib/ids.ts";
import { openTestPglite } from "../fixtures/test-pglite.ts";
import { openTestShop } from "../fixtures/test-shop.ts";
import { expectError, expectSession } from "./acp-rules.ts";
import { acpShop, API_KEY, createBody, ORIGIN, paymentBody, type Version } from "./acp-shop.ts";

const opened = await openTestPglite();
const shop = await openTestShop(opened);
const acp = acpShop(shop);
afterAll(() => shop.close());

const RUNS = process.env["TILLSWITCH_PROOF"] === "whole" ? 10_000 : 300;
const VERSIONS: readonly Version[] = ["2025-09-29", "2026-04-17"];
const NASTY: readonly unknown[] = [
  null,
  -1,
  0,
  1.5,
  1e308,
  "",
  " ",
  "\0",
  "\ud800",
  "x".repeat(6000),
  [],
  {},
  [[]],
  true,
  "__proto__",
  JSON.parse('{"__proto__":{"a":1},"constructor":1}'),
  "' or 1=1 --",
];
const VALID = {
  create: (version: Version) => ({
    ...createBody(version, [{ id: "mug", quantity: 1 }]),
    discounts: { codes: ["TEN"] },
    affiliate_attribution: { provider: "p", token: "t" },
  }),
  update: (version: Version) => ({
    ...createBody(version, [{ id: "mug", quantity: 1 }]),
    selected_fulfillment_options: [{ type: "shipping", option_id: "express", item_ids: ["mug"] }],
    fulfillment_option_id: "express",
  }),
  complete: (version: Version) => ({
    ...paymentBody(version, "tok_sandbox_declined"),
    authentication_result: { outcome: "denied" },
    risk_signals: { ip_address: "192.0.2.1" },
  }),
  cancel: () => ({ intent_trace: { reason_code: "other", trace_summary: "s", metadata: { a: 1 } } }),
};
type Operation = keyof typeof VALID;

/** Every place in a value, as a path. */
function placesIn(value: unknown, path: readonly string[] = []): string[][] {
  const inside =
    typeof value === "object" && value !== null
      ? Object.entries(value).flatMap(([key, one]) => placesIn(one, [...path, key]))
      : [];
  return [[...path], ...inside];
}

/** The value with something else at a place; `undefined` takes the place away. */
function withAt(value: unknown, [step, ...rest]: readonly string[], other: unknown): unknown {
  if (step === undefined) return other;
  if (Array.isArray(value)) return value.map((one, index) => (String(index) === step ? withAt(one, rest, other) : one));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, one]) => [key, key === step ? withAt(one, rest, other) : one]),
  );
}

const mangled = fc
  .record({
    version: fc.constantFrom(...VERSIONS),
    operation: fc.constantFrom<Operation>("create", "update", "complete", "cancel"),
    place: fc.nat(),
    other: fc.oneof(fc.constantFrom(undefined, ...NASTY), fc.jsonValue({ maxDepth: 3 })),
  })
  .map(({ version, operation, place, other }) => {
    const valid = VALID[operation](version);
    const places = placesIn(valid);
    return {
      version,
      operation,
      text: JSON.stringify(withAt(valid, places[place % places.length] ?? [], other)) ?? "",
    };
  });
const rubbish = fc.record({
  version: fc.constantFrom(...VERSIONS),
  operation: fc.constantFrom<Operation>("create", "update", "complete", "cancel"),
  text: fc.oneof(fc.string(), fc.json({ maxDepth: 6 }), fc.constant(`${"[".repeat(5000)}${"]".repeat(5000)}`)),
});

async function sessionCount(): Promise<number> {
  if (opened.jobsConnection.kind !== "embedded") throw new Error("this test looks into its own database");
  const { rows } = await opened.jobsConnection.client.query<{ n: number }>(
    "select count(*)::int as n from checkout_sessions",
  );
  return rows[0]?.n ?? 0;
}

async function freshSession(): Promise<string> {
  const body = createBody("2026-04-17", [{ id: "mug", quantity: 1 }]);
  return String((await acp.call("2026-04-17", "POST", "checkout_sessions", body)).body["id"]);
}

describe("requests that are not as they should be", () => {
  it("are answered by name, never with a failure of ours, and change nothing", async () => {
    let id = await freshSession();
    let count = 0;
    let refusals = 0;
    await fc.assert(
      fc.asyncProperty(fc.oneof(mangled, rubbish), async ({ version, operation, text }) => {
        const before = [await shop.context.store.session(sessionId(id)), await sessionCount()];
        const path = operation === "create" ? "" : operation === "update" ? `/${id}` : `/${id}/${operation}`;
        const answer = await acp.raw(`checkout_sessions${path}`, {
          method: "POST",
          body: text,
          headers: {
            authorization: `Bearer ${API_KEY}`,
            "api-version": version,
            "content-type": "application/json",
            "idempotency-key": `malformed-${(count += 1)}`,
          },
        });
        if (answer.status < 400) {
          expectSession(version, answer.body);
          if (answer.body["status"] === "canceled") id = await freshSession();
          return;
        }
        refusals += 1;
        expectError(version, answer);
        expect(String(answer.body["message"]).length).toBeGreaterThan(10);
        if (answer.status === 400) expect(answer.body["param"]).toMatch(/^\$/);
        expect([await shop.context.store.session(sessionId(id)), await sessionCount()]).toEqual(before);
      }),
      { numRuns: RUNS },
    );
    expect(acp.reports).toEqual([]);
    expect(refusals).toBeGreaterThan(RUNS / 4);
  }, 600_000);

  it("headers, methods and paths of any kind are answered in the flat form", async () => {
    const text = fc.string({ unit: "grapheme-ascii", maxLength: 40 }).map((one) => one.replace(/[^\x20-\x7e]/g, ""));
    const segment = fc.oneof(text.map(encodeURIComponent), fc.constantFrom("%zz", "%00", "..", "complete", "cs_1", ""));
    const odd = fc.record({
      method: fc.constantFrom("GET", "POST", "PUT", "DELETE", "PATCH", "OPTIONS"),
      path: fc.array(segment, { maxLength: 4 }).map((parts) => ["checkout_sessions", ...parts].join("/")),
      headers: fc.dictionary(
        fc.constantFrom(
          "api-version",
          "idempotency-key",
          "request-id",
          "signature",
          "timestamp",
          "accept-language",
          "content-type",
          "content-length",
        ),
        text,
      ),
    });
    await fc.assert(
      fc.asyncProperty(odd, async ({ method, path, headers }) => {
        const answer = await acp.raw(path, {
          method,
          headers: { authorization: `Bearer ${API_KEY}`, ...headers },
          ...(method === "GET" ? {} : { body: "{}" }),
        });
        expect(answer.status).toBeGreaterThanOrEqual(400);
        expectError("2026-04-17", answer);
      }),
      { numRuns: RUNS },
    );
  }, 600_000);

  it("messages on the MCP binding are answered as JSON-RPC", async () => {
    const id = await freshSession();
    const names = ["create", "get", "update", "complete", "cancel"].map((one) => `${one}_checkout_session`);
    const sent = fc.record({
      name: fc.oneof(fc.constantFrom(...names), fc.string()),
      args: fc.oneof(
        fc.jsonValue({ maxDepth: 4 }),
        fc.record({
          meta: fc.constant({ api_version: "2026-04-17" }),
          id: fc.oneof(fc.constant(id), fc.constantFrom(...NASTY)),
          payload: fc.oneof(fc.constantFrom(...NASTY), fc.jsonValue({ maxDepth: 3 })),
        }),
      ),
    });
    await fc.assert(
      fc.asyncProperty(sent, async ({ name, args }) => {
        const response = await acp.mcp(
          new Request(`${ORIGIN}/acp/mcp`, {
            method: "POST",
            headers: { authorization: `Bearer ${API_KEY}`, "content-type": "application/json" },
            body: JSON.stringify({ jsonrpc: "2.0", id: 1, method: "tools/call", params: { name, arguments: args } }),
          }),
        );
        expect(response.status).toBeLessThan(500);
        const message = (await response.json()) as Record<string, unknown>;
        expect("result" in message || "error" in message).toBe(true);
      }),
      { numRuns: RUNS },
    );
    expect(acp.reports).toEqual([]);
  }, 600_000);
});
