import { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { StreamableHTTPClientTransport } from "@modelcontextprotocol/sdk/client/streamableHttp.js";
import type { Verbs } from "../fixtures/verbs.ts";
import type { CheckoutEdge } from "#lib/wire/checkout-view.ts";
import type { HostDialect } from "#lib/wire/host-session.ts";
import type { McpLog } from "#lib/http/mcp/client-log.ts";
import { noCallLimit, type CallLimit } from "#lib/http/limits/call-limits.ts";
import { createMcpDispatch } from "#lib/http/mcp/dispatch.ts";
import type { McpService } from "#lib/http/mcp/service.ts";
import { answerRequest } from "#lib/http/mcp/web.ts";
import { shopService } from "#mcp/shop-service.ts";
import type { Widget } from "#mcp/widget-resource.ts";

export const PUBLIC_URL = "https://shop.example.com";
const ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]", "shop.example.com"];

export type LogLine = {
  readonly level: "info" | "warn" | "error";
  readonly message: string;
  readonly fields: Readonly<Record<string, unknown>>;
};

export type TestServer = {
  /** What the route does with a request, without a web server around it. */
  fetch(request: Request): Promise<Response>;
  /** A client of the official SDK that reaches `fetch` and nothing else. */
  connect(): Promise<Client>;
  readonly service: McpService;
  /** What was logged. */
  readonly log: readonly LogLine[];
  /** What went wrong inside, as the operator would read it. */
  readonly reports: { readonly error: unknown; readonly reference: string }[];
};

export function testServer(
  { storefront }: Pick<Verbs, "storefront">,
  options: {
    instant?: CheckoutEdge["instant"];
    takes?: CheckoutEdge["takes"];
    hostDialect?: HostDialect;
    page?: (widget: Widget) => Promise<string>;
    widgetDomain?: string;
    allowedOrigins?: readonly string[];
    /** None unless given. */
    limit?: CallLimit;
    /** Puts something around the shop's service, such as the fixtures of the conformance runner. */
    around?: (shop: McpService) => McpService;
  } = {},
): TestServer {
  const reports: { error: unknown; reference: string }[] = [];
  const shop = shopService({
    storefront,
    version: "0.0.0",
    paymentMode: "test",
    hostDialect: options.hostDialect ?? "full",
    instant: () => options.instant ?? null,
    takes: options.takes ?? (() => ({ kind: "taken" })),
    widget: {
      publicUrl: PUBLIC_URL,
      domain: options.widgetDomain ?? null,
      page: options.page ?? (({ title }) => Promise.resolve(`<!doctype html><title>${title}</title>`)),
    },
    limit: options.limit ?? noCallLimit,
    report: (error, reference) => void reports.push({ error, reference }),
  });
  const service = options.around?.(shop) ?? shop;
  const log: LogLine[] = [];
  const collected = collectedLog(log);
  const dispatch = createMcpDispatch(service, collected);
  const rules = { allowedHosts: ALLOWED_HOSTS, allowedOrigins: options.allowedOrigins ?? [] };
  const answer = (request: Request) =>
    answerRequest({ path: service.path, log: collected, dispatch, ...rules }, request);
  return {
    fetch: answer,
    async connect() {
      const client = new Client({ name: "test", version: "1" });
      await client.connect(
        new StreamableHTTPClientTransport(new URL(`${PUBLIC_URL}/mcp`), {
          fetch: (url, init) => answer(new Request(url, init)),
        }),
      );
      await client.listTools();
      return client;
    },
    service,
    log,
    reports,
  };
}

/** A log that keeps its lines. */
export function collectedLog(lines: LogLine[]): McpLog {
  const at = (level: LogLine["level"]) => (fields: LogLine["fields"], message: string) =>
    void lines.push({ level, message, fields });
  return { info: at("info"), warn: at("warn"), error: at("error") };
}

/** A raw POST, as any program on the network could send it. */
export function post(body: string, headers: Readonly<Record<string, string>> = {}): Request {
  return new Request(`${PUBLIC_URL}/mcp`, {
    method: "POST",
    body,
    headers: { "content-type": "application/json", ...headers },
  });
}
