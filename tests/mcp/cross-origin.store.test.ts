import { afterAll, describe, expect, it } from "vitest";
import { openTestShop } from "../fixtures/test-shop.ts";
import { post, PUBLIC_URL, testServer } from "./test-client.ts";

const HOST = "https://claude.ai";
const FOREIGN = "https://claude.ai.evil.example";
const LIST = JSON.stringify({ jsonrpc: "2.0", id: 1, method: "tools/list" });

const shop = await openTestShop();
const closed = testServer(shop.verbs);
const open = testServer(shop.verbs, { allowedOrigins: ["https://other.example", HOST] });
afterAll(() => shop.close());

const preflight = (headers: Readonly<Record<string, string>>) =>
  new Request(`${PUBLIC_URL}/mcp`, {
    method: "OPTIONS",
    headers: { "access-control-request-method": "POST", ...headers },
  });
const corsOf = (response: Response) =>
  [...response.headers].filter(([name]) => name.startsWith("access-control-")).map(([name]) => name);

describe("a page that calls /mcp from a browser", () => {
  it("is refused as long as no origin is allowed, and learns nothing", async () => {
    const asked = await closed.fetch(preflight({ origin: HOST }));
    expect([asked.status, corsOf(asked), asked.headers.get("vary")]).toEqual([405, [], null]);
    const posted = await closed.fetch(post(LIST, { origin: HOST }));
    expect([posted.status, corsOf(posted)]).toEqual([403, []]);
  });

  it("of an allowed origin has its preflight answered, for this origin, POST and the protocol's headers", async () => {
    const answer = await open.fetch(preflight({ origin: HOST }));
    expect(answer.status).toBe(204);
    expect(await answer.text()).toBe("");
    const { "access-control-allow-headers": headers = "", ...rest } = Object.fromEntries(answer.headers);
    expect(rest).toEqual({
      "access-control-allow-origin": HOST,
      "access-control-allow-methods": "POST",
      "access-control-max-age": "7200",
      "cache-control": "no-store, no-transform",
      vary: "Origin",
    });
    const names = headers.split(", ");
    for (const name of ["content-type", "authorization", "mcp-protocol-version", "mcp-method", "mcp-name"])
      expect(names).toContain(name);
    expect(names).toContain("mcp-session-id");
  });

  it.each([
    ["a result", post(LIST, { origin: HOST }), 200],
    ["a refusal", post("{", { origin: HOST }), 400],
    ["the answer to GET", new Request(`${PUBLIC_URL}/mcp`, { headers: { origin: HOST } }), 405],
  ])("of an allowed origin can read %s", async (_, request, status) => {
    const answer = await open.fetch(request);
    expect(answer.status).toBe(status);
    expect(answer.headers.get("access-control-allow-origin")).toBe(HOST);
    expect(answer.headers.get("vary")).toBe("Origin");
    expect(answer.headers.has("access-control-allow-credentials")).toBe(false);
  });

  it.each([FOREIGN, "https://claude.ai:8443", "http://claude.ai", "HTTPS://CLAUDE.AI", "null", ""])(
    "of the origin %j is refused although others are allowed",
    async (origin) => {
      const asked = await open.fetch(preflight({ origin }));
      expect([asked.status, corsOf(asked)]).toEqual([405, []]);
      const posted = await open.fetch(post(LIST, { origin }));
      expect([posted.status, corsOf(posted), posted.headers.get("vary")]).toEqual([403, [], "Origin"]);
    },
  );

  it("of an allowed origin is refused under a host name that is not ours", async () => {
    const rebound = { origin: HOST, host: "evil.example" };
    expect(corsOf(await open.fetch(preflight(rebound)))).toEqual([]);
    const posted = await open.fetch(post(LIST, rebound));
    expect([posted.status, corsOf(posted)]).toEqual([403, []]);
  });

  it("is no business of programs, which send no origin", async () => {
    const answer = await open.fetch(post(LIST));
    expect([answer.status, corsOf(answer), answer.headers.get("vary")]).toEqual([200, [], "Origin"]);
  });
});
