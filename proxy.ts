import { NextResponse, type NextRequest } from "next/server";
import { isFromForeignOrigin } from "#lib/http/foreign-origin.ts";
import { chooseLanguage } from "#app/request/choose-language.ts";
import { ENGLISH_PAGE } from "#lib/http/language-cookie.ts";
import { refusalResponse } from "#server/front/refusal-page.ts";

/** Far above any form of ours, and below what Next takes before it gives up on its own. */
const MAX_FORM_BYTES = 256 * 1024;

/**
 * Takes what looks like a call of a server action, of which there are none: a form of a release that had them
 * (docs/decisions/0063), or a stranger's. Next answers such calls by itself, with 500 or a bare sentence. Here the sender is
 * led to the page as it is now, or is refused with a page. Besides these only a choice of language and the pages in English
 * alone come by (see `matcher`): a proxy costs each request that passes it.
 */
export async function proxy(request: NextRequest): Promise<Response> {
  const chosen = chooseLanguage(request);
  if (chosen !== null) return chosen;
  const isForm = request.headers.get("content-type")?.startsWith("multipart/form-data") === true;
  if (!isForm && !request.headers.has("next-action")) return inEnglish(request);
  if (isFromForeignOrigin(request.headers)) return refused(request, 403);
  const toThePage = NextResponse.redirect(request.nextUrl, 303);
  if (!isForm) return toThePage;
  const length = Number(request.headers.get("content-length") ?? Number.NaN);
  if (!(length <= MAX_FORM_BYTES)) return refused(request, 413);
  try {
    await request.formData();
  } catch {
    return refused(request, 400);
  }
  return toThePage;
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
