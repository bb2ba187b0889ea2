import { answerAcpMcp } from "#acp/mcp-binding.ts";
import { answerAcp } from "#acp/rest.ts";
import { acpParts, shopNotReady } from "../acp-parts.ts";

export const dynamic = "force-dynamic";

/** REST, and at /acp/mcp the same calls by the protocol's MCP binding. */
async function answer(request: Request): Promise<Response> {
  const parts = await acpParts();
  if (parts === null) return shopNotReady();
  return new URL(request.url).pathname === "/acp/mcp" ? answerAcpMcp(request, parts) : answerAcp(request, parts);
}

export const GET = answer;
export const HEAD = answer;
export const POST = answer;
export const PUT = answer;
export const PATCH = answer;
export const DELETE = answer;
export const OPTIONS = answer;
