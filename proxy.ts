import { NextResponse, type NextRequest } from "next/server";
import { isFromForeignOrigin } from "#lib/http/foreign-origin.ts";
import { refusalResponse } from "#server/front/refusal-page.ts";

/** Far above any form of ours, and below what Next takes before it gives up on its own. */
const MAX_FORM_BYTES = 256 * 1024;

/**
 * Takes what looks like a call of a server action, of which there are none: a form of a release that had them
 * (docs/decisions/0063), or a stranger's. Next answers such calls by itself, with 500 or a bare sentence. Here the sender is
 * led to the page as it is now, or is refused with a page. Only these come by (see `matcher`): a proxy costs each request
 * that passes it.
 */
export async function proxy(request: NextRequest): Promise<Response> {
  if (isFromForeignOrigin(request.headers)) return refused(request, 403);
  const toThePage = NextResponse.redirect(request.nextUrl, 303);
  if (request.headers.get("content-type")?.startsWith("multipart/form-data") !== true) return toThePage;
  const length = Number(request.headers.get("content-length") ?? Number.NaN);
  if (!(length <= MAX_FORM_BYTES)) return refused(request, 413);
  try {
    await request.formData();
  } catch {
    return refused(request, 400);
  }
  return toThePage;
}

const refused = (request: NextRequest, status: 400 | 403 | 413): Response =>
  refusalResponse(status, request.headers.get("accept") ?? "");

export const config = {
  matcher: [
    {
      source: "/((?!mcp$|api/|acp/|_next/).*)",
      has: [{ type: "header", key: "content-type", value: "multipart/form-data.*" }],
    },
    { source: "/((?!mcp$|api/|acp/|_next/).*)", has: [{ type: "header", key: "next-action" }] },
  ],
};
