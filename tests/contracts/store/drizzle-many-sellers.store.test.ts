import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { MAX_SELLERS_READ, OTHER_SELLERS } from "#lib/experiment/figures.ts";
import { sumsByValue } from "#lib/experiment/report/arm-figures.ts";
import { rowsOf, type OpenDatabase } from "#lib/store/drizzle/database.ts";
import { CELL_KEY, CELL_SUMS, names } from "#lib/store/drizzle/experiment/count.ts";
import { experimentFiguresOn } from "#lib/store/drizzle/experiment/figures.ts";
import { openTestPglite } from "../../fixtures/test-pglite.ts";

const holder: { opened?: OpenDatabase } = {};
const opened = () => {
  if (holder.opened === undefined) throw new Error("the database is open");
  return holder.opened;
};
beforeAll(async () => {
  holder.opened = await openTestPglite();
});
afterAll(() => holder.opened?.close());

/** Cells of so many sellers on two days, the seller of number n with n shoppers in each arm and day; and the whole. */
async function fill(phase: string, sellers: number): Promise<void> {
  const sums = sql.raw(CELL_SUMS.map((column) => (["assigned", "shown"].includes(column) ? "n" : "0")).join(", "));
  await rowsOf(
    opened().database,
    sql`with cells as (
        select n, 'seller-' || n as value, day, arm from generate_series(1, ${sellers}::int) n,
          (values ('2026-11-02'), ('2026-11-03')) days (day), (values ('external'), ('instant')) arms (arm)
      ), counted as (
        select n, 'seller' as dimension, value, day, arm from cells union all
        select sum(n), 'all', '', day, arm from cells group by day, arm
      ) insert into experiment_cells (${names(CELL_KEY)}, ${names(CELL_SUMS)})
      select 'checkout-route', ${phase}::text, dimension, value, day, arm, 'USD', ${sums} from counted`,
  );
}
const sellersOf = async (phase: string) => {
  const { cells } = await experimentFiguresOn(opened().database).experimentFigures(
    "checkout-route",
    phase,
    "2026-11-30",
  );
  return sumsByValue(cells).get("seller") ?? new Map();
};

describe("the figures of a phase with more sellers than are read one by one", () => {
  it("have those with the most shoppers, and all others as one value, which with them is the whole", async () => {
    await fill("many", MAX_SELLERS_READ + 50);
    const found = await sellersOf("many");
    expect(found.size).toBe(MAX_SELLERS_READ + 1);
    expect(found.has("seller-51")).toBe(true);
    expect(found.has("seller-50")).toBe(false);
    // Of 1 to 50 shoppers each, on two days.
    expect(found.get(OTHER_SELLERS)?.instant).toMatchObject({ assigned: 2 * 1275, shown: 2 * 1275, paid: 0 });
  });

  it("have every seller where there are no more than that", async () => {
    await fill("few", MAX_SELLERS_READ);
    const found = await sellersOf("few");
    expect([found.size, found.has(OTHER_SELLERS)]).toEqual([MAX_SELLERS_READ, false]);
  });
});
