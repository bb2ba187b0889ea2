import { createAcpMcp } from "#acp/mcp-binding.ts";
import { answerAcp, type AcpParts } from "#acp/rest.ts";
import { runtime } from "#lib/runtime/runtime.ts";
import { acpParts, shopNotReady } from "../acp-parts.ts";

export const dynamic = "force-dynamic";

type Mounted = { readonly parts: AcpParts; readonly mcp: (request: Request) => Promise<Response> };
let mounted: Promise<Mounted | null> | null = null;

/** REST, and at /acp/mcp the same calls by the protocol's MCP binding. */
async function answer(request: Request): Promise<Response> {
  mounted ??= mount();
  const ready = await mounted;
  if (ready === null) {
    mounted = null;
    return shopNotReady();
  }
  const isMcp = new URL(request.url).pathname === "/acp/mcp";
  const response = await (isMcp ? ready.mcp(request) : answerAcp(request, ready.parts));
  if (response.status === 401) (await runtime()).keyRefusals.refused("acp");
  return response;
}

/** Made once: the binding's lists are serialised once, and it remembers which clients it has logged. */
async function mount(): Promise<Mounted | null> {
  const parts = await acpParts();
  return parts === null ? null : { parts, mcp: createAcpMcp(parts) };
}

export const GET = answer;
export const HEAD = answer;
export const POST = answer;
export const PUT = answer;
export const PATCH = answer;
export const DELETE = answer;
export const OPTIONS = answer;
