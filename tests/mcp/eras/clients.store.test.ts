import { Client as SecondClient, StreamableHTTPClientTransport } from "@modelcontextprotocol/client";
import { Ajv } from "ajv";
import { Ajv2020 } from "ajv/dist/2020.js";
import { afterAll, beforeEach, describe, expect, it } from "vitest";
import { z } from "zod";
import { sessionId } from "#lib/ids.ts";
import { ENVELOPE_KEYS } from "#lib/wire/mcp/params.ts";
import { checkoutView, searchProductsOutput } from "#lib/wire/tool-contract.ts";
import { INSTRUCTIONS } from "#mcp/instructions.ts";
import { TOOLS } from "#mcp/tool-list.ts";
import { toolListing } from "#mcp/tool-listing.ts";
import { PRODUCTS_WIDGET_URI, WIDGET_URI } from "#mcp/tool-meta.ts";
import { answerProblems } from "../../fixtures/mcp/official-schema.ts";
import { ada, chargesOf, newYorker, openTestShop } from "../../fixtures/test-shop.ts";
import { post, PUBLIC_URL, testServer, type TestServer } from "../test-client.ts";

const shop = await openTestShop();
const server = testServer(shop.verbs, { instant: shop.context.provider.instant });
afterAll(() => shop.close());
beforeEach(() => shop.flags.set({ killed: false, beta: true, variant: "instant" }));

const SHOPPER = { "openai/subject": "shopper-1" };
type ToolResult = { readonly isError?: boolean | undefined; readonly structuredContent?: unknown };
/** What the tests ask of a client of either SDK. */
type AnyClient = {
  callTool(request: {
    name: string;
    arguments: Record<string, unknown>;
    _meta?: Record<string, unknown>;
  }): Promise<unknown>;
  listTools(): Promise<{ readonly tools: readonly { readonly name: string }[] }>;
  listResources(): Promise<{ readonly resources: readonly unknown[] }>;
  readResource(request: { uri: string }): Promise<{ readonly contents: readonly unknown[] }>;
  getInstructions(): string | undefined;
  getServerVersion(): unknown;
  getServerCapabilities(): unknown;
};
type Connected = {
  readonly client: AnyClient;
  readonly revision: string | undefined;
  readonly sent: readonly string[];
};

async function second(mode: "legacy" | "auto" | { pin: string }, to: TestServer): Promise<Connected> {
  const sent: string[] = [];
  const client = new SecondClient({ name: "second", version: "2" }, { versionNegotiation: { mode } });
  const fetch = async (url: string | URL, init?: RequestInit) => {
    const request = new Request(url, init);
    if (request.method === "POST") sent.push((JSON.parse(await request.clone().text()) as { method: string }).method);
    return to.fetch(request);
  };
  await client.connect(new StreamableHTTPClientTransport(new URL(`${PUBLIC_URL}/mcp`), { fetch }));
  await client.listTools();
  return { client, revision: client.getNegotiatedProtocolVersion(), sent };
}

const CLIENTS: readonly [string, () => Promise<Connected>, string | undefined, readonly string[]][] = [
  ["SDK 1.x", async () => ({ client: await server.connect(), revision: undefined, sent: [] }), undefined, []],
  ["SDK 2.x as it comes", () => second("legacy", server), "2025-11-25", ["initialize"]],
  ["SDK 2.x that asks first", () => second("auto", server), "2026-07-28", ["server/discover"]],
  ["SDK 2.x pinned to 2026-07-28", () => second({ pin: "2026-07-28" }, server), "2026-07-28", ["server/discover"]],
];

