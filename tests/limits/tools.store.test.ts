import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createCallLimits, DEFAULT_CALL_RULES } from "#lib/http/limits/call-limits.ts";
import { inCall } from "#lib/observe/call-context.ts";
import { TOOL_CALL_KINDS } from "#mcp/call-kinds.ts";
import { TOOLS } from "#mcp/tool-list.ts";
import { openTestShop, testProduct, type TestShop } from "../fixtures/test-shop.ts";
import { PUBLIC_URL, testServer } from "../mcp/test-client.ts";

let shop: TestShop;
beforeAll(async () => {
  shop = await openTestShop();
  await shop.context.catalog.upsert([testProduct("mug")]);
});
afterAll(() => shop.close());

const FEW = { shopper: 2, address: 3, key: null };
const clock = { ms: 0 };
const server = () =>
  testServer(shop.verbs, {
    limit: createCallLimits({ ...DEFAULT_CALL_RULES, read: FEW, prepare: FEW }, { now: () => clock.ms }),
  });
type Answer = {
  readonly result: { readonly isError: boolean; readonly content: readonly { readonly text: string }[] };
};

/** A call of a tool in either era of the protocol, as a shopper. */
function request(era: "legacy" | "modern", name: string, args: object, subject: string): Request {
  const modern = {
    "io.modelcontextprotocol/protocolVersion": "2026-07-28",
    "io.modelcontextprotocol/clientInfo": { name: "test", version: "1" },
    "io.modelcontextprotocol/clientCapabilities": {},
  };
  const params = { name, arguments: args, _meta: { "openai/subject": subject, ...(era === "modern" ? modern : {}) } };
  const headers: Record<string, string> =
    era === "modern"
      ? { "mcp-protocol-version": "2026-07-28", "mcp-method": "tools/call", "mcp-name": name }
      : { "mcp-protocol-version": "2025-06-18" };
  return new Request(`${PUBLIC_URL}/mcp`, {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body: JSON.stringify({ jsonrpc: "2.0", id: 1, method: "tools/call", params }),
  });
}

const LOOK = ["get_product", { id: "mug" }] as const;

describe("a shopper who calls too often", () => {
  it("and calls again at each answer gets few of them", async () => {
    const { fetch } = server();
    const call = async () => await (await fetch(request("legacy", ...LOOK, "eve"))).text();
    for (let time = 0; time < 2; time += 1) await call();
    const from = Date.now();
    let refusals = 0;
    for (; Date.now() - from < 1500; refusals += 1) expect(await call()).toContain("was called too often");
    expect(refusals).toBeLessThanOrEqual(2);
  });

  it.each(["legacy", "modern"] as const)("learns from the tool how long to wait, in the %s era", async (era) => {
    const { fetch } = server();
    const call = async (subject: string): Promise<Answer["result"]> => {
      const response = await fetch(request(era, ...LOOK, subject));
      expect(response.status).toBe(200);
      return ((await response.json()) as Answer).result;
    };
    expect([(await call("ann")).isError, (await call("ann")).isError]).toEqual([false, false]);
    const limited = await call("ann");
    expect(limited.isError).toBe(true);
    expect(limited.content[0]?.text).toBe(
      "Nothing was done: get_product was called too often. Wait 30 seconds, then call it once more.",
    );
    expect((await call("bob")).isError).toBe(false);
    clock.ms += 30_000;
    expect((await call("ann")).isError).toBe(false);
  });

  it("does not make checkouts as somebody else at each call: the address is counted too, where a tool writes", async () => {
    const { fetch } = server();
    const make = async (subject: string, address: string): Promise<boolean> => {
      const items = { checkout_session: { items: [{ id: "mug", quantity: 1 }] } };
      const asked = () => fetch(request("legacy", "checkout_session", items, subject));
      const response = await inCall({ requestId: "r", traceId: null, parentId: null, address }, asked);
      return ((await response.json()) as Answer).result.isError;
    };
    const made: boolean[] = [];
    for (const subject of ["a", "b", "c", "d"]) made.push(await make(subject, "203.0.113.9"));
    expect(made).toEqual([false, false, false, true]);
    expect(await make("e", "203.0.113.10")).toBe(false);
  });
});

describe("every tool", () => {
  it("counts for a limit", () => {
    expect(Object.keys(TOOL_CALL_KINDS).toSorted()).toEqual(TOOLS.map(({ name }) => name).toSorted());
  });
});
