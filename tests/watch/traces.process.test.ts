import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { json } from "node:stream/consumers";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ada } from "../fixtures/test-shop.ts";
import { endWithTheFile, LONG_MS, readySession, startInstance, type Instance } from "../start/server-process.ts";

/** As much of OTLP's JSON as is read: https://opentelemetry.io/docs/specs/otlp/#json-protobuf-encoding */
type Span = {
  readonly name: string;
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId?: string;
  readonly attributes: readonly { readonly key: string; readonly value: { readonly stringValue?: string } }[];
};
type Sent = {
  readonly resourceSpans: readonly { readonly scopeSpans: readonly { readonly spans: readonly Span[] }[] }[];
};

endWithTheFile();
const spans: Span[] = [];
const collector = createServer((incoming, outgoing) => {
  void json(incoming).then((sent) => {
    for (const { scopeSpans } of (sent as Sent).resourceSpans)
      for (const scope of scopeSpans) spans.push(...scope.spans);
    outgoing.writeHead(200, { "content-type": "application/json" }).end("{}");
  });
});
let shop: Instance;
beforeAll(async () => {
  await new Promise<void>((resolve) => void collector.listen(0, "127.0.0.1", resolve));
  const { port } = collector.address() as AddressInfo;
  shop = await startInstance({
    OTEL_EXPORTER_OTLP_ENDPOINT: `http://127.0.0.1:${port}`,
    OTEL_BSP_SCHEDULE_DELAY: "100",
    LOG_LEVEL: "info",
  });
  await shop.ready();
}, LONG_MS);
afterAll(() => void collector.close());

const TRACE = "0af7651916cd43dd8448eb211c80319c";
const PARENT = "b7ad6b7169203331";
const call = (name: string, args: object) =>
  fetch(`${shop.url}/mcp`, {
    method: "POST",
    headers: { "content-type": "application/json", traceparent: `00-${TRACE}-${PARENT}-01`, "x-request-id": "traced" },
    body: JSON.stringify({ jsonrpc: "2.0", id: 1, method: "tools/call", params: { name, arguments: args } }),
  });

describe("a trace", () => {
  it("leads from the caller's span over the tool and its verb to the store, and names nobody", async () => {
    const id = await readySession(shop);
    await call("get_product", { id: "mug" });
    await shop.ask("payWithToken", { sessionId: id, token: "tok_sandbox_ok_traced", buyer: ada });
    await expect.poll(() => spans.map(({ name }) => name), { timeout: 20_000 }).toContain("tool get_product");
    await expect.poll(() => spans.map(({ name }) => name), { timeout: 20_000 }).toContain("provider chargeToken");
    const tool = spans.find(({ name }) => name === "tool get_product");
    expect(tool).toMatchObject({ traceId: TRACE, parentSpanId: PARENT });
    expect(tool?.attributes).toContainEqual({ key: "tillswitch.request", value: { stringValue: "traced" } });
    const childrenOf = (span?: Span) => spans.filter(({ parentSpanId }) => parentSpanId === span?.spanId);
    const [verb] = childrenOf(tool);
    expect(verb?.name).toMatch(/^verb /);
    const charge = spans.find(({ name }) => name === "provider chargeToken");
    const parent = spans.find(({ spanId }) => spanId === charge?.parentSpanId);
    expect(parent?.name).toBe("verb payWithToken");
    expect(childrenOf(parent).some(({ name }) => name === "store transaction")).toBe(true);
    const all = JSON.stringify(spans);
    for (const secret of [ada.email, ada.name, "tok_sandbox_ok_traced"]) expect(all).not.toContain(secret);
  });

  it("ends with the process, which sends what it has", async () => {
    await call("get_product", { id: "mug" });
    shop.process.kill("SIGTERM");
    expect(await shop.ended).toBe(0);
    expect(spans.filter(({ name }) => name === "tool get_product")).toHaveLength(2);
  });
});
