import type { SellerId } from "../ids.ts";

/** What a receiver can ask for. */
export const RECEIVER_EVENTS = ["order_create", "order_update"] as const;
export type ReceiverEvent = (typeof RECEIVER_EVENTS)[number];

/**
 * Events are sent to an `active` receiver alone. `paused`: somebody paused it. `failed`: it took nothing for two days, and
 * was turned off by itself. Both are active again when somebody resumes them.
 */
export const RECEIVER_STATES = ["active", "paused", "failed"] as const;
export type ReceiverState = (typeof RECEIVER_STATES)[number];

/** Where a seller's own system gets events about their orders; added while the shop runs. Of its secret nobody reads more. */
export type SellerReceiver = {
  readonly id: string;
  readonly sellerId: SellerId;
  readonly url: string;
  readonly events: readonly ReceiverEvent[];
  /** What it is for, in the words of whoever added it. */
  readonly why: string;
  readonly createdAt: Date;
  /** The name of the key with which it was added; null: by command. */
  readonly createdBy: string | null;
  readonly state: ReceiverState;
  /** Null while it is active. */
  readonly disabledAt: Date | null;
  /** The words of whoever paused it, or why the last event was not taken. */
  readonly disabledWhy: string | null;
  /** Until when events are signed with the earlier secret too; null: there is none. */
  readonly earlierSecretUntil: Date | null;
  /** To the minute, while nothing fails. */
  readonly lastDeliveredAt: Date | null;
  readonly lastFailedAt: Date | null;
  /** Why the last event that was not taken was not, as in `answered_500` or `too_slow`. */
  readonly lastFailure: string | null;
  /** Since when it has taken nothing; null: the last event was taken. */
  readonly failingSince: Date | null;
  /**
   * Since when it may have missed a change of an order: the time of the oldest event that was not taken, or came to its turn
   * while it was off. Null: none that would not be tried again.
   */
  readonly missedSince: Date | null;
};

/** So many receivers a seller has at most. */
export const MAX_SELLER_RECEIVERS = 5;
/** So long events are signed with both secrets after a new one was made. */
export const BOTH_SECRETS_MS = 86_400_000;
/** A receiver that has taken nothing for so long is turned off. */
export const TURNED_OFF_AFTER_MS = 2 * 86_400_000;
/**
 * After so long without a failure every event that failed was tried again, at most six hours later (lib/store/pg-boss.ts), and
 * taken.
 */
export const ALL_TAKEN_AFTER_MS = 86_400_000;
/**
 * A change has its time before the event about it, and a transaction that began before a pause may end after it: a catch-up
 * reads from so long before. What it sends twice is as every event may arrive.
 */
export const CATCH_UP_FROM_BEFORE_MS = 5 * 60_000;
