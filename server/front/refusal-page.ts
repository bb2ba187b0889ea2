import { localeOfRequest } from "#lib/http/reader-locale.ts";
import { directionOf } from "#lib/wire/languages.ts";
import { refusalTexts } from "./refusals/refusal-texts.ts";
import { REFUSALS, type RefusalStatus } from "./texts.ts";

const POLICY =
  "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/** The refusal in the words for its status: a page in the reader's language for whoever takes one, else JSON. */
export function refusalResponse(status: RefusalStatus, headers: Pick<Headers, "get">): Response {
  const { type, body } = bodyOf(
    status,
    headers.get("accept") ?? "",
    localeOfRequest((name) => headers.get(name)),
  );
  return new Response(body, { status, headers: headersOf(type) });
}

export const headersOf = (type: string) => ({
  "content-type": type,
  "content-security-policy": POLICY,
  "cache-control": "no-store",
});

export function bodyOf(
  status: RefusalStatus,
  accept: string,
  readerLocale: string,
): { readonly type: string; readonly body: string } {
  if (!accept.includes("text/html")) {
    const { title, text } = REFUSALS[status];
    return { type: "application/json", body: JSON.stringify({ error: `${title}: ${text}` }) };
  }
  const { toTheShop, locale, ...texts } = refusalTexts(readerLocale);
  const { title, text } = texts[status];
  const page = [
    `<!doctype html><html lang="${locale}" dir="${directionOf(locale)}"><head>`,
    '<meta charset="utf-8"><meta name="viewport" content="width=device-width">',
    `<meta name="robots" content="noindex"><title>${title}</title><style>`,
    ":root{color-scheme:light dark;font:1rem/1.5 system-ui,sans-serif}",
    "main{max-width:32rem;margin:15vh auto;padding:0 1.5rem}h1{font-size:1.5rem}a{color:inherit}",
    `</style></head><body><main><h1>${title}</h1><p>${text}</p><p><a href="/">${toTheShop}</a></p></main></body></html>`,
  ];
  return { type: "text/html; charset=utf-8", body: page.join("") };
}
