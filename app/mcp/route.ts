import { unavailable } from "#lib/http/http-edge.ts";
import { answerRequest, webAnswer } from "#lib/http/mcp/web.ts";
import { mountedMcp } from "./mount.ts";

export const dynamic = "force-dynamic";

async function answer(request: Request): Promise<Response> {
  const mcp = await mountedMcp();
  if (mcp === null) return webAnswer(unavailable());
  return mcp.recorded === null ? answerRequest(mcp.endpoint, request) : mcp.recorded(request);
}

/** Other methods get 405, which a page that is allowed to call must be able to read. */
export const POST = answer;
export const OPTIONS = answer;
export const GET = answer;
export const DELETE = answer;
export const PUT = answer;
export const PATCH = answer;
export const HEAD = answer;
