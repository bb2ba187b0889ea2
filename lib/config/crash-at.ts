import { z } from "zod";
import { FAILPOINTS, type Failpoint } from "../purchase/failpoints.ts";

/** The `time`-th pass of a failpoint, counted from 1. */
export type CrashAt = { readonly failpoint: Failpoint; readonly time: number };

/** Where the process ends itself, as `failpoint` or `failpoint:n`; null: nowhere. For tests of crashes. */
export const crashSettings = z
  .object({
    CRASH_AT: z
      .string()
      .transform((text, context): CrashAt => {
        const [name, count = "1", ...rest] = text.split(":");
        const failpoint = FAILPOINTS.find((one) => one === name);
        const time = Number(count);
        if (failpoint !== undefined && rest.length === 0 && Number.isInteger(time) && time >= 1)
          return { failpoint, time };
        const message = `must be a failpoint, or one and a number such as ${FAILPOINTS[0]}:2, not "${text}"`;
        context.addIssue({ code: "custom", message });
        return z.NEVER;
      })
      .optional(),
  })
  .transform((settings) => settings.CRASH_AT ?? null);
