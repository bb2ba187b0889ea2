import { expect, it } from "vitest";
import { shoppersInTail, tailOf, type RevenueShare } from "#lib/experiment/revenue-tail.ts";

const share = (amountMinor: number, shoppers = 1, arm: RevenueShare["arm"] = "instant"): RevenueShare => ({
  amountMinor,
  arm,
  shoppers,
});

it("the tail of revenues reaches the lower neighbour of the 99.9 % point", () => {
  expect([1, 2, 1000, 1001, 1002, 2001, 2002].map(shoppersInTail)).toEqual([1, 2, 2, 2, 3, 3, 4]);
});

it("a tail has both arms of the value at the point and of the one value below, and nothing further down", () => {
  const highest = [
    share(900),
    share(800),
    share(800, 4, "external"),
    share(700),
    share(700, 2, "external"),
    share(600),
  ];
  expect(tailOf("USD", 1000, highest)).toEqual({ currency: "USD", nonZero: 1000, values: highest.slice(0, 5) });
});

it("a tail of few shoppers is all that there are", () => {
  const highest = [share(500), share(400)];
  expect(tailOf("JPY", 2, highest).values).toEqual(highest);
});
