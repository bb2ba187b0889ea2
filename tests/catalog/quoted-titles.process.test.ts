import { afterAll, beforeAll, expect, it } from "vitest";
import { invariant } from "#lib/invariant.ts";
import { CASES, findSample } from "#mcp/submission/cases.ts";
import { mcpCalls } from "#mcp/submission/mcp-calls.ts";
import { runCase } from "#mcp/submission/run-case.ts";
import { openWebServer } from "../fixtures/mcp/web-server.ts";
import { openTestShop, testProduct, type TestShop } from "../fixtures/test-shop.ts";
import { testServer } from "../mcp/test-client.ts";

let shop: TestShop;
let server: Awaited<ReturnType<typeof openWebServer>>;
beforeAll(async () => {
  shop = await openTestShop();
  server = await openWebServer(testServer(shop.verbs).fetch);
  // Titles as shops have them, which the answers to the model write with escapes.
  await shop.context.catalog.upsert([testProduct("single", { title: 'A "Blue" 7" single, A\\B side' })]);
});
afterAll(async () => {
  await server.close();
  await shop.close();
});

it.each(CASES.map((one) => [one.title, one] as const))(
  "a shop with quotation marks in its titles passes the submission's case: %s",
  async (_title, one) => {
    const calls = mcpCalls(server.url, "shopper-1");
    const sample = await findSample(calls);
    invariant(sample !== null, "the shop sells something that is shipped");
    expect((await runCase(one, sample, calls)).differences).toEqual([]);
  },
);
