import type { AttemptId, SessionId } from "../ids.ts";
import type { EventType } from "./transition.ts";

/** One entry in a session's history, written in the transaction of the change. */
export type SessionEvent = {
  readonly sessionId: SessionId;
  readonly revision: number;
  readonly type: EventType | "prepared" | "capture_orphaned" | "capture_mismatch";
  readonly attemptId: AttemptId | null;
  /** For people who read the history. No code decides by it: what code needs has a column. */
  readonly note: string | null;
  readonly occurredAt: Date;
};
