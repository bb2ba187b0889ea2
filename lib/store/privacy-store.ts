import type { CheckoutLink, SessionId } from "../ids.ts";
import type { DataMap } from "./data-map.ts";

/** Whose details a session and its order hold. */
export type BuyerOfSession = { readonly sessionId: SessionId; readonly emails: readonly string[] };

/** Rows as the database has them, by their table. */
export type HeldRows = Readonly<Record<string, readonly unknown[]>>;

/** What the store knows of buyers' details (docs/privacy.md). Part of the port in lib/store/store.ts. */
export interface PrivacyReads {
  /** Where data about a person can be, and how it is forgotten. */
  readonly dataMap: DataMap;
  /** Sessions whose details were not erased and that have an e-mail address, in the order of their ids, behind `after`. */
  buyers(after: string, limit: number): Promise<readonly BuyerOfSession[]>;
  /** Unpaid sessions that were closed before a moment and are not erased; longest closed first. */
  sessionsToForget(closedBefore: Date, limit: number): Promise<readonly SessionId[]>;
  /** Sessions of orders that were paid before a moment and are not erased; oldest first. */
  ordersToForget(paidBefore: Date, limit: number): Promise<readonly SessionId[]>;
  /** Sessions that somebody asked to have erased, and that money no longer stands against; oldest request first. */
  erasuresDue(limit: number): Promise<readonly SessionId[]>;
  /** True while a payment of the session is open, or money of it is neither an order's nor given back, or a refund is under way. */
  isMoneyOpen(id: SessionId): Promise<boolean>;
  /** When the session's details were erased; null: they were not. */
  erasedAt(id: SessionId): Promise<Date | null>;
  /** True when somebody asked to have the session's details erased, also while that waits, and when they were erased. */
  isErasureRequested(id: SessionId): Promise<boolean>;
  /** Every row about a session, of every table, for its buyer to read. */
  heldRows(id: SessionId): Promise<HeldRows>;
  /** Every row about subscriptions of these holders. */
  heldSubscriptions(holders: readonly string[]): Promise<HeldRows>;
}

export interface PrivacyWrites {
  /** Holds the session's row until the transaction ends. */
  lockSession(id: SessionId): Promise<void>;
  /** Notes that the details are to be erased as soon as no money stands against it. The first request stays. */
  requestErasure(id: SessionId, now: Date): Promise<void>;
  /**
   * Empties the details of a closed session, of its order, and of every table that has them. An order whose parcel loses a
   * tracking number has changed, for `ordersChangedSince`.
   */
  eraseDetails(session: { readonly id: SessionId; readonly link: CheckoutLink }, now: Date): Promise<void>;
  /** Deletes the answers, kept for repeated requests, that name a session. */
  deleteAnswersAbout(id: SessionId): Promise<void>;
  /** Gives the session's shopper another name, which stands for nobody, in all that was counted for the experiment. */
  forgetShopperOf(id: SessionId): Promise<void>;
  /** Replaces the holders of subscriptions that are over; answers how many. With null: those that ended before `endedBefore`. */
  eraseHolders(holders: readonly string[] | null, endedBefore: Date, limit: number): Promise<number>;
  /**
   * Deletes, or cuts from its shopper, what is older than `before` in the tables of history, and what was noted about
   * sessions after they were erased; answers how many rows.
   */
  forgetHistory(before: Date, limit: number): Promise<number>;
}
