import { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { StreamableHTTPClientTransport } from "@modelcontextprotocol/sdk/client/streamableHttp.js";
import type { Verbs } from "../fixtures/verbs.ts";
import type { CheckoutEdge } from "#lib/wire/checkout-view.ts";
import type { HostDialect } from "#lib/wire/host-session.ts";
import { answerRequest } from "#mcp/answer-request.ts";
import { createMcpServer, type McpServer } from "#mcp/server.ts";

export const PUBLIC_URL = "https://shop.example.com";
const ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]", "shop.example.com"];

export type TestServer = {
  /** What the route does with a request, without a web server around it. */
  fetch(request: Request): Promise<Response>;
  /** A client of the official SDK that reaches `fetch` and nothing else. */
  connect(): Promise<Client>;
  /** What went wrong inside, as the operator would read it. */
  readonly reports: { readonly error: unknown; readonly reference: string }[];
};

export function testServer(
  verbs: Verbs,
  options: {
    instant?: CheckoutEdge["instant"];
    hostDialect?: HostDialect;
    page?: () => Promise<string>;
    /** Puts something around the shop's server, such as the fixtures of the conformance runner. */
    around?: (shop: McpServer) => McpServer;
  } = {},
): TestServer {
  const reports: { error: unknown; reference: string }[] = [];
  const shop = createMcpServer({
    verbs,
    version: "0.0.0",
    paymentMode: "test",
    hostDialect: options.hostDialect ?? "full",
    instant: () => options.instant ?? null,
    widget: {
      publicUrl: PUBLIC_URL,
      page: options.page ?? (() => Promise.resolve("<!doctype html><title>Checkout</title>")),
    },
    report: (error, reference) => void reports.push({ error, reference }),
  });
  const server = options.around?.(shop) ?? shop;
  const answer = (request: Request) => answerRequest({ server, allowedHosts: ALLOWED_HOSTS }, request);
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
    reports,
  };
}

/** A raw POST, as any program on the network could send it. */
export function post(body: string, headers: Readonly<Record<string, string>> = {}): Request {
  return new Request(`${PUBLIC_URL}/mcp`, {
    method: "POST",
    body,
    headers: { "content-type": "application/json", ...headers },
  });
}
