import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { StreamableHTTPClientTransport } from "@modelcontextprotocol/sdk/client/streamableHttp.js";
import { afterAll, describe, expect, it } from "vitest";
import { TOOLS } from "#mcp/tool-list.ts";
import { withFixtures } from "../fixtures/mcp/conformance-server.ts";
import { openWebServer } from "../fixtures/mcp/web-server.ts";
import { openTestShop } from "../fixtures/test-shop.ts";
import { testServer } from "../mcp/test-client.ts";
import { endWithTheFile, LONG_MS, newFolder, startInstance } from "./server-process.ts";

/*
 * The runner calls tools, resources and prompts by names that no shop has. So its whole suite runs against a test server:
 * the product's own edge checks, dispatch, tools and transport (`answerRequest`, `createMcpServer`, `answerOnce`), with
 * the fixtures of tests/fixtures/mcp beside them. Not covered there: `/mcp` as it is deployed (the route file, Next), and
 * what only fixtures do, which are streams, sampling, elicitation, prompts and subscriptions. The second test asks a shop
 * in a process of its own, through the route file, whatever the runner can ask without fixtures.
 */

endWithTheFile();
const shop = await openTestShop();
const withItsFixtures = await openWebServer(testServer(shop.verbs, { around: withFixtures }).fetch);
afterAll(async () => {
  await withItsFixtures.close();
  await shop.close();
});
const RUNNER = "node_modules/@modelcontextprotocol/conformance/dist/index.js";
const EXPECTED_FAILURES = "tests/start/conformance-expected-failures.yml";
/** What the runner can ask of a shop, which has none of its fixtures. */
const NEED_NO_FIXTURES = ["server-initialize", "ping", "tools-list", "resources-list", "dns-rebinding-protection"];

type Run = { readonly code: number; readonly output: string };

/** Runs the official runner against a server; its code is 0 when nothing failed but what was expected to. */
function conformance(url: string, ...options: readonly string[]): Promise<Run> {
  const args = [RUNNER, "server", "--url", `${url}/mcp`, "--output-dir", newFolder(), ...options];
  return new Promise((resolve) =>
    execFile(process.execPath, args, { maxBuffer: 64 * 1024 * 1024 }, (error, stdout, stderr) =>
      resolve({ code: error === null ? 0 : Number(error.code), output: stdout + stderr }),
    ),
  );
}

/** The scenarios in which at least one check passed and none failed. */
const passedIn = (output: string) =>
  [...output.matchAll(/✓ ([\w-]+): [1-9]\d* passed, 0 failed/g)].map(([, name]) => name);

async function connected(url: string): Promise<Client> {
  const client = new Client({ name: "test", version: "1" });
  await client.connect(new StreamableHTTPClientTransport(new URL(`${url}/mcp`)));
  return client;
}
const namesOf = (tools: readonly { readonly name: string }[]) => tools.map((tool) => tool.name);

describe("the official conformance runner", { timeout: LONG_MS }, () => {
  it("finds every scenario for servers kept, but for those that are listed with a reason", async () => {
    const { url } = withItsFixtures;
    const { tools } = await (await connected(url)).listTools();
    expect(namesOf(tools).slice(0, TOOLS.length)).toEqual(namesOf(TOOLS));
    expect(namesOf(tools)).toContain("test_simple_text");
    const run = await conformance(url, "--suite", "all", "--expected-failures", EXPECTED_FAILURES);
    expect(run.code, run.output).toBe(0);
    const listed = [...readFileSync(EXPECTED_FAILURES, "utf8").matchAll(/^ {2}- (\S+)$/gm)].map(([, name]) => name);
    const all = [...run.output.matchAll(/=== Running scenario: (\S+) ===/g)].map(([, name]) => name);
    expect(all).toHaveLength(32);
    expect(passedIn(run.output).sort()).toEqual(all.filter((name) => !listed.includes(name)).sort());
  });

  it("finds what it can ask of a shop kept there too, and the shop has none of the fixtures", async () => {
    const instance = await startInstance();
    await instance.ready();
    const { url } = instance;
    const client = await connected(url);
    for (const scenario of NEED_NO_FIXTURES) {
      const run = await conformance(url, "--scenario", scenario);
      expect(run.code, run.output).toBe(0);
    }
    expect(namesOf((await client.listTools()).tools)).toEqual(namesOf(TOOLS));
    expect((await client.listResources()).resources).toHaveLength(1);
    expect(client.getServerCapabilities()).toEqual({ tools: {}, resources: {} });
    await expect(client.listPrompts()).rejects.toThrow();
    expect((await client.callTool({ name: "test_simple_text" }).catch(String)).toString()).toContain("no tool");
  });
});
