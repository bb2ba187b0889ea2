import type { SellerId, SessionId, ShopperId } from "../ids.ts";
import type { Currency } from "../money.ts";
import type { Arm, ExperimentFigures, ExperimentPlan } from "./figures.ts";

export type ExperimentKey = ExperimentPlan["key"];

/** A phase of shoppers that nobody met: `npm run demo:experiment` made them, and no report may hide it. */
export const SIMULATED_PHASE = "simulated-";

/**
 * The server decided by the variant alone and assigned the arm: once for each session, in both arms alike. That the
 * button was shown, the exposure, is stored beside it when the widget reports it.
 */
export type Assignment = {
  readonly experiment: ExperimentKey;
  /** Changed shares or another group are another phase; phases are never counted together. */
  readonly phase: string;
  readonly sessionId: SessionId;
  readonly shopperId: ShopperId;
  readonly sellerId: SellerId;
  readonly arm: Arm;
  readonly platform: string | null;
  /** BCP 47, as the host sent it. */
  readonly locale: string | null;
  /** ISO 3166-1 alpha-2: of the address, else what the host sent. */
  readonly country: string | null;
  readonly currency: Currency;
  /** Nothing was missing any more when the arm was assigned. */
  readonly hasDetails: boolean;
  readonly assignedAt: Date;
};

/** The last that is known of a session. `abandoned`: its time is over, and it was neither paid, declined nor canceled. */
export type SessionOutcome = "open" | "paid" | "declined" | "canceled" | "abandoned" | "unresolved";

/** One session in the experiment: the first time of each step, and what became of it. */
export type ExperimentSession = Omit<Assignment, "hasDetails"> & {
  readonly shownAt: Date | null;
  readonly clickedAt: Date | null;
  readonly sheetOpenedAt: Date | null;
  readonly pageOpenedAt: Date | null;
  readonly detailsGivenAt: Date | null;
  readonly payPressedAt: Date | null;
  readonly paidAt: Date | null;
  readonly declinedAt: Date | null;
  readonly canceledAt: Date | null;
  readonly expiredAt: Date | null;
  readonly unresolvedAt: Date | null;
  readonly refundedAt: Date | null;
  /** The session was assigned the other arm later on. */
  readonly reassignedAt: Date | null;
  readonly outcome: SessionOutcome;
  readonly grossMinor: number;
  /** Paid orders of the shopper in the 14 days before this session's button was shown, in its currency. */
  readonly beforeMinor: number;
};

/** The part of the plan that the roll-ups are counted with. */
export type CountingAges = Pick<ExperimentPlan, "windowDays" | "revenueAgeDays">;

/** One phase that has shoppers. */
export type ExperimentPhase = {
  readonly phase: string;
  readonly isSimulated: boolean;
  /** The first and the last day of an assignment, in UTC, as "2026-11-24". */
  readonly firstDay: string;
  readonly lastDay: string;
  readonly assigned: number;
};

/** What the roll-ups of one phase contain. */
export type CountedFigures = Pick<ExperimentFigures, "cells" | "tails" | "reassigned">;