describe.each(CLIENTS)("the client of %s", (_, connect, revision, first) => {
  it("agrees on its revision and learns who answers, with what and how to use it", async () => {
    const { client, revision: agreed, sent } = await connect();
    expect(agreed).toBe(revision);
    expect(sent.slice(0, first.length)).toEqual(first);
    if (first[0] === "server/discover") expect(sent).not.toContain("initialize");
    expect(client.getServerVersion()).toEqual({ name: "tillswitch", title: "Tillswitch", version: "0.0.0" });
    expect(client.getInstructions()).toBe(INSTRUCTIONS);
    expect(client.getServerCapabilities()).toEqual({
      tools: {},
      resources: {},
      extensions: { "io.modelcontextprotocol/ui": {} },
    });
  });

  it("lists the tools and the widget, reads the widget, and gets an error for a tool and a resource that do not exist", async () => {
    const { client } = await connect();
    expect((await client.listTools()).tools.map((tool) => tool.name)).toEqual(TOOLS.map((tool) => tool.name));
    expect((await client.listResources()).resources).toMatchObject([{ uri: WIDGET_URI }, { uri: PRODUCTS_WIDGET_URI }]);
    const { contents } = await client.readResource({ uri: WIDGET_URI });
    expect(contents).toMatchObject([{ mimeType: "text/html;profile=mcp-app", _meta: { ui: { prefersBorder: true } } }]);
    await expect(client.callTool({ name: "pay_everything", arguments: {} })).rejects.toThrow(/no tool pay_everything/);
    await expect(client.readResource({ uri: "ui://widget/other.html" })).rejects.toThrow(/no resource/);
    const refused = (await client.callTool({ name: "get_product", arguments: {} })) as ToolResult;
    expect(refused).toMatchObject({ isError: true, structuredContent: { messages: [{ code: "missing" }] } });
  });

  it("searches, prepares a checkout and pays it by both routes, once each", async () => {
    const { client } = await connect();
    const call = async (name: string, args: Record<string, unknown>) => {
      const answer = (await client.callTool({ name, arguments: args, _meta: SHOPPER })) as ToolResult;
      expect(answer.isError, JSON.stringify(answer)).toBe(false);
      return answer.structuredContent;
    };
    const found = searchProductsOutput.parse(await call("search_products", { query: "mug" }));
    expect(found.products.map((product) => product.id)).toContain("mug");
    const prepare = async () => {
      const items = [{ id: "mug", quantity: 1 }];
      const { id } = checkoutView.parse(await call("checkout_session", { checkout_session: { items } }));
      const address = {
        name: "Ada",
        line_one: "1 Main St",
        city: "New York",
        state: "NY",
        country: "US",
        postal_code: "10001",
      };
      await call("update_checkout", { checkout_session_id: id, fulfillment_address: address });
      return id;
    };
    const instant = await prepare();
    const paid = await call("complete_checkout", {
      checkout_session_id: instant,
      buyer: { name: "Ada Lovelace", email: "ada@example.com" },
      payment_data: { token: "tok_sandbox_ok", provider: "stripe" },
    });
    expect(checkoutView.parse(paid)).toMatchObject({ state: "completed", order: { status: "paid" } });

    const external = await prepare();
    await shop.verbs.updateCheckout({ sessionId: sessionId(external), buyer: ada, address: newYorker });
    await shop.verbs.openHostedPayment({ sessionId: sessionId(external) });
    const waiting = await shop.context.store.session(sessionId(external));
    if (waiting?.status !== "awaiting_buyer") throw new Error(`not waiting: ${waiting?.status}`);
    shop.bank.answerPage(waiting.reference, "pay");
    await shop.verbs.checkOrder({ sessionId: sessionId(external) });
    const status = await call("get_order_status", { checkout_session_id: external });
    expect(checkoutView.parse(status)).toMatchObject({ state: "completed", order: { status: "paid" } });
    for (const id of [instant, external]) expect(chargesOf(shop, sessionId(id))).toMatchObject([{ state: "captured" }]);
  });
});

const tool = z.looseObject({
  name: z.string(),
  inputSchema: z.record(z.string(), z.unknown()),
  outputSchema: z.record(z.string(), z.unknown()),
});
const listShape = z.object({ result: z.object({ tools: z.array(tool) }) });

