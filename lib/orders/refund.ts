import type { OrderId, SellerId, SessionId } from "../ids.ts";
import type { Money } from "../money.ts";
import type { Taking } from "../sellers/taken.ts";

/**
 * What became of a refund. `requested`: stored, and the provider has not answered. `unknown`: it gave no answer, and is
 * asked again under the same key. `accepted`: it will be carried out. `requires_action`: the buyer has to say where the
 * money goes. `done`: given, and a bank may still send it back for weeks. `failed`, `canceled`: the money is with us again.
 * `refused`: the provider did not take it; with `dueAt` it is asked again, without it is final.
 */
export type RefundState =
  "requested" | "unknown" | "accepted" | "requires_action" | "done" | "failed" | "canceled" | "refused";

/** The states that a provider's own list has. */
export type ProviderRefundState = Exclude<RefundState, "requested" | "unknown" | "refused">;

/** Which lines an amount was worked out from. `quantity` units of a line, for `amountMinor` with their tax. */
export type RefundItems = {
  readonly lines: readonly { readonly lineId: string; readonly quantity: number; readonly amountMinor: number }[];
  readonly shippingMinor: number;
  /** The same by whose delivery it was, in an order of several sellers. */
  readonly shippingBySeller?: readonly { readonly sellerId: SellerId; readonly amountMinor: number }[];
  /** The units went back on the shelf. */
  readonly isRestocked: boolean;
};

/**
 * Money given back, or to be given back. Stored before the provider is asked; `key` is the idempotency key there. One that
 * somebody made at the provider itself (`madeBy: "provider"`) has a row too, with a key that is made of its id.
 */
export type Refund = {
  readonly key: string;
  readonly provider: string;
  readonly reference: string;
  readonly sessionId: SessionId;
  readonly orderId: OrderId | null;
  readonly sellerId: SellerId;
  readonly amount: Money;
  readonly state: RefundState;
  readonly why: string;
  readonly requestedAt: Date;
  /** When its state last changed; null while the provider has not answered. */
  readonly settledAt: Date | null;
  /** The provider's own name for it; null until a reply or its list brought it. */
  readonly providerId: string | null;
  readonly madeBy: "us" | "provider";
  /** The provider's word for why it was refused or failed. */
  readonly reason: string | null;
  /** Null where an amount was given, or all that was left. */
  readonly items: RefundItems | null;
  /** How often the provider refused it: each try after one is a request of its own there. */
  readonly refusals: number;
  /** How often it was asked for or read since its state changed. */
  readonly tries: number;
  /** When the sweep asks for it or reads it next; null: never. */
  readonly dueAt: Date | null;
  /** When a lost one was given again, or a person said that it is settled; null while it needs one. */
  readonly resolvedAt: Date | null;
};

/** A refund as the provider's own list has it. */
export type ProviderRefund = {
  readonly id: string;
  /** The key that it was asked for with; null for one that somebody made at the provider itself. */
  readonly key: string | null;
  readonly amount: Money;
  readonly state: ProviderRefundState;
  readonly reason: string | null;
  readonly createdAt: Date;
};

/** A refund as its order knows it. The id says nothing about the payment. */
export type OrderRefund = {
  readonly id: string;
  readonly amount: Money;
  readonly state: RefundState;
  readonly requestedAt: Date;
  /** When its state last changed. */
  readonly occurredAt: Date;
  /** The money is with the seller again, or never left. */
  readonly isLost: boolean;
  /** It is lost, and was not given another time or another way. */
  readonly needsPerson: boolean;
  /** What it names; null or absent: an amount alone. */
  readonly items?: RefundItems | null;
};

const GIVEN: ReadonlySet<RefundState> = new Set(["accepted", "requires_action", "done"]);

/** True while the money counts as given back. */
export const isGiven = ({ state }: Pick<Refund, "state">): boolean => GIVEN.has(state);

/** True when the provider will not carry it out any more. */
export function isLost({ state, dueAt }: Pick<Refund, "state" | "dueAt">): boolean {
  return state === "failed" || state === "canceled" || (state === "refused" && dueAt === null);
}

export const needsPerson = (refund: Refund): boolean => isLost(refund) && refund.resolvedAt === null;

/** Money that is taken of an order; of a refund with what it names, when it was asked for, and since when it is lost (`Taking`). */
export type TakenAmount = Pick<Taking, "askedAt" | "lostAt"> & {
  readonly amount: Money;
  readonly items?: RefundItems | null;
};

/** Of a refund what its money and its units are divided by. */
export type RefundRow = {
  readonly amount: Money;
  readonly items: RefundItems | null;
  readonly state: RefundState;
  readonly dueAt: Date | null;
  readonly requestedAt: Date;
  readonly settledAt: Date | null;
};

/** What a refund takes, or took until it was lost. */
export const takenByRefund = (row: RefundRow): TakenAmount => ({
  amount: row.amount,
  items: row.items,
  askedAt: row.requestedAt,
  lostAt: isLost(row) ? (row.settledAt ?? row.requestedAt) : null,
});

/** The same of a refund as its order knows it. */
export const takenByOrderRefund = ({
  amount,
  items = null,
  requestedAt,
  occurredAt,
  isLost,
}: OrderRefund): TakenAmount => ({
  amount,
  items,
  askedAt: requestedAt,
  lostAt: isLost ? occurredAt : null,
});

/** The refunds of an order that are given, or were before they were lost. */
export const takenOfOrder = ({ refunds }: { readonly refunds: readonly OrderRefund[] }): readonly TakenAmount[] =>
  refunds.filter((one) => isGiven(one) || one.isLost).map(takenByOrderRefund);
