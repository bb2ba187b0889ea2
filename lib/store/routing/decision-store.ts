import type { SellerId, SessionId, ShopperId } from "../../ids.ts";
import type { FlagFacts, RouteDecision } from "../../routing/decide-route.ts";
import type { HostCapabilities } from "../../routing/host.ts";
import type { ReasonCounts, ReasonQuery } from "../../routing/reason-counts.ts";

export type StoredDecision = {
  readonly id: string;
  readonly sessionId: SessionId;
  readonly sellerId: SellerId;
  readonly shopperId: ShopperId | null;
  readonly capabilities: HostCapabilities;
  readonly flags: FlagFacts;
  readonly decision: RouteDecision;
  readonly revision: number;
  /** The digest of the order as the answer showed it; null in decisions of earlier releases. */
  readonly shown: string | null;
  readonly decidedAt: Date;
};

/** Which routes were decided, and why. Part of the port in lib/store/store.ts. */
export interface DecisionReads {
  decisions(id: SessionId): Promise<readonly StoredDecision[]>;
  /** Of all sessions, newest first. */
  latestDecisions(limit: number): Promise<readonly StoredDecision[]>;
  /** Of the latest decisions of the period, at most `limit`; in one statement. */
  reasonCounts(query: ReasonQuery, limit: number): Promise<ReasonCounts>;
}