describe("every answer of the shop", () => {
  const META = { [ENVELOPE_KEYS.version]: "2026-07-28", [ENVELOPE_KEYS.capabilities]: {} };
  const ITEMS = { checkout_session: { items: [{ id: "mug", quantity: 1 }] } };
  const hello = { protocolVersion: "2025-11-25", capabilities: {}, clientInfo: { name: "a", version: "1" } };
  const CALLS: readonly [string, Record<string, unknown>][] = [
    ["tools/list", {}],
    ["resources/list", {}],
    ["resources/templates/list", {}],
    ["resources/read", { uri: WIDGET_URI }],
    ["resources/read", { uri: "ui://other" }],
    ["tools/call", { name: "search_products", arguments: {} }],
    ["tools/call", { name: "checkout_session", arguments: ITEMS }],
    ["tools/call", { name: "checkout_session", arguments: {} }],
    ["tools/call", { name: "pay_everything", arguments: {} }],
    ["prompts/list", {}],
  ];
  const own = {
    legacy: [
      ["initialize", hello],
      ["ping", {}],
    ],
    modern: [["server/discover", {}]],
  } as const;

  it.each(["legacy", "modern"] as const)("is valid by the specification's own schema in the %s era", async (era) => {
    const problems = answerProblems(era);
    for (const [method, params] of [...own[era], ...CALLS]) {
      const message = {
        jsonrpc: "2.0",
        id: 1,
        method,
        params: { ...params, ...(era === "modern" ? { _meta: META } : {}) },
      };
      const { name, uri }: Readonly<Record<string, unknown>> = { ...params };
      const headers = { "mcp-protocol-version": "2026-07-28", "mcp-method": method, "mcp-name": String(name ?? uri) };
      const response = await server.fetch(post(JSON.stringify(message), era === "modern" ? headers : {}));
      expect(problems(method, (await response.json()) as object), method).toEqual([]);
    }
  });

  it("lists the same tools in both eras, in at most 20 kB and in schemas that every dialect reads alike", async () => {
    const lists = await Promise.all(
      (["legacy", "modern"] as const).map(async (era) => {
        const message = {
          jsonrpc: "2.0",
          id: 1,
          method: "tools/list",
          params: era === "modern" ? { _meta: META } : {},
        };
        const headers = { "mcp-protocol-version": "2026-07-28", "mcp-method": "tools/list" };
        const text = await (await server.fetch(post(JSON.stringify(message), era === "modern" ? headers : {}))).text();
        expect(Buffer.byteLength(text)).toBeLessThanOrEqual(20_000);
        return listShape.parse(JSON.parse(text)).result.tools;
      }),
    );
    expect(lists[0]).toHaveLength(TOOLS.length);
    expect(lists[0]).toEqual(lists[1]);
    for (const { name, inputSchema, outputSchema } of lists[0] ?? [])
      for (const schema of [inputSchema, outputSchema]) {
        expect(schema).not.toHaveProperty("$schema");
        for (const ajv of [new Ajv(), new Ajv2020()]) expect(() => ajv.compile(schema), name).not.toThrow();
      }
  });

  it("a tool's listed schema refuses what is of another type than the tool answers", () => {
    const [listed] = toolListing(TOOLS.filter((tool) => tool.name === "checkout_session"));
    const validate = new Ajv2020().compile(listed?.outputSchema ?? {});
    const answer = { id: "cs_1", state: "ready", messages: [], continue_url: "https://shop.example.com" };
    expect(validate(answer)).toBe(true);
    expect(validate({ ...answer, of_a_later_release: 1 })).toBe(true);
    for (const wrong of [{ ...answer, id: 7 }, { ...answer, state: "sold" }, { id: "cs_1" }])
      expect(validate(wrong), JSON.stringify(wrong)).toBe(false);
  });

  it("the schema has something against an answer that is wrong", () => {
    expect(answerProblems("modern")("tools/list", { jsonrpc: "2.0", id: 1, result: { tools: [] } })).not.toEqual([]);
    expect(answerProblems("legacy")("tools/list", { jsonrpc: "2.0", id: 1, result: {} })).not.toEqual([]);
  });

  it("a client of 2026-07-28 keeps a list as long as ttlMs says", async () => {
    const { client, sent } = await second("auto", server);
    const before = sent.length;
    await client.listTools();
    expect(sent).toHaveLength(before);
  });
});
