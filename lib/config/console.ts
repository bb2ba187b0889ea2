import { z } from "zod";
import { always, bearerKey, listItems, mustBeOneOf, wholeNumber } from "./setting.ts";

export type ConsoleSessionConfig = {
  /** A session that was not seen for so long has ended. */
  readonly idleMs: number;
  /** A session ends after so long, however much it is used. */
  readonly lastsMs: number;
};

/** What whoever is in the console may do to an order. */
export const CONSOLE_ACTIONS = ["refund", "ship"] as const;
export type ConsoleAction = (typeof CONSOLE_ACTIONS)[number];

const actions = z.string().transform((text, context): readonly ConsoleAction[] => {
  const given = listItems(text);
  if (given.length === 1 && given[0] === "none") return [];
  const wrong = given.find((item) => !CONSOLE_ACTIONS.some((action) => action === item));
  if (wrong !== undefined || given.length === 0)
    context.addIssue({ code: "custom", message: mustBeOneOf([...CONSOLE_ACTIONS, "refund,ship", "none"], text) });
  return CONSOLE_ACTIONS.filter((action) => given.includes(action));
});

const DEFAULT_IDLE_MINUTES = 60;
const DEFAULT_SESSION_HOURS = 12;

/**
 * CONSOLE_KEY opens the console. Without it the console is open to whom DEVELOPER_PAGES lets in with the sandbox bank,
 * where nothing is real, and is not served with any other payment provider.
 */
export const consoleSettings = z
  .object({
    CONSOLE_KEY: bearerKey().optional(),
    /** At least five, because a session is seen once a minute. */
    CONSOLE_IDLE_MINUTES: wholeNumber(5, 24 * 60).optional(),
    CONSOLE_SESSION_HOURS: wholeNumber(1, 7 * 24).optional(),
    CONSOLE_ACTIONS: actions.optional(),
  })
  .superRefine((settings, context) => {
    if (settings.CONSOLE_KEY !== undefined) return;
    for (const name of ["CONSOLE_IDLE_MINUTES", "CONSOLE_SESSION_HOURS"] as const)
      if (settings[name] !== undefined)
        context.addIssue({ code: "custom", path: [name], message: "does nothing without CONSOLE_KEY; set both" });
  }, always)
  .transform(
    ({
      CONSOLE_KEY: key,
      CONSOLE_IDLE_MINUTES: idleMinutes = DEFAULT_IDLE_MINUTES,
      CONSOLE_SESSION_HOURS: hours = DEFAULT_SESSION_HOURS,
      CONSOLE_ACTIONS: allowed,
    }): {
      readonly key: string | null;
      readonly session: ConsoleSessionConfig;
      /** Null: not set. */
      readonly actions: readonly ConsoleAction[] | null;
    } => ({
      key: key ?? null,
      actions: allowed ?? null,
      session: { idleMs: idleMinutes * 60_000, lastsMs: hours * 3_600_000 },
    }),
  );
