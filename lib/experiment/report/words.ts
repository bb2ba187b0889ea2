import type { Arm, Dimension } from "../figures.ts";
import type { FunnelStage, Guardrail, SellerReading } from "./sections.ts";
import type { Verdict } from "./verdict.ts";
import type { ReportRange } from "./range.ts";
import type { Warning } from "./warning.ts";

/** What the parts of the report are called, wherever people read it. */
export const ARM_WORDS: Readonly<Record<Arm, string>> = { external: "External", instant: "Instant" };

export const VERDICT_WORDS: Readonly<Record<Verdict["kind"], string>> = {
  nothing_shown: "No data yet",
  sample_ratio_mismatch: "Stop: sample ratio mismatch (SRM)",
  part_of_phase: "No verdict: part of a phase",
  first_week: "Too early: first week",
  more_paid: "Conclusion: instant sells more",
  fewer_paid: "Conclusion: instant sells less",
  cannot_tell: "Cannot be told apart",
  too_early: "Too early: keep it running",
};

/** The sections of the report in their order. */
export const SECTION_WORDS = {
  conversion: "Paid conversion",
  days: "Day by day",
  funnel: "How far they came",
  revenue: "Revenue",
  guardrails: "What must not get worse",
  breakdowns: "Who differs",
  sellers: "By seller",
  weeks: "Week by week",
  split: "The split",
  method: "How the numbers are made",
  calculator: "How long would it take?",
} as const;
export type SectionName = keyof typeof SECTION_WORDS;

export const STAGE_WORDS: Readonly<Record<FunnelStage["event"], string>> = {
  assigned: "Assigned",
  shown: "Button shown",
  clicked: "Clicked",
  opened: "Checkout opened",
  detailsGiven: "Details given",
  payPressed: "Pay pressed",
  paid: "Paid",
};

export const GUARDRAIL_WORDS: Readonly<Record<Guardrail["name"], string>> = {
  declined: "Declined",
  canceled: "Canceled",
  abandoned: "Gone without an outcome",
  unresolved: "Outcome not known",
  refunded: "Refunded",
};

export const READING_WORDS: Readonly<Record<Guardrail["reading"], string>> = {
  worse: "Worse with instant",
  better: "Better with instant",
  cannot_tell: "Cannot be told apart",
};

export const SELLER_READING_WORDS: Readonly<Record<SellerReading, string>> = {
  more_paid: "Instant sells more",
  fewer_paid: "Instant sells less",
  cannot_tell: "Cannot be told apart",
  too_few: "Too few shoppers",
  not_yet: "Not read yet",
};

export const DIMENSION_WORDS: Readonly<Record<Exclude<Dimension, "all">, string>> = {
  platform: "Platform",
  seller: "Seller",
  country: "Country",
  currency: "Currency",
};

/** The days that were asked for: "2026-11-24 to 2026-11-30 of 2026-11-01 to 2026-11-30". */
export function rangeText({ from, to, phaseFirstDay, phaseLastDay }: ReportRange): string {
  const asked = `${from ?? phaseFirstDay ?? "the first"} to ${to ?? phaseLastDay ?? "the last"}`;
  return phaseFirstDay === null ? asked : `${asked} of ${phaseFirstDay} to ${phaseLastDay}`;
}

/** What to do about each warning. */
export const WARNING_ADVICE: Readonly<Record<Warning["kind"], string>> = {
  sample_ratio_mismatch:
    "Compare the two funnels step by step, and what was released or configured on the first day the split moved. Then start a new phase; this one cannot be saved.",
  sample_ratio_mismatch_in_segment:
    "Look at what is special there: an old app, a blocked script, a seller who was enrolled midway. Leave the segment out from a new phase on.",
  shown_less_in_one_arm:
    "Open both ways on the platforms listed under “The split”, and find out where the widget does not reach the screen.",
  reassigned:
    "Look for shoppers who are known by two names, and for shares or groups that were changed in the flag service while the phase ran.",
  reversed: "Read the values by themselves, and believe the whole only when the arms mix them alike.",
  interrupted: "Look at the periods below. If they are long, let the phase run on or begin a new one.",
  guardrail_worse: "Find out why before you switch, whatever conversion says.",
  unresolved_decides: "Run npm run reconcile, and read again when every payment has its outcome.",
  effect_changes: "Let it run for further weeks, and expect the later effect, not the first.",
  begins_inside_phase:
    "Read the days as a description, and decide by the whole phase. To test other shoppers, begin a new phase.",
  ends_early: "Read the whole phase before you decide.",
  fixed_interval_early: "Until then read the interval that is valid at every look.",
  not_whole_weeks: "Read on a day that ends a whole week. The verdict does so by itself.",
  open_windows: "Wait until their time is over. The verdict leaves them out by itself.",
  revenue_too_young: "Wait. Conversion can be read before.",
};
