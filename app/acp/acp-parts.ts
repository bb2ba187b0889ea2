import { randomUUID } from "node:crypto";
import { sheetsOf } from "#lib/runtime/sellers/marketplace.ts";
import { runtime } from "#lib/runtime/runtime.ts";
import type { AcpMcpParts } from "#acp/mcp-binding.ts";

/** What the protocol's surfaces need of the running shop; null while it is not running. */
export async function acpParts(): Promise<AcpMcpParts | null> {
  try {
    const { config, storefront, provider, sellers, log } = await runtime();
    return {
      storefront,
      acp: config.acp,
      edge: () => ({
        publicUrl: config.publicUrl,
        paymentMode: config.payment.mode,
        instant: provider.instant,
        ...sheetsOf(config.marketplace, provider, sellers),
        takes: provider.takes,
      }),
      edgeRules: { allowedHosts: config.allowedHosts, allowedOrigins: [] },
      log,
      now: () => new Date(),
      newReference: () => randomUUID().slice(0, 8),
      report: (error, reference) => log.error({ error, reference }, "a call on /acp failed"),
    };
  } catch {
    return null;
  }
}

export function shopNotReady(): Response {
  const error = { type: "service_unavailable", code: "not_ready", message: "The shop is not ready. Try again soon." };
  return Response.json(error, { status: 503, headers: { "retry-after": "5" } });
}
