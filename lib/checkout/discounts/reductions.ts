import { subtract, sum } from "../../money.ts";
import type { AppliedDiscount, LineItem } from "../session.ts";

type Priced = Pick<LineItem, "id" | "base" | "discount" | "reductions">;

/** A line as the catalogue priced it: what was taken off before is worked out again. */
export function withoutReductions<Line extends Priced>(line: Line): Line {
  const given = sum(
    line.reductions.map((one) => one.amount),
    line.base.currency,
  );
  return { ...line, discount: subtract(line.discount, given), reductions: [] };
}

/** A line with the discounts that are its own. */
export function withReductions<Line extends Priced>(line: Line, applied: readonly AppliedDiscount[]): Line {
  const reductions = applied.flatMap(({ code, title, method, allocations }) =>
    method === "across"
      ? []
      : allocations.filter(({ lineId }) => lineId === line.id).map(({ amount }) => ({ code, title, amount })),
  );
  const amounts = reductions.map((one) => one.amount);
  return { ...line, discount: sum([line.discount, ...amounts], line.base.currency), reductions };
}
