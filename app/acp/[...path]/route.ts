import { answerAcp } from "#mcp/acp-rest.ts";
import { acpParts, shopNotReady } from "../acp-parts.ts";

export const dynamic = "force-dynamic";

async function answer(request: Request): Promise<Response> {
  const parts = await acpParts();
  return parts === null ? shopNotReady() : answerAcp(request, parts);
}

export const GET = answer;
export const HEAD = answer;
export const POST = answer;
export const PUT = answer;
export const PATCH = answer;
export const DELETE = answer;
export const OPTIONS = answer;
