import type { Dimension } from "./figures.ts";

/** What a reader must know before believing a figure; in order of weight. */
export type Warning =
  | { readonly kind: "split_is_off"; readonly count: "handed_over" | "shown"; readonly p: number }
  | {
      readonly kind: "split_is_off_in_segment";
      readonly count: "handed_over" | "shown";
      readonly dimension: "platform" | "seller";
      readonly value: string;
      readonly p: number;
    }
  | { readonly kind: "shown_less_in_one_arm"; readonly external: number; readonly instant: number }
  | { readonly kind: "reassigned"; readonly shoppers: number; readonly share: number }
  | { readonly kind: "reversed"; readonly dimension: Dimension }
  | { readonly kind: "interrupted"; readonly times: number; readonly isOpen: boolean }
  | { readonly kind: "guardrail_worse"; readonly name: string; readonly difference: number }
  | { readonly kind: "unresolved_decides"; readonly shoppers: number }
  | { readonly kind: "fades"; readonly firstWeek: number; readonly later: number }
  | { readonly kind: "fixed_interval_early"; readonly plannedShoppers: number; readonly missingShoppers: number }
  | { readonly kind: "not_whole_weeks"; readonly dayCount: number }
  | { readonly kind: "open_windows"; readonly shoppers: number; readonly windowDays: number }
  | { readonly kind: "revenue_too_young"; readonly revenueAgeDays: number };
