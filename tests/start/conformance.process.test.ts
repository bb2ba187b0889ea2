import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { StreamableHTTPClientTransport } from "@modelcontextprotocol/sdk/client/streamableHttp.js";
import { afterAll, describe, expect, it } from "vitest";
import { TOOLS } from "#mcp/tool-list.ts";
import { WIDGETS } from "#mcp/widget-resource.ts";
import { inTurn, isWhole } from "#scripts/suite/size.ts";
import { withFixtures } from "../fixtures/mcp/conformance-service.ts";
import { withStreams } from "../fixtures/mcp/conformance-streams.ts";
import { openWebServer } from "../fixtures/mcp/web-server.ts";
import { openTestShop } from "../fixtures/test-shop.ts";
import { testServer } from "../mcp/test-client.ts";
import { endWithTheFile, LONG_MS, newFolder, startInstance } from "./server-process.ts";

/*
 * The runner calls tools, resources and prompts by names that no shop has. So its whole suite runs against a test server:
 * the product's own edge checks, both legs of its dispatch and its tools (`answerRequest`, `createMcpDispatch`,
 * `shopService`), with the fixtures of tests/fixtures/mcp beside them. Not covered there: `/mcp` as it is deployed (the
 * route file, Next), and what only fixtures do, which are streams, sampling, elicitation, prompts and subscriptions. The
 * second test asks a shop in a process of its own, through the route file, whatever the runner can ask without fixtures.
 */

endWithTheFile();
const shop = await openTestShop();
const withItsFixtures = await openWebServer(withStreams(testServer(shop.verbs, { around: withFixtures }).fetch));
afterAll(async () => {
  await withItsFixtures.close();
  await shop.close();
});
const RUNNER = "node_modules/@modelcontextprotocol/conformance/dist/index.js";
const NOT_PASSED = "tests/start/conformance-not-passed.yml";
/** How many scenarios each revision requires of a server, and how many more the runner runs to show. */
const REVISIONS = [
  ["2025-11-25", 30, 3],
  ["2026-07-28", 37, 13],
] as const;
/** What the runner can ask of a shop, which has none of its fixtures. It is started for each, so the short proof asks one of each revision. */
const NEED_NO_FIXTURES: Readonly<Record<(typeof REVISIONS)[number][0], readonly [string, ...string[]]>> = {
  "2025-11-25": ["server-initialize", "ping", "tools-list", "resources-list", "dns-rebinding-protection"],
  "2026-07-28": [
    "tools-list",
    "resources-list",
    "dns-rebinding-protection",
    "sep-2164-resource-not-found",
    "input-required-result-unsupported-methods",
  ],
};

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
const CAPABILITIES = { tools: {}, resources: {}, extensions: { "io.modelcontextprotocol/ui": {} } };

/** The scenarios listed with a reason for a revision. */
function notPassed(revision: string): readonly (string | undefined)[] {
  const section = readFileSync(NOT_PASSED, "utf8").split(`"${revision}":`)[1]?.split(/^"/m)[0] ?? "";
  return [...section.matchAll(/^ {2}- (\S+)$/gm)].map(([, name]) => name);
}
const namesOf = (tools: readonly { readonly name: string }[]) => tools.map((tool) => tool.name);

describe("the official conformance runner", { timeout: LONG_MS }, () => {
  it.each(REVISIONS)(
    "finds all that revision %s requires kept, and lists what else it asks for",
    async (revision, required, more) => {
      const { url } = withItsFixtures;
      const { tools } = await (await connected(url)).listTools();
      expect(namesOf(tools).slice(0, TOOLS.length)).toEqual(namesOf(TOOLS));
      expect(namesOf(tools)).toContain("test_simple_text");
      const run = await conformance(url, "--requirements", revision);
      expect(run.code, run.output).toBe(0);
      const all = [...run.output.matchAll(/=== Running scenario: (\S+) ===/g)].map(([, name]) => name);
      expect(all).toHaveLength(required + more);
      expect(run.output).toContain(`Not scored for ${revision}: ${more} scenario(s) run`);
      const listed = notPassed(revision);
      expect(passedIn(run.output).sort()).toEqual(all.filter((name) => !listed.includes(name)).sort());
    },
  );

  it("finds what it can ask of a shop kept there too, and the shop has none of the fixtures", async () => {
    const instance = await startInstance();
    await instance.ready();
    const { url } = instance;
    const client = await connected(url);
    for (const [revision] of REVISIONS)
      for (const scenario of isWhole ? NEED_NO_FIXTURES[revision] : [inTurn(NEED_NO_FIXTURES[revision])]) {
        const run = await conformance(url, "--scenario", scenario, "--spec-version", revision);
        expect(run.code, run.output).toBe(0);
        expect(run.output).toMatch(/^Passed: ([1-9]\d*)\/\1, 0 failed/m);
      }
    expect(namesOf((await client.listTools()).tools)).toEqual(namesOf(TOOLS));
    expect((await client.listResources()).resources.map(({ uri }) => uri)).toEqual(WIDGETS.map(({ uri }) => uri));
    expect(client.getServerCapabilities()).toEqual(CAPABILITIES);
    await expect(client.listPrompts()).rejects.toThrow();
    expect((await client.callTool({ name: "test_simple_text" }).catch(String)).toString()).toContain("no tool");
  });
});
