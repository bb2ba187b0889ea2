import { z } from "zod";
import { PURCHASE_STEPS, type PurchaseStep } from "../purchase/steps.ts";

/** The `time`-th pass of a step, counted from 1. */
export type CrashAt = { readonly step: PurchaseStep; readonly time: number };

/** Where the process ends itself, as `step` or `step:n`; null: nowhere. For tests of crashes. */
export const crashSettings = z
  .object({
    CRASH_AT: z
      .string()
      .transform((text, context): CrashAt => {
        const [name, count = "1", ...rest] = text.split(":");
        const step = PURCHASE_STEPS.find((one) => one === name);
        const time = Number(count);
        if (step !== undefined && rest.length === 0 && Number.isInteger(time) && time >= 1) return { step, time };
        const message = `must be a step of a purchase, or one and a number such as ${PURCHASE_STEPS[0]}:2, not "${text}"`;
        context.addIssue({ code: "custom", message });
        return z.NEVER;
      })
      .optional(),
  })
  .transform((settings) => settings.CRASH_AT ?? null);
