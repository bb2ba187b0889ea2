import { isFromForeignOrigin } from "#lib/http/foreign-origin.ts";
import { readText } from "#lib/http/http-edge.ts";
import { refusalResponse } from "#server/front/refusal-page.ts";
import type { RefusalStatus } from "#server/front/texts.ts";

export type PostedForm =
  { readonly kind: "form"; readonly form: FormData } | { readonly kind: "refused"; readonly response: Response };

/**
 * Reads a form that one of our pages posted, in either of the two encodings that browsers have. Refused with a page are
 * what another site sent, what is longer than any form of ours, and what is no form.
 */
export async function readPostedForm(request: Request): Promise<PostedForm> {
  if (isFromForeignOrigin(request.headers)) return { kind: "refused", response: refusal(request, 403) };
  const text = await readText(request);
  if (text === "too_large") return { kind: "refused", response: refusal(request, 413) };
  try {
    const type = request.headers.get("content-type") ?? "";
    return { kind: "form", form: await new Response(text.body, { headers: { "content-type": type } }).formData() };
  } catch {
    // The one way of `formData` to say that a body is no form.
    return { kind: "refused", response: refusal(request, 400) };
  }
}

/** The refusal as a page; JSON for our script, which sends the form again as a browser does. */
export const refusal = (request: Request, status: RefusalStatus): Response => refusalResponse(status, request.headers);

/**
 * Leads to the page that shows what came of a form. Our script gets the address and goes there by itself: a redirect to a
 * payment service is nothing that a script can follow.
 */
export function leadTo(request: Request, location: string, cookies: readonly string[] = []): Response {
  const takesJson = (request.headers.get("accept") ?? "").includes("application/json");
  const response = takesJson
    ? Response.json({ location })
    : new Response(null, { status: 303, headers: { location: ascii(location) } });
  response.headers.set("cache-control", "no-store");
  for (const cookie of cookies) response.headers.append("set-cookie", cookie);
  return response;
}

/** A header takes no other letters. */
const ascii = (location: string): string => location.replace(/[^\x21-\x7e]+/g, encodeURIComponent);
