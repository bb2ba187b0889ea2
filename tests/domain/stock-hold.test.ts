import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { holdOf, type Shelf } from "#lib/checkout/stock-hold.ts";

const SHARE = 800_000;
const shelf: Shelf = { onHand: 10, running: 0, pages: 0, givingWay: 0 };

/** What many sessions did to one product's shelf, in any order. */
const moves = fc.array(fc.record({ wanted: fc.integer({ min: 1, max: 12 }), isPage: fc.boolean() }), { maxLength: 40 });

describe("holding stock", () => {
  it("never holds more than there is, and pages never more than their share, whoever comes in which order", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 30 }),
        fc.integer({ min: 1, max: 1_000_000 }),
        moves,
        (onHand, share, all) => {
          let now: Shelf = { onHand, running: 0, pages: 0, givingWay: 0 };
          for (const { wanted, isPage } of all) {
            const hold = holdOf(wanted, isPage, now, share);
            if (hold.kind !== "held") continue;
            now = isPage ? { ...now, pages: now.pages + hold.units } : { ...now, running: now.running + hold.units };
            expect(now.running + now.pages).toBeLessThanOrEqual(onHand);
            expect(now.pages).toBeLessThanOrEqual(Math.ceil((onHand * share) / 1_000_000));
          }
        },
      ),
    );
  });

  it("the last unit can be bought by a page", () => {
    expect(holdOf(1, true, { onHand: 1, running: 0, pages: 0, givingWay: 0 }, 1)).toEqual({ kind: "held", units: 1 });
  });

  it("a page alone may buy all there is, and holds the pages' share of it", () => {
    expect(holdOf(10, true, shelf, SHARE)).toEqual({ kind: "held", units: 8 });
  });

  it("what an open page could still be paid for is sold to nobody else before it is closed", () => {
    const open = { ...shelf, givingWay: 4 };
    expect(holdOf(6, false, open, SHARE)).toEqual({ kind: "held", units: 6 });
    expect(holdOf(7, false, open, SHARE)).toEqual({ kind: "gives_way", units: 1 });
    expect(holdOf(9, false, { ...open, pages: 1 }, SHARE)).toEqual({ kind: "gives_way", units: 4 });
    expect(holdOf(10, false, { ...open, pages: 1 }, SHARE)).toEqual({ kind: "held_by_others" });
  });

  it("what others' pages hold is not called sold out, and what running payments hold is", () => {
    expect(holdOf(5, false, { ...shelf, pages: 6 }, SHARE)).toEqual({ kind: "held_by_others" });
    expect(holdOf(5, false, { ...shelf, running: 6 }, SHARE)).toEqual({ kind: "out_of_stock", left: 4 });
    expect(holdOf(1, false, { ...shelf, onHand: -2 }, SHARE)).toEqual({ kind: "out_of_stock", left: 0 });
  });
});
