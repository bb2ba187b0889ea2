import type { Interval } from "./answer.ts";

/**
 * What may be concluded. Only `more_paid` and `fewer_paid` are conclusions; none of them ever says that the two ways
 * are equal, since no test can.
 */
export type Verdict =
  | { readonly kind: "nothing_shown" }
  /** The arms do not have the shares of the plan: something loses shoppers, and every comparison is off by it. */
  | { readonly kind: "split_is_off" }
  /** The first whole week, or the time to pay of its shoppers, is not over. */
  | { readonly kind: "first_week" }
  | Conclusion<"more_paid">
  | Conclusion<"fewer_paid">
  /** The planned size is reached and the interval holds zero. */
  | {
      readonly kind: "cannot_tell";
      readonly fromDay: string;
      readonly untilDay: string;
      readonly interval: Interval;
      /** Parts of one; null when nobody paid. An effect above it would probably have shown. */
      readonly detectableEffect: number | null;
    }
  /** The planned size is not reached and the interval that is valid at every look holds zero. */
  | { readonly kind: "too_early"; readonly missingShoppers: number; readonly plannedShoppers: number };

export type Conclusion<Kind> = {
  readonly kind: Kind;
  /** `planned_size`: once, at the planned size. `always_valid`: by the interval that is valid at every look. */
  readonly basis: "planned_size" | "always_valid";
  readonly fromDay: string;
  readonly untilDay: string;
  readonly difference: number;
  readonly interval: Interval;
};
