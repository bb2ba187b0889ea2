/**
 * True for a request that a page of another site makes, as Next compares it: whoever sends no origin is no browser that
 * somebody was lured with. https://nextjs.org/docs/app/guides/data-security
 */
export function isFromForeignOrigin(headers: Pick<Headers, "get">): boolean {
  const origin = headers.get("origin");
  if (origin === null) return false;
  const host = headers.get("x-forwarded-host")?.split(",")[0]?.trim() ?? headers.get("host");
  return !URL.canParse(origin) || new URL(origin).host !== host;
}
