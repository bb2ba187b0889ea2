import { randomUUID } from "node:crypto";
import { createAcpMcp } from "#acp/mcp-binding.ts";
import { answerAcp, type AcpParts } from "#acp/rest.ts";
import type { TestShop } from "../fixtures/test-shop.ts";
import { collectedLog } from "../mcp/test-client.ts";

export const API_KEY = "test-key-0123456789";
export const ORIGIN = "https://shop.example.com";
export type Version = "2025-09-29" | "2026-04-17";

export const ADDRESS = {
  name: "Ada Lovelace",
  line_one: "1 Main St",
  city: "New York",
  state: "NY",
  country: "US",
  postal_code: "10001",
};
export const BUYER = { first_name: "Ada", last_name: "Lovelace", email: "ada@example.com" };

/** An answer as a caller on the network sees it. */
export type Answer = {
  readonly status: number;
  readonly headers: Headers;
  // A test reads whatever the wire carries.
  readonly body: Readonly<Record<string, unknown>>;
};

export type AcpShop = {
  readonly parts: AcpParts;
  readonly reports: unknown[];
  /** A request as it comes, with nothing added but the address. */
  raw(path: string, init: RequestInit): Promise<Answer>;
  /** A well-formed request of a version, with a fresh idempotency key unless `headers` contains one. */
  call(version: Version, method: string, path: string, body?: unknown, headers?: HeadersInit): Promise<Answer>;
  /** A call of a tool on the MCP binding: the JSON-RPC message that answers it. */
  tool(name: string, args: unknown): Promise<Readonly<Record<string, unknown>>>;
  mcp(request: Request): Promise<Response>;
};

/** The protocol's surfaces over a test shop, without a web server. */
export function acpShop(shop: TestShop, signatureSecret: string | null = null, isOpen = true): AcpShop {
  const reports: unknown[] = [];
  const parts: AcpParts = {
    storefront: shop.verbs.storefront,
    acp: isOpen ? { apiKey: API_KEY, signatureSecret } : null,
    edge: () => ({
      publicUrl: ORIGIN,
      paymentMode: "test",
      instant: shop.context.provider.instant,
      takes: shop.context.provider.takes,
    }),
    now: shop.context.now,
    newReference: () => "ref",
    report: (error) => void reports.push(error),
  };
  const raw = async (path: string, init: RequestInit): Promise<Answer> => {
    const response = await answerAcp(new Request(`${ORIGIN}/acp/${path}`, init), parts);
    const text = await response.text();
    const body: unknown = JSON.parse(text === "" ? "{}" : text);
    return { status: response.status, headers: response.headers, body: body as Answer["body"] };
  };
  const mcp = createAcpMcp({
    ...parts,
    edgeRules: { allowedHosts: ["shop.example.com"], allowedOrigins: [] },
    log: collectedLog([]),
  });
  return {
    parts,
    reports,
    raw,
    call(version, method, path, body, more) {
      const headers = new Headers({
        authorization: `Bearer ${API_KEY}`,
        "api-version": version,
        ...(method === "POST" ? { "content-type": "application/json", "idempotency-key": randomUUID() } : {}),
      });
      new Headers(more).forEach((value, name) => headers.set(name, value));
      return raw(path, { method, headers, ...(body === undefined ? {} : { body: JSON.stringify(body) }) });
    },
    mcp,
    async tool(name, args) {
      const response = await mcp(
        new Request(`${ORIGIN}/acp/mcp`, {
          method: "POST",
          headers: { authorization: `Bearer ${API_KEY}`, "content-type": "application/json" },
          body: JSON.stringify({ jsonrpc: "2.0", id: 1, method: "tools/call", params: { name, arguments: args } }),
        }),
      );
      return (await response.json()) as Readonly<Record<string, unknown>>;
    },
  };
}

/** The create request of a version for these items, optionally with the address that makes it ready. */
export function createBody(version: Version, items: readonly unknown[], withAddress = true): Record<string, unknown> {
  return version === "2025-09-29"
    ? { items, ...(withAddress ? { fulfillment_address: ADDRESS, buyer: BUYER } : {}) }
    : {
        line_items: items,
        currency: "usd",
        capabilities: {},
        ...(withAddress ? { fulfillment_details: { address: ADDRESS }, buyer: BUYER } : {}),
      };
}

/** The payment data of a version. */
export function paymentBody(version: Version, token: string): Record<string, unknown> {
  const payment =
    version === "2025-09-29"
      ? { token, provider: "stripe" }
      : { handler_id: "card_tokenized", instrument: { type: "card", credential: { type: "spt", token } } };
  return { buyer: BUYER, payment_data: payment };
}
