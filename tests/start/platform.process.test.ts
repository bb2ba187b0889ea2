import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { WIDGETS } from "#mcp/widget-resource.ts";
import { endWithTheFile, LONG_MS, newFolder, startInstance } from "./server-process.ts";

endWithTheFile();

it("the platform's settings reach what a host and the platform read", { timeout: LONG_MS }, async () => {
  const origin = "https://claude.ai";
  const domain = "https://widget.example.com";
  const token = "a-token-of-the-platform";
  const calls = join(newFolder(), "calls");
  const server = await startInstance({
    RECORD_MCP: calls,
    OPENAI_APPS_CHALLENGE: token,
    WIDGET_DOMAIN: domain,
    MCP_ALLOWED_ORIGINS: origin,
  });
  await server.ready();
  const challenge = await fetch(`${server.url}/.well-known/openai-apps-challenge`);
  expect(await challenge.text()).toBe(token);
  const listed = await fetch(`${server.url}/mcp`, {
    method: "POST",
    body: JSON.stringify({ jsonrpc: "2.0", id: 1, method: "resources/list" }),
    headers: { "content-type": "application/json", origin },
  });
  expect(listed.headers.get("access-control-allow-origin")).toBe(origin);
  const { result } = (await listed.json()) as { result: { resources: readonly unknown[] } };
  expect(result.resources).toMatchObject(WIDGETS.map(({ uri }) => ({ uri, _meta: { ui: { domain } } })));
  await expect.poll(() => readdirSync(calls)).toHaveLength(1);
  const file = join(calls, readdirSync(calls)[0] ?? "");
  await expect.poll(() => readFileSync(file, "utf8")).toContain('"method":"resources/list"');
});
