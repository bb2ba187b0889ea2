import { lesser, subtract, sum, zero, add, type Money } from "../money.ts";
import { divideTaken } from "./split.ts";

/**
 * What a refund or a dispute has of a payment, and what of it is each seller's by the lines it names; null: it names none.
 * `lostAt`: when the money of a refund came back; null or absent: it did not, and the refund counts. `askedAt`: when it was asked
 * for; absent where it is divided by what is left now, as a dispute is.
 */
export type Taking = {
  readonly taken: Money;
  readonly named: readonly Money[] | null;
  readonly askedAt?: Date;
  readonly lostAt?: Date | null;
};

/**
 * What each refund and dispute takes of each seller of a payment, worked out from the whole: `gross` is what the buyer paid
 * each seller, the answer has a list for each of `takings`, in their order. What is named is its seller's as far as there is
 * something left; the rest goes by what each had left when it was asked for. No seller gives more than their gross amount, and
 * together they give all that is taken, or all there is. One that is lost takes nothing.
 *
 * Refunds come before disputes, because goods that are given back are their seller's also while a bank holds the money; and
 * refunds in the order in which they were asked for, so that what was divided stays when goods of one seller come back later,
 * and when an earlier refund is lost: whoever had nothing left then pays nothing of an amount that the others paid.
 */
export function takenOfEach(gross: readonly Money[], takings: readonly Taking[]): readonly (readonly Money[])[] {
  const lost: { readonly at: Date; readonly parts: readonly Money[] }[] = [];
  let now = gross;
  return takings.map(({ taken, named, askedAt, lostAt = null }) => {
    const none = zero(taken.currency);
    const then = lost
      .filter(({ at }) => askedAt !== undefined && at > askedAt)
      .reduce((left, one) => without(left, one.parts), now);
    const byName = then.map((most, index) => lesser(named?.[index] ?? none, most));
    let parts: readonly Money[] = gross.map(() => none);
    // The last one for what was taken at the provider although so much was not left.
    for (const most of [byName, then, now]) {
      const rest = subtract(taken, sum(parts, taken.currency));
      const more = divideTaken(rest, without(most, parts));
      parts = parts.map((part, index) => add(part, more[index] ?? none));
    }
    if (lostAt === null) now = without(now, parts);
    else lost.push({ at: lostAt, parts });
    return lostAt === null ? parts : gross.map(() => none);
  });
}

/** What is left of each amount, and nothing where less than that was there. */
const without = (left: readonly Money[], parts: readonly Money[]): readonly Money[] =>
  left.map((one, index) => subtract(one, lesser(one, parts[index] ?? zero(one.currency))));

/** What each seller has left of what the buyer paid them. */
export const leftOfEach = (gross: readonly Money[], takings: readonly Taking[]): readonly Money[] =>
  takenOfEach(gross, takings).reduce(without, gross);
