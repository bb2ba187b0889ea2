import { formatMoney, type Money } from "../../money.ts";
import type { Order } from "../../orders/order.ts";
import type { Planned } from "../../purchase/dry-run.ts";
import { DEFAULT_LOCALE } from "../../wire/accept-language.ts";
import { namedForBuyer } from "../../wire/texts/seller-names.ts";

export type Sentence = { readonly isDone: boolean; readonly text: string };

/** What an act is about, for whoever says yes to it: of the buyer the first name and an initial. */
export type Subject = {
  /** The order's number; null where the money became no order. */
  readonly order: string | null;
  readonly seller: string;
  /** Null when nobody was named, or was erased. */
  readonly buyer: string | null;
};

/** A line that says what an act would do, before anybody agrees to it. */
export type PlanLine = {
  readonly kind: "planned";
  readonly subject: Subject;
  readonly amount: Money | null;
  readonly paid: Money | null;
  readonly isRepetition: boolean;
};

export const planLine = ({ order, sellerId, amount, paid, isRepetition }: Planned): PlanLine => ({
  kind: "planned",
  subject: order === null ? { order: null, seller: sellerId, buyer: null } : subjectOf(order),
  amount,
  paid,
  isRepetition,
});

export function subjectOf(order: Order): Subject {
  const { number, sellerName, buyer } = namedForBuyer(order, DEFAULT_LOCALE);
  return { order: number, seller: sellerName, buyer: buyer === null ? null : shortName(buyer.name) };
}

/** "Ada Lovelace" is "Ada L."; a name of one word stays. */
function shortName(name: string): string | null {
  const [first, ...rest] = name.trim().split(/\s+/);
  const initial = [...(rest.at(-1) ?? "")][0];
  if (first === undefined || first === "") return null;
  return initial === undefined ? first : `${first} ${initial}.`;
}

/** "order T-7F3K-92QD of Fernweh (Ada L.)", or whose money it is. */
export function subjectText({ order, seller, buyer }: Subject): string {
  const of = seller === "" ? "an unknown seller" : seller;
  if (order === null) return `a payment of ${of}`;
  return `order ${order} of ${of}${buyer === null ? "" : ` (${buyer})`}`;
}

export const moneyText = (amount: Money): string => formatMoney(amount, DEFAULT_LOCALE);

/** "$5.00 of $25.21", and without the whole where it is not known. */
export function partText(amount: Money | null, paid: Money | null): string {
  if (amount === null) return "nothing";
  return paid === null ? moneyText(amount) : `${moneyText(amount)} of ${moneyText(paid)}`;
}

export const done = (text: string): Sentence => ({ isDone: true, text });
export const wrong = (text: string): Sentence => ({ isDone: false, text });
