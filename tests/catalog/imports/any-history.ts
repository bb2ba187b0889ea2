import fc from "fast-check";
import { expect, it } from "vitest";
import type { OpenDatabase } from "#lib/store/drizzle/database.ts";
import { isWhole } from "#scripts/suite/size.ts";
import { importBench, type FeedRow } from "./import-bench.ts";

const ITEMS = ["a", "b", "c", "d"] as const;
const anyRow = fc.record({
  item: fc.constantFrom(...ITEMS),
  title: fc.constantFrom("Mug", "Becher"),
  price: fc.constantFrom("18.00 USD", "1.80 USD", "17.00 EUR"),
  sale_price: fc.constantFrom("", "1.00 USD"),
  availability: fc.constantFrom("in_stock", "out_of_stock", "pre_order"),
  availability_date: fc.constantFrom("", "2027-03-01"),
  inventory_quantity: fc.constantFrom("", "3", "9", "not_counted"),
  row_version: fc.constantFrom("", "1", "2", "3"),
});
const anyImport = fc.record({
  rows: fc.uniqueArray(anyRow, { minLength: 1, maxLength: 4, selector: ({ item }) => item }),
  replace: fc.boolean(),
});

/** Random imports of one seller. */
export function anyHistoryContract(open: () => Promise<OpenDatabase>): void {
  const { importRows, rollBack, one } = importBench(open);
  let runs = 0;
  it("puts any history of imports back to where it was, and with a second roll-back forward again", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(anyImport, { minLength: 1, maxLength: 6 }), fc.nat(5), async (imports, pick) => {
        const run = (runs += 1);
        const idOf = (item: string) => `${run}-${item}`;
        const state = async () => Promise.all(ITEMS.map((item) => one(idOf(item))));
        const states = [await state()];
        const ids: (number | null)[] = [];
        for (const { rows, replace } of imports) {
          const written = rows.map(({ item, ...row }): FeedRow => ({
            ...row,
            item_id: idOf(item),
            seller_name: `Seller ${run}`,
            is_eligible_checkout: "true",
          }));
          ids.push(await importRows(written, { replace }));
          states.push(await state());
        }
        const index = pick % imports.length;
        const id = ids[index] ?? null;
        if (id === null) {
          expect(states[index + 1]).toEqual(states[index]);
          return;
        }
        const done = (await rollBack(id)).at(-1);
        const [before = [], after] = [states[index], await state()];
        for (const [place, product] of after.entries())
          if (before[place] !== undefined) expect(product).toEqual(before[place]);
          else if (product !== undefined)
            expect(product).toMatchObject({ availability: "out_of_stock", isEligibleCheckout: false });
        await rollBack(done?.type === "rolled_back" ? done.id : null);
        expect(await state()).toEqual(states.at(-1));
      }),
      { numRuns: isWhole ? 300 : 25 },
    );
  });
}
