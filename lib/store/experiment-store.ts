import type {
  CountedFigures,
  CountingAges,
  ExperimentKey,
  ExperimentPhase,
  ExperimentSession,
  HandOver,
} from "../experiment/exposure.ts";
import type { SessionId } from "../ids.ts";
import type { WidgetStep } from "../experiment/widget-step.ts";

/** What the store knows of the experiment (docs/decisions/0019). Part of the port in lib/store/store.ts. */
export interface ExperimentReads {
  /** Null for a session that is not in the experiment. */
  experimentSession(id: SessionId): Promise<ExperimentSession | null>;
  /** The phases that have shoppers, the one with the latest hand-over first. */
  experimentPhases(experiment: ExperimentKey): Promise<readonly ExperimentPhase[]>;
  /** As of the last fold. The tails are of the shoppers who came on `oldUntil` ("2026-11-24", UTC) or before, as revenue is. */
  experimentFigures(experiment: ExperimentKey, phase: string, oldUntil: string): Promise<CountedFigures>;
}

/**
 * Changes of a session's state and refunds of its order are noted by `saveSession`, `raiseRefunded` and `resetRefunded`
 * themselves, so that no way of paying can forget it. A session outside the experiment costs one look into an index.
 */
export interface ExperimentWrites {
  /** The first hand-over of a session stays. Another arm later on is noted as a re-assignment. */
  insertHandOver(handOver: HandOver): Promise<void>;
  /** Keeps the first time of a step. What a step needs counts as done: who clicked was shown a button. */
  noteWidgetStep(id: SessionId, step: WidgetStep, at: Date): Promise<void>;
  /** The buyer opened the merchant's checkout page. */
  notePageVisit(id: SessionId, at: Date): Promise<void>;
  /**
   * Brings the roll-ups in line with at most `limit` changes, in SQL sets. Answers how many changes it took; less than
   * `limit` means that nothing is left. Folds of several instances take turns; one that is cut short changed nothing.
   */
  foldExperiment(experiment: ExperimentKey, ages: CountingAges, limit: number): Promise<number>;
}
