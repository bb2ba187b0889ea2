import { setTimeout } from "node:timers/promises";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { afterAll, beforeAll, expect, it } from "vitest";
import { createCallLimits, DEFAULT_CALL_RULES } from "#lib/http/limits/call-limits.ts";
import { openTestShop, type TestShop } from "../fixtures/test-shop.ts";
import { PUBLIC_URL, testServer } from "../mcp/test-client.ts";

let shop: TestShop;
beforeAll(async () => {
  shop = await openTestShop();
});
afterAll(() => shop.close());

const HELD = 40;
/** A message of 240 kB, which is allowed, and some three megabytes once it is read. */
const JUNK = `[${Array.from({ length: 80_000 }, () => "[]").join(",")}]`;
const BODY = `{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"get_product","arguments":{"id":"mug","junk":${JUNK}},"_meta":{"openai/subject":"eve"}}}`;

/** Bytes of the heap that are in use after what is in nobody's hands is gone. */
function inUse(): number {
  setFlagsFromString("--expose_gc");
  const collect: () => void = runInNewContext("gc");
  collect();
  return process.memoryUsage().heapUsed;
}

it("a refused call that is held back keeps nothing of what it was sent, so that a thousand of them fit into memory", async () => {
  const read = { shopper: 2, address: null, key: null };
  const limit = createCallLimits({ ...DEFAULT_CALL_RULES, read }, { now: () => 0 });
  const { fetch } = testServer(shop.verbs, { limit });
  const headers = { "content-type": "application/json", "mcp-protocol-version": "2025-06-18" };
  const call = () => fetch(new Request(`${PUBLIC_URL}/mcp`, { method: "POST", headers, body: BODY }));
  for (let time = 0; time < 3; time += 1) await (await call()).text();
  const before = inUse();
  const held = Array.from({ length: HELD }, call);
  await setTimeout(500);
  const each = (inUse() - before) / HELD;
  for (const answer of await Promise.all(held)) expect(await answer.text()).toContain("was called too often");
  expect(each).toBeLessThan(256 * 1024);
}, 60_000);
