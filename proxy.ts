import { NextResponse, type NextRequest } from "next/server";
import { isFromForeignOrigin } from "#lib/http/foreign-origin.ts";
import { chooseLanguage } from "#app/request/choose-language.ts";
import { ENGLISH_PAGE } from "#lib/http/language-cookie.ts";
import { refusalResponse } from "#server/front/refusal.ts";

/** Far above any form of ours, and below what Next takes before it gives up on its own. */
const MAX_FORM_BYTES = 256 * 1024;

/**
 * Next answers 500 to a form that is too long, cannot be read or comes from another site, on every page and before any code
 * of ours. Such a form is the sender's mistake, so it is refused here. Otherwise only a choice of language and the pages in
 * English alone come by (see `matcher`): a proxy costs each request that passes it, and the MCP route and the buyers' pages
 * do not pass.
 */
export async function proxy(request: NextRequest): Promise<Response> {
  const chosen = chooseLanguage(request);
  if (chosen !== null) return chosen;
  if (request.method === "GET") return inEnglish(request);
  if (isFromForeignOrigin(request.headers)) return refused(request, 403);
  // A call of our own script without a form in it.
  if (request.headers.get("content-type")?.startsWith("multipart/form-data") !== true) return NextResponse.next();
  const length = Number(request.headers.get("content-length") ?? Number.NaN);
  if (!(length <= MAX_FORM_BYTES)) return refused(request, 413);
  try {
    await request.clone().formData();
  } catch {
    return refused(request, 400);
  }
  return NextResponse.next();
}

/** Next's root layout writes the document's language and does not know its address. */
function inEnglish({ nextUrl, headers }: NextRequest): Response {
  if (!/^\/(?:console|try)(?:\/|$)/.test(nextUrl.pathname)) return NextResponse.next();
  const marked = new Headers(headers);
  marked.set(ENGLISH_PAGE, "1");
  return NextResponse.next({ request: { headers: marked } });
}

const refused = (request: NextRequest, status: 400 | 403 | 413): Response => refusalResponse(status, request.headers);

export const config = {
  matcher: [
    {
      source: "/((?!mcp$|api/|acp/|_next/).*)",
      has: [{ type: "header", key: "content-type", value: "multipart/form-data.*" }],
    },
    { source: "/((?!mcp$|api/|acp/|_next/).*)", has: [{ type: "header", key: "next-action" }] },
    { source: "/((?!mcp$|api/|acp/|_next/).*)", has: [{ type: "query", key: "lang" }] },
    { source: "/(console|try)/:path*" },
  ],
};
