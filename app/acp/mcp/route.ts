import { answerAcpMcp } from "#mcp/acp-mcp.ts";
import { acpParts, shopNotReady } from "../acp-parts.ts";

export const dynamic = "force-dynamic";

async function answer(request: Request): Promise<Response> {
  const parts = await acpParts();
  return parts === null ? shopNotReady() : answerAcpMcp(request, parts);
}

export const GET = answer;
export const HEAD = answer;
export const POST = answer;
export const PUT = answer;
export const PATCH = answer;
export const DELETE = answer;
export const OPTIONS = answer;
