import { z } from "zod";
import type { BreakerRules } from "../routing/instant-breaker.ts";
import { always, oneOf, wholeNumber } from "./setting.ts";

/** Why these defaults: docs/decisions/0017. */
const DEFAULTS = {
  windowMinutes: 60,
  maxSessions: 20,
  minSessions: 8,
  declinedPercent: 80,
  errorPercent: 30,
  unknownPercent: 30,
  coolDownSeconds: 300,
  trials: 5,
};

const numbers = z.object({
  BREAKER_WINDOW_MINUTES: wholeNumber(1, 1440).optional(),
  BREAKER_MAX_SESSIONS: wholeNumber(2, 500).optional(),
  BREAKER_MIN_SESSIONS: wholeNumber(2, 500).optional(),
  BREAKER_DECLINED_PERCENT: wholeNumber(1, 101).optional(),
  BREAKER_ERROR_PERCENT: wholeNumber(1, 101).optional(),
  BREAKER_UNKNOWN_PERCENT: wholeNumber(1, 101).optional(),
  BREAKER_COOL_DOWN_SECONDS: wholeNumber(10, 86_400).optional(),
  BREAKER_TRIALS: wholeNumber(1, 100).optional(),
});
type Numbers = z.output<typeof numbers>;

/** When instant is paused for a seller whose payments fail; null with BREAKER=off. */
export const breakerSettings = z
  .object({ BREAKER: oneOf(["on", "off"]).default("on"), ...numbers.shape })
  .superRefine((settings, context) => {
    const wrong = (name: keyof Numbers, message: string) => context.addIssue({ code: "custom", path: [name], message });
    const min = settings.BREAKER_MIN_SESSIONS ?? DEFAULTS.minSessions;
    const max = settings.BREAKER_MAX_SESSIONS ?? DEFAULTS.maxSessions;
    if (settings.BREAKER === "off") {
      for (const name of numbers.keyof().options)
        if (settings[name] !== undefined) wrong(name, "does nothing with BREAKER=off; remove one of them");
    } else if (min > max) wrong("BREAKER_MIN_SESSIONS", `must not be more than BREAKER_MAX_SESSIONS, which is ${max}`);
  }, always)
  .transform((settings): BreakerRules | null => (settings.BREAKER === "off" ? null : rulesOf(settings)));

function rulesOf(settings: Numbers): BreakerRules {
  const windowMinutes = settings.BREAKER_WINDOW_MINUTES ?? DEFAULTS.windowMinutes;
  const coolDownSeconds = settings.BREAKER_COOL_DOWN_SECONDS ?? DEFAULTS.coolDownSeconds;
  return {
    windowMs: windowMinutes * 60_000,
    maxSessions: settings.BREAKER_MAX_SESSIONS ?? DEFAULTS.maxSessions,
    minSessions: settings.BREAKER_MIN_SESSIONS ?? DEFAULTS.minSessions,
    declinedPercent: settings.BREAKER_DECLINED_PERCENT ?? DEFAULTS.declinedPercent,
    errorPercent: settings.BREAKER_ERROR_PERCENT ?? DEFAULTS.errorPercent,
    unknownPercent: settings.BREAKER_UNKNOWN_PERCENT ?? DEFAULTS.unknownPercent,
    coolDownMs: coolDownSeconds * 1000,
    trials: settings.BREAKER_TRIALS ?? DEFAULTS.trials,
  };
}
