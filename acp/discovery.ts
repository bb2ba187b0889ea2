import type { Currency } from "#lib/money.ts";
import { DIALECTS, NEWEST } from "./dialect.ts";

/**
 * What `/.well-known/acp.json` says: public, so it contains no merchant's ids and no payment methods. Versions stand oldest
 * first here. Schema `DiscoveryResponse` of version 2026-04-17:
 * https://github.com/agentic-commerce-protocol/agentic-commerce-protocol/blob/c2afc863b46b/spec/2026-04-17/json-schema/schema.agentic_checkout.json
 */
export function acpDiscovery(publicUrl: string, currencies: readonly Currency[]) {
  return {
    protocol: {
      name: "acp",
      version: NEWEST.version,
      supported_versions: DIALECTS.map(({ version }) => version).toReversed(),
    },
    api_base_url: `${publicUrl}/acp`,
    transports: ["rest", "mcp"],
    capabilities: {
      services: ["checkout"],
      extensions: [{ name: "discount" }],
      intervention_types: ["3ds"],
      ...(currencies.length === 0 ? {} : { supported_currencies: currencies.map((code) => code.toLowerCase()) }),
    },
  };
}

export const DISCOVERY_HEADERS = { "cache-control": "public, max-age=3600", "access-control-allow-origin": "*" };
