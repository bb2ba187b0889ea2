import type { CountingAges, ExperimentSession } from "#lib/experiment/exposure.ts";
import { DIMENSIONS, type Arm, type ArmFigures, type Dimension, type Sums } from "#lib/experiment/figures.ts";

/** A session as the model knows it, with what was given back of it and when. */
export type ModelSession = ExperimentSession & {
  readonly refunds: readonly { readonly occurredAt: Date; readonly amountMinor: number }[];
};
type Shopper = {
  readonly arm: Arm;
  readonly day: string;
  readonly values: Readonly<Record<Dimension, string>>;
  readonly currency: string;
  readonly isReassigned: boolean;
  readonly figures: ArmFigures;
};

const DAY_MS = 86_400_000;
const bit = (value: boolean) => (value ? 1 : 0);
const sums = (value: number): Sums => ({ sum: BigInt(value), squares: BigInt(value) ** 2n });

function grouped<Item>(items: readonly Item[], keyOf: (item: Item) => string): ReadonlyMap<string, readonly Item[]> {
  const groups = new Map<string, Item[]>();
  for (const item of items) groups.set(keyOf(item), [...(groups.get(keyOf(item)) ?? []), item]);
  return groups;
}

/** Counts one shopper as docs/decisions/0019 says it, a session at a time; nothing here knows the store's SQL. */
function countShopper(sessions: readonly ModelSession[], ages: CountingAges): Shopper {
  const byAssignment = sessions.toSorted(
    (a, b) => a.assignedAt.getTime() - b.assignedAt.getTime() || (a.sessionId < b.sessionId ? -1 : 1),
  );
  const [first] = byAssignment;
  if (first === undefined) throw new Error("a shopper has a session");
  const exposed = sessions
    .filter((session) => session.shownAt !== null)
    .toSorted((a, b) => Number(a.shownAt) - Number(b.shownAt) || (a.sessionId < b.sessionId ? -1 : 1))[0];
  const from = exposed?.shownAt?.getTime() ?? Number.POSITIVE_INFINITY;
  const until = from + ages.windowDays * DAY_MS;
  const counts = (now: Date | null) => now !== null && now.getTime() >= from && now.getTime() < until;
  const any = (holds: (session: ModelSession) => boolean) => sessions.some(holds);
  const currency = exposed?.currency ?? first.currency;
  const orders = sessions.filter((session) => counts(session.paidAt));
  const mine = orders.filter((session) => session.currency === currency);
  const gross = mine.reduce((total, session) => total + session.grossMinor, 0);
  const aged = from + ages.revenueAgeDays * DAY_MS;
  const refunded = mine
    .flatMap((session) => session.refunds)
    .filter((refund) => refund.occurredAt.getTime() < aged)
    .reduce((total, refund) => total + refund.amountMinor, 0);
  const paid = orders.length > 0;
  const [declined, canceled] = [any((one) => counts(one.declinedAt)), any((one) => counts(one.canceledAt))];
  const unresolved = any((one) => one.outcome === "unresolved" && counts(one.unresolvedAt));
  const before = exposed?.beforeMinor ?? 0;
  const day = first.assignedAt.toISOString().slice(0, 10);
  return {
    arm: first.arm,
    day,
    currency,
    isReassigned: sessions.some((one) => one.arm !== first.arm || one.reassignedAt !== null),
    values: {
      all: "",
      platform: first.platform ?? "unknown",
      seller: first.sellerId,
      country: first.country ?? "unknown",
      currency,
    },
    figures: {
      assigned: 1,
      shown: bit(exposed !== undefined),
      clicked: bit(any((one) => counts(one.clickedAt))),
      opened: bit(any((one) => counts(one.sheetOpenedAt) || counts(one.pageOpenedAt))),
      detailsGiven: bit(
        any(
          (one) =>
            one.detailsGivenAt !== null &&
            counts(new Date(Math.max(one.detailsGivenAt.getTime(), one.shownAt?.getTime() ?? 0))),
        ),
      ),
      payPressed: bit(any((one) => counts(one.payPressedAt))),
      paid: bit(paid),
      declined: bit(declined),
      canceled: bit(canceled),
      unresolved: bit(unresolved),
      abandoned: bit(any((one) => counts(one.expiredAt)) && !paid && !declined && !canceled && !unresolved),
      refunded: bit(refunded > 0),
      payTime: paid ? sums(Math.min(...orders.map((one) => Number(one.paidAt))) - from) : sums(0),
      gross: sums(gross),
      net: sums(gross - refunded),
      before: sums(before),
      grossTimesBefore: BigInt(gross) * BigInt(before),
    },
  };
}

const MONEY = ["gross", "net", "before"] as const;

function add(a: ArmFigures, b: ArmFigures): ArmFigures {
  const entries = Object.entries(a).map(([name, value]) => {
    const other = b[name as keyof ArmFigures];
    if (typeof value === "object" && typeof other === "object")
      return [name, { sum: value.sum + other.sum, squares: value.squares + other.squares }];
    return [name, typeof value === "bigint" ? value + (other as bigint) : Number(value) + Number(other)];
  });
  return Object.fromEntries(entries) as ArmFigures;
}

/** The cells and the re-assigned that the store should return for these sessions. */
export function modelFigures(sessions: readonly ModelSession[], ages: CountingAges, oldUntil: string) {
  const shoppers = [...grouped(sessions, (session) => session.shopperId).values()].map((own) =>
    countShopper(own, ages),
  );
  const cells = DIMENSIONS.flatMap((dimension) =>
    [...grouped(shoppers, (shopper) => shopper.values[dimension])].flatMap(([value, alike]) => {
      const isMixed = new Set(alike.filter((one) => one.figures.shown === 1).map((one) => one.currency)).size > 1;
      return [...grouped(alike, (one) => `${one.day} ${one.arm}`).values()].map((own) => {
        const total = own.map((one) => one.figures).reduce(add);
        const none = Object.fromEntries(MONEY.map((name) => [name, sums(0)]));
        const figures = isMixed ? { ...total, ...none, grossTimesBefore: 0n } : total;
        const [{ day, arm } = { day: "", arm: "" }] = own;
        return { dimension, value, day, arm, figures };
      });
    }),
  );
  return {
    cells,
    reassigned: shoppers.filter((one) => one.isReassigned).length,
    revenues: revenuesOf(shoppers.filter(({ day }) => day <= oldUntil)),
  };
}

/** All amounts of each currency, highest first: the tail that the store returns is the beginning of it. */
function revenuesOf(shoppers: readonly Shopper[]) {
  const buyers = shoppers.filter((one) => one.figures.gross.sum !== 0n);
  return new Map(
    [...grouped(buyers, (one) => one.currency)].map(([currency, own]) => [
      currency,
      own.map((one) => Number(one.figures.gross.sum)).toSorted((a, b) => b - a),
    ]),
  );
}
