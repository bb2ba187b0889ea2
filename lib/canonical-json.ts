/** Deeper than any request of ours; what nests further is refused before it is walked. */
export const MAX_LEVELS = 64;

/** True when a value that was parsed from JSON nests deeper than `MAX_LEVELS`. Walks without recursion. */
export function isTooDeep(value: unknown): boolean {
  let level: unknown[] = [value];
  for (let depth = 0; depth <= MAX_LEVELS; depth += 1) {
    level = level.flatMap((one) => (typeof one === "object" && one !== null ? Object.values(one) : []));
    if (level.length === 0) return false;
  }
  return true;
}

/**
 * One text for all ways to write the same JSON value: no spaces, keys in the order of their UTF-16 units, numbers as
 * ECMAScript writes them (1.0 is 1), lists in their order. Source: RFC 8785. Takes what is not too deep.
 */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(",")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value) ?? "null";
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([key, one]) => `${JSON.stringify(key)}:${canonicalJson(one)}`).join(",")}}`;
}
