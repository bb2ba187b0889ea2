/** Hosts put a result's `_meta` into envelopes of their own: https://developers.openai.com/plugins/reference */
const MAX_DEPTH = 4;

/** The value of that name in a result's `_meta`, however a host has packed it; undefined where it is not. */
export function metaValue(meta: unknown, name: string, depth = 0): unknown {
  if (typeof meta !== "object" || meta === null || depth > MAX_DEPTH) return undefined;
  const entries = new Map(Object.entries(meta));
  if (entries.has(name)) return entries.get(name);
  for (const inner of entries.values()) {
    const found = metaValue(inner, name, depth + 1);
    if (found !== undefined) return found;
  }
  return undefined;
}
