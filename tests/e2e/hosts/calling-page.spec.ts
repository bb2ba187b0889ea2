import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, test as base, type Page } from "@playwright/test";
import { startShop } from "./own-shop.ts";

type Pages = { readonly shop: string; readonly allowed: string; readonly other: string };

/** A web server with an empty page, so that there is an origin to call from. */
async function aPage(): Promise<{ readonly server: Server; readonly origin: string }> {
  const server = createServer((_, response) => response.writeHead(200, { "content-type": "text/html" }).end("<p>Host"));
  await once(server.listen(0, "127.0.0.1"), "listening");
  return { server, origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
}

/** A shop that one of two pages of other origins may call. */
const test = base.extend<object, { pages: Pages }>({
  pages: [
    async ({ playwright }, provide) => {
      const [allowed, other] = [await aPage(), await aPage()];
      const shop = await startShop(playwright, { MCP_ALLOWED_ORIGINS: allowed.origin });
      await provide({ shop: shop.url, allowed: allowed.origin, other: other.origin });
      await shop.stop();
      for (const { server } of [allowed, other]) server.close();
    },
    { scope: "worker", timeout: 6 * 60_000 },
  ],
});

// One shop serves them all.
test.describe.configure({ mode: "default" });

type Call = { readonly method: string; readonly headers: Readonly<Record<string, string>>; readonly body?: string };

/** What a page reads of the answer to a call, or the name of what it gets instead. */
const readBy = (page: Page, shop: string, call: Call) =>
  page.evaluate(
    async ({ address, init }) => {
      try {
        const response = await fetch(address, init);
        return { status: response.status, text: await response.text() };
      } catch (error) {
        return error instanceof Error ? error.name : "no error";
      }
    },
    { address: `${shop}/mcp`, init: call },
  );

const JSON_TYPE = { "content-type": "application/json" };
const VERSION = "2026-07-28";
const modern = (method: string, headers: Readonly<Record<string, string>> = {}): Call => ({
  method: "POST",
  headers: { ...JSON_TYPE, "mcp-protocol-version": VERSION, "mcp-method": method, ...headers },
  body: JSON.stringify({
    jsonrpc: "2.0",
    id: 1,
    method,
    params: {
      _meta: {
        "io.modelcontextprotocol/protocolVersion": VERSION,
        "io.modelcontextprotocol/clientCapabilities": {},
      },
    },
  }),
});
const legacy = (method: string): Call => ({
  method: "POST",
  headers: { ...JSON_TYPE, "mcp-protocol-version": "2025-11-25" },
  body: JSON.stringify({ jsonrpc: "2.0", id: 1, method }),
});

const CALLS: readonly (readonly [string, Call, number])[] = [
  ["a result of 2026-07-28", modern("tools/list"), 200],
  ["a result of 2025-11-25", legacy("tools/list"), 200],
  ["the refusal of contradicting headers", modern("tools/list", { "mcp-method": "tools/call" }), 400],
  ["the refusal of an unknown method", modern("prompts/list"), 404],
  ["the refusal of what is not JSON", { method: "POST", headers: JSON_TYPE, body: "{" }, 400],
  ["the refusal of another media type", { method: "POST", headers: { "content-type": "text/plain" }, body: "{}" }, 415],
  ["the refusal of a stream", { method: "GET", headers: { "mcp-protocol-version": VERSION } }, 405],
];

for (const [what, call, status] of CALLS)
  test(`a page of an origin in MCP_ALLOWED_ORIGINS reads ${what}, and a page of another origin does not`, async ({
    page,
    pages,
  }) => {
    await page.goto(pages.allowed);
    const read = await readBy(page, pages.shop, call);
    expect(read).toMatchObject({ status, text: expect.stringContaining('"jsonrpc":"2.0"') });
    await page.goto(pages.other);
    expect(await readBy(page, pages.shop, call)).toBe("TypeError");
  });

test("a page of an allowed origin sends no cookies along, and may not", async ({ page, pages }) => {
  await page.goto(pages.allowed);
  const withCookies = page.evaluate(
    ({ address, init }) =>
      fetch(address, { ...init, credentials: "include" }).then(
        () => "read",
        (error: unknown) => (error instanceof Error ? error.name : "no error"),
      ),
    { address: `${pages.shop}/mcp`, init: legacy("tools/list") },
  );
  expect(await withCookies).toBe("TypeError");
});
