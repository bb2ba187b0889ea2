import { expect, it } from "vitest";
import { endWithTheFile, LONG_MS, startInstance } from "./server-process.ts";

endWithTheFile();

it("the platform's settings reach what a host and the platform read", { timeout: LONG_MS }, async () => {
  const origin = "https://claude.ai";
  const domain = "https://widget.example.com";
  const token = "a-token-of-the-platform";
  const server = await startInstance({
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
  expect(await listed.json()).toMatchObject({ result: { resources: [{ _meta: { ui: { domain } } }] } });
});
