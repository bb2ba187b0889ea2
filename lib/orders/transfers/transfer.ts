import type { AttemptId, SellerId, SessionId } from "../../ids.ts";
import type { Money } from "../../money.ts";
import type { MoneyModel } from "../../sellers/money-model.ts";
import type { FeesOnRefund } from "../../sellers/split.ts";

/**
 * What became of money on its way to a seller. `due`: stored, and not answered. `unknown`: the provider gave no answer, and is
 * asked again under the same key. `refused`: with `dueAt` asked again, without it is final. `at_seller`: the charge was made
 * at the seller's own account, and nothing has to move. `offset`: nothing is left to move, because the amount is zero or all
 * of it was taken back before it was sent.
 */
export type TransferState = "due" | "unknown" | "refused" | "sent" | "at_seller" | "offset";

/** Why money that a seller was sent is taken back. */
export type CauseKind = "refund" | "dispute";

type Moving = {
  readonly key: string;
  readonly provider: string;
  readonly reference: string;
  readonly attemptId: AttemptId;
  readonly sessionId: SessionId;
  readonly sellerId: SellerId;
  /** `amount` is `gross` less `fee`. */
  readonly gross: Money;
  readonly fee: Money;
  readonly amount: Money;
  /** The refund's key or the dispute's id that it follows from, and which of them it is; null for a sale. */
  readonly cause: string | null;
  readonly causeKind: CauseKind | null;
  readonly createdAt: Date;
  /** When its state last changed; null while nobody has answered. */
  readonly settledAt: Date | null;
  /** The provider's own name for it. */
  readonly providerId: string | null;
  readonly reason: string | null;
  /** How often the provider refused it: each try after one is a request of its own there. */
  readonly refusals: number;
  /** How often it was asked for since the last answer; while there was none, how often at all. */
  readonly tries: number;
  /** When it is asked for next; null: never, or when something else has happened first. */
  readonly dueAt: Date | null;
  /** When a person said that it is dealt with outside; null while nobody has. */
  readonly resolvedAt: Date | null;
};

/**
 * A seller's part of a payment: one for each sale (`cause` null), and one for each time that something taken back came back,
 * such as a refund that failed. `account`: the seller's. The platform's fee, given back to a seller whose own account took the
 * payment, is one of a gross amount of 0, with the fee below 0.
 */
export type Transfer = Moving & {
  readonly kind: "transfer";
  readonly model: Exclude<MoneyModel, "platform">;
  readonly account: string;
  readonly state: TransferState;
  /** Decided with the sale, so that a change of the setting leaves older payments as they were. */
  readonly feesOnRefund: FeesOnRefund;
  /** What left the platform's balance, in its currency, where that is another than the payment's. */
  readonly settled: Money | null;
};

/**
 * `owed`: the seller's balance is short of it, so that it is a claim on the seller; asked again. The others as with a
 * transfer.
 */
export type ReversalState = "due" | "unknown" | "refused" | "owed" | "reversed" | "at_seller" | "offset";

/** What is taken back from a seller because of a refund or a dispute. */
export type Reversal = Moving & {
  readonly kind: "reversal";
  readonly cause: string;
  readonly causeKind: CauseKind;
  readonly state: ReversalState;
  /** The transfer that it takes back; null: more than was sent, which no provider can take back. */
  readonly transferKey: string | null;
};

export type Movement = Transfer | Reversal;

const SETTLED: ReadonlySet<Movement["state"]> = new Set(["sent", "reversed", "at_seller", "offset"]);

/** True while it has neither happened at the provider nor become needless. */
export const isUnsettled = ({ state }: Pick<Movement, "state">): boolean => !SETTLED.has(state);

/** True when a person said that it was dealt with another way: it counts as done. */
export const isSettledOutside = (movement: Pick<Movement, "state" | "resolvedAt">): boolean =>
  isUnsettled(movement) && movement.resolvedAt !== null;

/** True while something is still to happen. */
export const isOpen = (movement: Pick<Movement, "state" | "resolvedAt">): boolean =>
  isUnsettled(movement) && movement.resolvedAt === null;

/** True while nobody knows: the provider gave no answer, or is being asked. */
export const mayHaveMoved = ({ state, tries }: Pick<Movement, "state" | "tries">): boolean =>
  state === "unknown" || (isUnsettled({ state }) && tries > 0);

/** True of a transfer that the provider can take something back of. */
export const isAtProvider = (transfer: Transfer): boolean =>
  transfer.state === "sent" || (isSettledOutside(transfer) && transfer.providerId !== null);

/** True of the platform's fee on its way back to a seller, and of what takes it again. */
export const isFeeRow = ({ gross, fee }: Pick<Movement, "gross" | "fee">): boolean =>
  gross.amountMinor === 0 && fee.amountMinor < 0;

const AGAIN = ":again:";
/** The key of the transfer that is the `n`th to pay what a reversal took to the seller again. */
export const againKey = (reversalKey: string, n: number): string => `${reversalKey}${AGAIN}${n}`;

/** True of a transfer that pays what this reversal took to the seller again. It waits while nobody knows whether that took anything. */
export const paysAgain = (transfer: Pick<Transfer, "key">, reversal: Pick<Reversal, "key">): boolean =>
  transfer.key.startsWith(`${reversal.key}${AGAIN}`);

/** True when nobody will ask for it again by itself, and nobody has said that it is dealt with. */
export const movementNeedsPerson = (movement: Movement): boolean =>
  (movement.state === "refused" || movement.state === "owed") &&
  movement.dueAt === null &&
  movement.resolvedAt === null;
