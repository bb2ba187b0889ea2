import { acpDiscovery, DISCOVERY_HEADERS } from "#acp/discovery.ts";
import { acpParts, shopNotReady } from "../../acp/acp-parts.ts";

export const dynamic = "force-dynamic";

/** Where and how the Agentic Commerce Protocol is spoken here; nothing while it is not. */
export async function GET(): Promise<Response> {
  const parts = await acpParts();
  if (parts === null) return shopNotReady();
  if (parts.acp === null) return new Response(null, { status: 404 });
  const { publicUrl, instant } = parts.edge();
  return Response.json(acpDiscovery(publicUrl, instant?.currencies ?? []), { headers: DISCOVERY_HEADERS });
}
