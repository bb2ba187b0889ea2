import type { CheckoutSession } from "../checkout/session.ts";
import type { SessionEvent } from "../checkout/session-event.ts";
import type {
  CountedFigures,
  CountingAges,
  ExperimentKey,
  ExperimentPhase,
  ExperimentSession,
  Assignment,
} from "../experiment/exposure.ts";
import type { SessionId } from "../ids.ts";
import type { FunnelEvent } from "../experiment/funnel-event.ts";

/** What the store knows of the experiment (docs/decisions/0019). Part of the port in lib/store/store.ts. */
export interface ExperimentReads {
  /** Null for a session that is not in the experiment. */
  experimentSession(id: SessionId): Promise<ExperimentSession | null>;
  /** The phases that have shoppers, the one with the latest assignment first. */
  experimentPhases(experiment: ExperimentKey): Promise<readonly ExperimentPhase[]>;
  /** As of the last fold. The tails are of the shoppers who came on `oldUntil` ("2026-11-24", UTC) or before, as revenue is. */
  experimentFigures(experiment: ExperimentKey, phase: string, oldUntil: string): Promise<CountedFigures>;
}

/** A session outside the experiment costs one look into an index. Refunds are noted with `raiseRefunded` and `resetRefunded`. */
export interface ExperimentWrites {
  /** The first assignment of a session stays. Another arm later on is noted as a re-assignment. */
  insertAssignment(assignment: Assignment): Promise<void>;
  /** Keeps the first time of a step. What a step needs counts as done: who clicked was shown a button. */
  saveFunnelEvent(id: SessionId, event: FunnelEvent, now: Date): Promise<void>;
  /** Counts what became of a session; lib/purchase/save-move.ts calls it in the transaction of the change. */
  noteSessionEvent(session: CheckoutSession, event: SessionEvent): Promise<void>;
  /** The buyer opened the merchant's checkout page. */
  notePageVisit(id: SessionId, now: Date): Promise<void>;
  /**
   * Brings the roll-ups in line with at most `limit` changes, in SQL sets. Answers how many changes it took; less than
   * `limit` means that nothing is left. Folds of several instances take turns; one that is cut short changed nothing.
   */
  foldExperiment(experiment: ExperimentKey, ages: CountingAges, limit: number): Promise<number>;
}
