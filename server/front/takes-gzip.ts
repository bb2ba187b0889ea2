import { weightedValues } from "#lib/wire/accept-language.ts";

/** Whether an answer compressed by gzip may be sent for an `Accept-Encoding` (RFC 9110, 12.5.3): by its name, else by `*`. */
export function takesGzip(header: string | null | undefined): boolean {
  const codings = weightedValues(header);
  const named = codings.find(({ value }) => /^(?:x-)?gzip$/i.test(value)) ?? codings.find(({ value }) => value === "*");
  return (named?.quality ?? 0) > 0;
}
