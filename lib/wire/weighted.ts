/** Longer than browsers send, and short enough that nobody's list costs anything to read. */
const HEADER_MAX = 200;

/**
 * What a header such as `Accept-Language` or `Accept-Encoding` lists, each with its quality from 0 to 1, in its order (RFC
 * 9110, 12.4.2 and 12.5). 0 says that it is not wanted, and so does a quality that cannot be read.
 */
export function weightedValues(header: string | null | undefined): readonly { value: string; quality: number }[] {
  return (header ?? "")
    .slice(0, HEADER_MAX)
    .split(",")
    .map((part) => {
      const [value = "", ...parameters] = part.split(";");
      return { value: value.trim(), quality: qualityIn(parameters) };
    });
}

/** Whether an answer compressed by gzip may be sent for an `Accept-Encoding` (RFC 9110, 12.5.3): by its name, else by `*`. */
export function takesGzip(header: string | null | undefined): boolean {
  const codings = weightedValues(header);
  const named = codings.find(({ value }) => /^(?:x-)?gzip$/i.test(value)) ?? codings.find(({ value }) => value === "*");
  return (named?.quality ?? 0) > 0;
}

function qualityIn(parameters: readonly string[]): number {
  const weight = parameters.map((one) => /^\s*q\s*=\s*(.*?)\s*$/i.exec(one)?.[1]).find((text) => text !== undefined);
  if (weight === undefined) return 1;
  return /^(?:0(?:\.\d{0,3})?|1(?:\.0{0,3})?)$/.test(weight) ? Number(weight) : 0;
}
