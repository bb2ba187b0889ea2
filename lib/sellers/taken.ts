import { add, lesser, subtract, sum, zero, type Money } from "../money.ts";
import { divideTaken } from "./split.ts";

/** What a refund or a dispute has of a payment, and what of it is each seller's by the lines it names; null: it names none. */
export type Taking = { readonly taken: Money; readonly named: readonly Money[] | null };

/**
 * What each refund and dispute takes of each seller of a payment, worked out from the whole: `gross` is what the buyer paid
 * each seller, the answer has a list for each of `takings`, in their order. What is named is its seller's as far as there is
 * something left; the rest goes by what each has left then. No seller gives more than their gross amount, and together they
 * give all that is taken, or all there is.
 *
 * Refunds come before disputes, because goods that are given back are their seller's also while a bank holds the money; and
 * refunds in the order in which they were asked for, so that what was divided stays when goods of one seller come back later.
 */
export function takenOfEach(gross: readonly Money[], takings: readonly Taking[]): readonly (readonly Money[])[] {
  let left = gross;
  const take = (parts: readonly Money[]) => {
    left = left.map((one, index) => subtract(one, parts[index] ?? zero(one.currency)));
    return parts;
  };
  return takings.map(({ taken, named }) => {
    const { currency } = taken;
    const byName = left.map((most, index) => lesser(named?.[index] ?? zero(currency), most));
    const first = take(divideTaken(taken, byName));
    const rest = take(divideTaken(subtract(taken, sum(first, currency)), left));
    return first.map((part, index) => add(part, rest[index] ?? zero(currency)));
  });
}

/** What each seller has left of what the buyer paid them. */
export const leftOfEach = (gross: readonly Money[], takings: readonly Taking[]): readonly Money[] =>
  takenOfEach(gross, takings).reduce(
    (left, parts) => left.map((one, index) => subtract(one, parts[index] ?? zero(one.currency))),
    gross,
  );
