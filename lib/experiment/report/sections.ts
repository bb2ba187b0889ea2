import type { Currency } from "../../money.ts";
import type { Interval, Undefined } from "../answer.ts";
import type { LiftPosterior } from "../statistics/bayes-lift.ts";
import type { RatePosteriors } from "../statistics/bayes-rate.ts";
import type { CupedComparison } from "../statistics/cuped.ts";
import type { Arm, Dimension, ExperimentFigures, ExperimentPlan } from "../figures.ts";
import type { ReportRange } from "./range.ts";
import type { MeanComparison, RelativeLift } from "../statistics/means.ts";
import type { PooledEffect } from "../statistics/pooling.ts";
import type { ProportionComparison } from "../statistics/proportions.ts";
import type { RatioComparison } from "../statistics/ratio.ts";
import type { SampleRatio } from "../statistics/sample-ratio.ts";
import type { SequentialInterval } from "../statistics/sequential.ts";
import type { DetectableEffect } from "../statistics/sample-size.ts";

export type ByArm<Value> = { readonly [arm in Arm]: Value };

/**
 * What is counted and compared in one phase of the experiment. Every difference is instant minus external; rates are parts of one and
 * not percents; a day is "2026-11-24" in UTC and means the shoppers who were first handed a way on that day.
 */
export type ReportSections = {
  readonly experiment: ExperimentPlan["key"];
  readonly madeAt: Date;
  readonly plan: ExperimentPlan;
  /** The days that were asked for; null for the whole phase. */
  readonly range: ReportRange | null;
  readonly period: Period;
  readonly conversion: ConversionReport;
  /** What must not get worse; their p-values are corrected together with the conversion's (Holm). */
  readonly guardrails: readonly Guardrail[];
  /** The conversion's p-value after the same correction. */
  readonly correctedConversionP: number | Undefined;
  /** The conversion once more, with every unresolved payment taken for lost and for paid. */
  readonly unresolved: {
    readonly asLost: ProportionComparison | Undefined;
    readonly asPaid: ProportionComparison | Undefined;
  };
  /** Milliseconds from the exposure to the payment, over the shoppers who paid. */
  readonly timeToPay: MeanComparison | Undefined;
  /** One for each currency; amounts of two currencies are never added. */
  readonly revenue: readonly RevenueReport[];
  readonly funnel: readonly FunnelStage[];
  readonly breakdowns: readonly Breakdown[];
  readonly sellers: SellersReport;
  /** All shoppers up to and including each day, in order, with no day left out. */
  readonly days: readonly DayFigures[];
  /** The shoppers of each week by themselves: does the effect wear off? */
  readonly weeks: readonly WeekFigures[];
  /** A check of the machinery and not a result: of the whole phase, whatever days were asked for. */
  readonly split: SplitReport;
  /** Of the whole phase too. */
  readonly reassigned: { readonly shoppers: number; readonly share: number | Undefined };
  readonly interruptions: ExperimentFigures["interruptions"];
};

export type Period = {
  /** The first and the last day with a shopper; null when there was none. */
  readonly firstDay: string | null;
  readonly lastDay: string | null;
  readonly dayCount: number;
  /** Up to this day whole weeks have passed and everybody's time to pay is over; verdicts are drawn from here. */
  readonly settledUntil: string | null;
  /** Of those shown, how many still have time to pay. */
  readonly openShoppers: number;
  readonly shown: ByArm<number>;
  readonly assigned: ByArm<number>;
};

/** Of the shoppers shown a button, the share who paid; over everybody up to now. */
export type ConversionReport = {
  readonly comparison: ProportionComparison | Undefined;
  readonly lift: RelativeLift | Undefined;
  /** Valid at every look. */
  readonly sequential: SequentialInterval | Undefined;
  /** Whether the fixed interval (`newcombe`) and its p may be read yet. */
  readonly fixedHorizon: FixedHorizon;
  readonly posteriors: RatePosteriors | Undefined;
  readonly liftPosterior: LiftPosterior | Undefined;
  /** The smallest effect that would probably have been seen with the shoppers there are now. */
  readonly detectable: DetectableEffect | Undefined;
};

export type FixedHorizon =
  | { readonly kind: "not_before"; readonly plannedShoppers: number; readonly missingShoppers: number }
  /** The size is planned for the phase from its first day on. */
  | { readonly kind: "part_of_phase" }
  | {
      readonly kind: "reached";
      /** The first whole week at which the planned shoppers were there. What came later is not in `comparison`. */
      readonly day: string;
      readonly comparison: ProportionComparison | Undefined;
      readonly detectable: DetectableEffect | Undefined;
    };

export const GUARDRAILS = ["declined", "canceled", "abandoned", "unresolved", "refunded"] as const;

export type Guardrail = {
  /** `refunded` is read over the shoppers of the revenue age only. More is worse for every one of them. */
  readonly name: (typeof GUARDRAILS)[number];
  readonly comparison: ProportionComparison | Undefined;
  /** Holm, together with the conversion. It has no interval that would match it. */
  readonly correctedP: number | Undefined;
  /** `worse` and `better` by the corrected p; everything else cannot be told apart. */
  readonly reading: "worse" | "better" | "cannot_tell";
};

