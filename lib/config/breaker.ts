import type { BreakerRules } from "../routing/instant-breaker.ts";

/** Name, default, least and most of each setting. Why these: docs/decisions/0017. */
const NUMBERS = {
  windowMinutes: ["BREAKER_WINDOW_MINUTES", 60, 1, 1440],
  maxSessions: ["BREAKER_MAX_SESSIONS", 20, 2, 500],
  minSessions: ["BREAKER_MIN_SESSIONS", 8, 2, 500],
  declinedPercent: ["BREAKER_DECLINED_PERCENT", 80, 1, 101],
  errorPercent: ["BREAKER_ERROR_PERCENT", 30, 1, 101],
  unknownPercent: ["BREAKER_UNKNOWN_PERCENT", 30, 1, 101],
  coolDownSeconds: ["BREAKER_COOL_DOWN_SECONDS", 300, 10, 86_400],
  trials: ["BREAKER_TRIALS", 5, 1, 100],
} as const;
type Numbers = { -readonly [Name in keyof typeof NUMBERS]: number };

/** The breaker's rules, or null with BREAKER=off. */
export function readBreaker(
  text: (name: string) => string | null,
  wrong: (name: string, message: string) => void,
): BreakerRules | null {
  const wanted = text("BREAKER") ?? "on";
  if (wanted !== "on" && wanted !== "off") wrong("BREAKER", `"${wanted}" is none of on, off`);
  if (wanted === "off") {
    for (const [name] of Object.values(NUMBERS))
      if (text(name) !== null) wrong(name, "it is not used with BREAKER=off; remove one of them");
    return null;
  }
  const read = {} as Numbers;
  for (const key of Object.keys(NUMBERS) as (keyof Numbers)[]) {
    const [name, fallback, least, most] = NUMBERS[key];
    const value = text(name);
    read[key] = value === null ? fallback : Number(value);
    if (!Number.isInteger(read[key]) || read[key] < least || read[key] > most)
      wrong(name, `"${value}" is not a whole number from ${least} to ${most}`);
  }
  if (read.minSessions > read.maxSessions)
    wrong("BREAKER_MIN_SESSIONS", `it is more than BREAKER_MAX_SESSIONS (${read.maxSessions})`);
  const { windowMinutes, coolDownSeconds, ...rules } = read;
  return { ...rules, windowMs: windowMinutes * 60_000, coolDownMs: coolDownSeconds * 1000 };
}
