import type { Currency } from "../money.ts";
import type { Interruption } from "../routing/interruption.ts";

/** The control first: every difference is instant minus external. */
export const ARMS = ["external", "instant"] as const;
export type Arm = (typeof ARMS)[number];

/** Whole numbers over shoppers, exact at any size: squares of minor units pass 2^53 near ten million orders. */
export type Sums = { readonly sum: bigint; readonly squares: bigint };

/**
 * What is counted of the shoppers of one arm. The unit is the shopper, counted from the first time that the server
 * assigned the arm; `shown` is the population of every rate but that of the assignment.
 */
export type ArmFigures = {
  /** The server decided and answered the widget, in both arms alike. */
  readonly assigned: number;
  /** The widget reported that the button was on the screen: the exposure. */
  readonly shown: number;
  /** Of the shown, shoppers with a session that came this far within the window. */
  readonly clicked: number;
  readonly opened: number;
  readonly detailsGiven: number;
  readonly payPressed: number;
  readonly paid: number;
  readonly declined: number;
  readonly canceled: number;
  /** Neither paid, nor declined, nor canceled, and the time is over. */
  readonly abandoned: number;
  /** Money may have moved and nobody knows yet. */
  readonly unresolved: number;
  readonly refunded: number;
  /** Milliseconds from the exposure to the payment, over the paid. */
  readonly payTime: Sums;
  /** Minor units of the currency of the first exposed session; all zero in a figure that mixes currencies. */
  readonly gross: Sums;
  readonly net: Sums;
  /** What the shopper spent in the 14 days before the exposure, and its product with `gross`, for CUPED. */
  readonly before: Sums;
  readonly grossTimesBefore: bigint;
};

/** `all` has the one value "". */
export const DIMENSIONS = ["all", "platform", "seller", "country", "currency"] as const;
export type Dimension = (typeof DIMENSIONS)[number];

/** At most so many sellers are read one by one, those with the most shoppers; what is left of the whole is one value. */
export const MAX_SELLERS_READ = 200;
export const OTHER_SELLERS = "*other-sellers*";

/** One row of the roll-up: the shoppers of one arm whose first assignment was on one day, for one value of one dimension. */
export type FigureCell = {
  readonly dimension: Dimension;
  readonly value: string;
  /** The day in UTC, as "2026-11-24". */
  readonly day: string;
  readonly arm: Arm;
  readonly figures: ArmFigures;
};

/**
 * The highest shoppers' gross revenues of one currency, for winsorising: every distinct value from the highest down to
 * the one that contains the 99.9 % point of the non-zero values of both arms together, and the one below it. Over the
 * shown shoppers old enough for their revenue to be read, as in the report: up to `lastDayOfAge(now, revenueAgeDays)`.
 */
export type RevenueTail = {
  readonly currency: Currency;
  /** Shoppers of both arms whose gross is not zero. */
  readonly nonZero: number;
  /** Falling by `amountMinor`. */
  readonly values: readonly { readonly amountMinor: number; readonly arm: Arm; readonly shoppers: number }[];
};

/** Everything that the report is made from, of one phase: shares and group never changed in it. */
export type ExperimentFigures = {
  readonly cells: readonly FigureCell[];
  readonly tails: readonly RevenueTail[];
  /** Shoppers who were assigned the other arm later on; their first one counts. */
  readonly reassigned: number;
  /** When the kill switch or the breaker was closed to instant while shoppers were in the experiment. */
  readonly interruptions: readonly Interruption[];
};

/** What a product team writes down before the start, so that no look at the data can change it. */
export type ExperimentPlan = {
  readonly key: "checkout-route";
  /** Shares of the arms, summing to 1000; what the sample-ratio check compares with. */
  readonly weights: { readonly external: number; readonly instant: number };
  /** Shoppers of both arms together at which the decision is taken; also where the sequential interval is narrowest. */
  readonly plannedShoppers: number;
  /** Two-sided, as 0.05. */
  readonly alpha: number;
  readonly power: number;
  /** Orders within so many days of the exposure count. */
  readonly windowDays: number;
  /** Revenue is read at this age, over shoppers that old only, since refunds come late. */
  readonly revenueAgeDays: number;
};