export type RevenueReport = {
  readonly currency: Currency;
  /** Only shoppers of this day and before are in it: the youngest is as old as the plan's revenue age. */
  readonly untilDay: string | null;
  readonly shoppers: ByArm<number>;
  /** Minor units for each shopper shown; the highest are cut at the 99.9 % point of those who spent. */
  readonly winsorised: CappedComparison | Undefined;
  readonly gross: MeanComparison | Undefined;
  readonly grossLift: RelativeLift | Undefined;
  readonly net: MeanComparison | Undefined;
  /** Gross, with what the shopper spent before taken out; null without anything before. */
  readonly cuped: CupedComparison | Undefined | null;
  /** Gross for each shopper who paid. The payers of two arms are not alike: it explains, it does not decide. */
  readonly orderValue: RatioComparison | Undefined;
};

export type CappedComparison = MeanComparison & {
  readonly capMinor: number;
  readonly cappedShoppers: number;
};

export const FUNNEL_STAGES = ["assigned", "shown", "clicked", "opened", "detailsGiven", "payPressed", "paid"] as const;

export type FunnelStage = {
  readonly event: (typeof FUNNEL_STAGES)[number];
  readonly arms: ByArm<{
    readonly shoppers: number;
    /** Null at the assignment, which comes before. */
    readonly ofShown: number | Undefined | null;
    /** Of those who reached the event before; may exceed 1 where a route skips one. Null at the first event. */
    readonly ofPrevious: number | Undefined | null;
  }>;
};

export type Breakdown = {
  /** Sellers are a section of their own: they can be hundreds. */
  readonly dimension: Exclude<Dimension, "all" | "seller">;
  readonly rows: readonly {
    readonly value: string;
    readonly comparison: ProportionComparison | Undefined;
    /** Benjamini–Hochberg over all rows of all breakdowns. */
    readonly correctedP: number | Undefined;
  }[];
  /** Every value points against the whole: the mixture of the arms differs, and the whole misleads. */
  readonly isReversed: boolean;
};

/**
 * `more_paid`, `fewer_paid`: by the corrected p, at the planned size. `cannot_tell`: this seller alone has the shoppers that a
 * conclusion takes, and there is none. `too_few`: it has not. `not_yet`: the planned size is not reached.
 */
export type SellerReading = "more_paid" | "fewer_paid" | "cannot_tell" | "too_few" | "not_yet";

export type SellerRow = {
  readonly value: string;
  /** Over everybody up to now; its `newcombe` is for this seller alone. */
  readonly comparison: ProportionComparison | Undefined;
  /** Of all sellers' intervals together the plan's share covers its difference (Bonferroni; Dunn 1961). */
  readonly simultaneous: Interval | Undefined;
  /** Partial pooling: what is likely of this seller, given all the others. */
  readonly pooled: PooledEffect | Undefined;
  /** Fisher's exact test at the planned size, corrected by Holm over the sellers that could be told apart at all. */
  readonly correctedP: number | Undefined;
  readonly reading: SellerReading;
  /** Shown, of both arms. */
  readonly shoppers: number;
};

export type SellersReport = {
  /** The sellers with the most shoppers, the largest first; the others are one row at the end. */
  readonly rows: readonly SellerRow[];
  /** The day of the one reading of the p-values; null before it, and of days that begin inside the phase. */
  readonly readOn: string | null;
  /** So many sellers are tested together: those of whom any outcome could have told the arms apart. */
  readonly tested: number;
  /** So many shoppers a seller needs to be read alone as the plan reads the whole: the same effect, at α divided by the sellers. */
  readonly neededShoppers: number;
  /** Mean and standard deviation of the sellers' true differences, as partial pooling estimates them. */
  readonly pooling: { readonly mean: number; readonly spread: number } | Undefined;
  /** Every seller points against the whole. */
  readonly isReversed: boolean;
};

export type DayFigures = {
  readonly day: string;
  readonly shown: ByArm<number>;
  readonly paid: ByArm<number>;
  readonly difference: number | Undefined;
  readonly fixed: Interval | Undefined;
  readonly sequential: Interval | Undefined;
};

export type WeekFigures = {
  readonly firstDay: string;
  readonly lastDay: string;
  readonly comparison: ProportionComparison | Undefined;
};

export type SplitReport = {
  readonly assigned: SampleRatio | Undefined;
  readonly shown: SampleRatio | Undefined;
  /** By platform and seller; their p-values are corrected together (Holm), and the alarm goes by the corrected one. */
  readonly segments: readonly {
    readonly dimension: "platform" | "seller";
    readonly value: string;
    readonly assigned: SegmentRatio | Undefined;
    readonly shown: SegmentRatio | Undefined;
  }[];
  /** Of those assigned, the share to whom the button was shown: a difference means blocked widgets. */
  readonly shownShare: ProportionComparison | Undefined;
};

export type SegmentRatio = SampleRatio & { readonly correctedP: number };
