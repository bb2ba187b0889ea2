const UNITS: Readonly<Record<string, number>> = { h: 3_600_000, d: 86_400_000 };

/** What `--since` means: a day or time (UTC where it names no offset), or so many hours or days back, as in 24h or 30d. Null for anything else. */
export function sinceOf(text: string): Date | null {
  const [, count, unit] = /^(\d{1,5})([hd])$/.exec(text) ?? [];
  const date = count === undefined ? new Date(text) : new Date(Date.now() - Number(count) * (UNITS[unit ?? ""] ?? 0));
  return Number.isNaN(date.getTime()) ? null : date;
}

/** The sentence for a `--since` that {@link sinceOf} could not read. */
export const notSince = (text: string): string =>
  `--since: "${text}" is neither a day such as 2026-11-01 nor a time such as 24h.`;
