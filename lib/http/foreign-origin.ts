/**
 * True for a request that a page of another site makes, as Next compares it
 * (https://nextjs.org/docs/app/guides/data-security). Whoever sends no origin is no browser that somebody was lured with,
 * unless it says itself that the page was another site's (https://www.w3.org/TR/fetch-metadata/).
 */
export function isFromForeignOrigin(headers: Pick<Headers, "get">): boolean {
  const origin = headers.get("origin");
  if (origin === null) return ["cross-site", "same-site"].includes(headers.get("sec-fetch-site") ?? "");
  const host = headers.get("x-forwarded-host")?.split(",")[0]?.trim() ?? headers.get("host");
  return !URL.canParse(origin) || new URL(origin).host !== host;
}
