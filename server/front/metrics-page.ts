import type { IncomingMessage, ServerResponse } from "node:http";
import { hasKey } from "#lib/http/bearer.ts";
import { isMarkedLoopback } from "#lib/http/loopback.ts";
import type { Shop } from "../shop.ts";
import { refuse } from "./refusal.ts";

/**
 * Answers /metrics to this machine and to whoever bears METRICS_KEY. For everybody else there is no such page, so that a
 * proxy that passes every path on shows nothing by accident.
 */
export async function answerMetrics(shop: Shop, incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
  const headers = { get: (name: string) => headerOf(incoming, name) };
  const { metricsKey } = shop.settings;
  const mayRead = isMarkedLoopback(headers) || (metricsKey !== null && hasKey({ headers }, metricsKey));
  if (!mayRead) return refuse(incoming, outgoing, 404);
  if (incoming.method !== "GET" && incoming.method !== "HEAD")
    return refuse(incoming, outgoing, 405, { allow: "GET, HEAD" });
  const { contentType, text } = await shop.metrics.read();
  outgoing.writeHead(200, {
    "content-type": contentType,
    "content-length": Buffer.byteLength(text),
    "cache-control": "no-store",
  });
  outgoing.end(text);
}

function headerOf(incoming: IncomingMessage, name: string): string | null {
  const value = incoming.headers[name];
  return typeof value === "string" ? value : null;
}
