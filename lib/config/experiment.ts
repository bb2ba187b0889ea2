import { z } from "zod";
import type { ExperimentPlan } from "../experiment/figures.ts";

const share = z.int().min(1, "both arms need a share").max(999);
const days = z.int().min(1).max(365);
const sentence = z.string().trim().min(1).max(1000);

/** What people wrote down about the experiment. It changes no figure and begins no phase. `day`: "2026-11-29". */
export type ExperimentNotes = {
  readonly hypothesis: string | null;
  readonly decisions: readonly { readonly day: string; readonly text: string }[];
};
type ExperimentFile = { readonly plan: ExperimentPlan; readonly notes: ExperimentNotes };

/** The plan of the experiment (`EXPERIMENT_FILE`). Format: docs/operating.md. */
export const experimentFile = z
  .strictObject({
    key: z.literal("checkout-route"),
    weights: z
      .strictObject({ external: share, instant: share })
      .refine(({ external, instant }) => external + instant === 1000, "the shares of the arms add up to 1000"),
    planned_shoppers: z.int().min(16, "the sample-ratio check needs 8 shoppers in each arm").max(1_000_000_000),
    alpha: z.number().gt(0).lt(1),
    power: z.number().gt(0).lt(1),
    window_days: days,
    revenue_age_days: days,
    hypothesis: sentence.optional(),
    decisions: z
      .array(z.strictObject({ day: z.iso.date(), text: sentence }))
      .max(200)
      .default([]),
  })
  .refine(({ window_days, revenue_age_days }) => revenue_age_days >= window_days, {
    path: ["revenue_age_days"],
    message: "revenue is read when the window is over, so it is at least window_days",
  })
  .transform(({ planned_shoppers, window_days, revenue_age_days, hypothesis, decisions, ...rest }): ExperimentFile => ({
    plan: {
      ...rest,
      plannedShoppers: planned_shoppers,
      windowDays: window_days,
      revenueAgeDays: revenue_age_days,
    },
    notes: { hypothesis: hypothesis ?? null, decisions },
  }));
