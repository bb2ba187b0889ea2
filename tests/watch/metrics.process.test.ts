import { beforeAll, describe, expect, it } from "vitest";
import { endWithTheFile, LONG_MS, pay, readySession, startInstance, type Instance } from "../start/server-process.ts";

const KEY = "0123456789-metrics-key";

endWithTheFile();
let shop: Instance;
beforeAll(async () => {
  shop = await startInstance({ METRICS_KEY: KEY });
  await shop.ready();
}, LONG_MS);

const FROM_OUTSIDE = { "x-forwarded-for": "203.0.113.9" };
const metrics = async (headers: Readonly<Record<string, string>> = {}) => fetch(`${shop.url}/metrics`, { headers });
/** The value of every series by its name and labels. */
async function series(): Promise<ReadonlyMap<string, number>> {
  const lines = (await (await metrics()).text()).split("\n").filter((line) => line !== "" && !line.startsWith("#"));
  return new Map(
    lines.map((line) => [line.slice(0, line.lastIndexOf(" ")), Number(line.slice(line.lastIndexOf(" ")))]),
  );
}
const mcp = (method: string, params: unknown) =>
  fetch(`${shop.url}/mcp`, {
    method: "POST",
    headers: { "content-type": "application/json", accept: "application/json, text/event-stream" },
    body: JSON.stringify({ jsonrpc: "2.0", id: 1, method, params }),
  });

describe("/metrics", () => {
  it("is read on this machine and with the key, and is nowhere for everybody else", async () => {
    expect((await metrics()).headers.get("content-type")).toMatch(/^text\/plain; version=/);
    expect((await metrics({ ...FROM_OUTSIDE, authorization: `Bearer ${KEY}` })).status).toBe(200);
    expect((await metrics(FROM_OUTSIDE)).status).toBe(404);
    expect((await metrics({ ...FROM_OUTSIDE, authorization: "Bearer wrong" })).status).toBe(404);
    expect((await fetch(`${shop.url}/metrics`, { method: "POST" })).status).toBe(405);
  });

  it("counts a purchase: its requests, route, provider and outcome, and what is open afterwards", async () => {
    const id = await readySession(shop);
    await pay(shop, id, "tok_sandbox_declined");
    await pay(shop, id, "tok_sandbox_ok");
    await mcp("tools/call", { name: "get_product", arguments: { id: "mug" } });
    await mcp("tools/call", { name: "get_product", arguments: {} });
    const found = await series();
    expect(found.get('tillswitch_attempts_total{provider="sandbox",outcome="captured"}')).toBe(1);
    expect(found.get('tillswitch_attempts_total{provider="sandbox",outcome="declined"}')).toBe(1);
    expect(
      found.get(
        'tillswitch_provider_request_seconds_count{provider="sandbox",operation="chargeToken",outcome="captured"}',
      ),
    ).toBe(1);
    expect(found.get('tillswitch_tool_calls_total{tool="get_product",outcome="answer"}')).toBe(1);
    expect(found.get('tillswitch_tool_calls_total{tool="get_product",outcome="problems"}')).toBe(1);
    expect(found.get('tillswitch_http_requests_total{surface="mcp",outcome="answered"}')).toBe(2);
    expect(found.get("tillswitch_database_up")).toBe(1);
    expect(found.get("tillswitch_unresolved_payments")).toBe(0);
    expect(found.get('tillswitch_flags_source{source="bootstrap"}')).toBe(1);
    expect(found.get('tillswitch_check_failing{check="payments"}')).toBe(0);
    expect(found.has("nodejs_eventloop_lag_p99_seconds")).toBe(true);
  });

  it("has no series more, whatever strangers call, and none of their words", async () => {
    const callWith = async (word: string) => {
      for (const path of [
        word,
        `api/${word}`,
        `api/webhooks/${word}`,
        `acp/${word}`,
        `checkout/${word}`,
        `_next/${word}`,
      ])
        for (const method of ["GET", "POST", "DELETE"]) await fetch(`${shop.url}/${path}`, { method });
      await mcp("tools/call", { name: word, arguments: {} });
      await mcp("tools/call", { name: "get_product", arguments: { id: word }, _meta: { "openai/subject": word } });
      await mcp(word, {});
    };
    await callWith("stranger-0");
    const before = [...(await series()).keys()];
    for (let n = 1; n < 6; n += 1) await callWith(`stranger-${n}`);
    const after = [...(await series()).keys()];
    expect(after.filter((one) => !before.includes(one) && !one.startsWith("nodejs_"))).toEqual([]);
    expect(after.join("\n")).not.toContain("stranger");
  });
});
