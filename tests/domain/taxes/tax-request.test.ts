import { describe, expect, it } from "vitest";
import { digestOf, taxRequestOf, type TaxRequest } from "#lib/tax/request.ts";
import { taxedBasket, type BasketOptions } from "../../fixtures/taxed-baskets.ts";

function requestOf(options: BasketOptions = {}): TaxRequest {
  const request = taxRequestOf(taxedBasket(options));
  if (request === null) throw new Error("the address is known");
  return request;
}

describe("what a tax service is asked", () => {
  it("is nothing while nobody knows where the buyer is", () => {
    expect(taxRequestOf(taxedBasket({ address: null }))).toBe(null);
  });

  it("is the price after every discount, with delivery as it is chosen or the cheapest", () => {
    const ways = { deliveryMinor: [1500, 500], discountCodes: ["TEN"] };
    expect(requestOf(ways)).toMatchObject({
      lines: [{ id: "line_1", amount: { amountMinor: 2250 }, mode: "added" }],
      delivery: { optionId: "way_2", amount: { amountMinor: 500 } },
    });
    expect(requestOf({ ...ways, deliveryOptionId: "way_1" }).delivery?.optionId).toBe("way_1");
  });

  it("has the feed's own code, that of the class, or none", () => {
    const lines = ["txcd_30060006", "Books", "toys", "exempt"].map((name) => ({ amountMinor: 100, class: name }));
    expect(requestOf({ lines }).lines.map(({ code, isUntaxed }) => [code, isUntaxed])).toEqual([
      ["txcd_30060006", false],
      ["txcd_35010000", false],
      [null, false],
      [null, true],
    ]);
  });

  it.each([
    ["US", "added"],
    ["CA", "added"],
    ["FR", "included"],
    ["AU", "included"],
  ] as const)("in %s, which no rule names, tax is %s", (country, mode) => {
    expect(requestOf({ address: { country, region: "" }, taxes: [] }).lines[0]?.mode).toBe(mode);
  });

  it("is included where the shop's table says so of the place, whatever the country's habit", () => {
    const [rule] = taxedBasket().inputs.rules.taxes;
    if (rule === undefined) throw new Error("there are rules");
    expect(requestOf({ taxes: [{ ...rule, mode: "included" }] }).lines[0]?.mode).toBe("included");
  });

  it.each<[string, BasketOptions]>([
    ["a price", { lines: [{ amountMinor: 2501 }] }],
    ["a number of units", { lines: [{ amountMinor: 1250, quantity: 2 }] }],
    ["a class", { lines: [{ amountMinor: 2500, class: "books" }] }],
    ["an address", { address: { lineOne: "2 Main St" } }],
    ["a delivery", { deliveryMinor: [501] }],
    ["another way to deliver", { deliveryMinor: [500, 900] }],
    ["a discount", { discountCodes: ["TEN"] }],
    ["goods that are not sent", { isDigital: true }],
  ])("another one has another digest, and the same the same: %s", (_, options) => {
    expect(digestOf(requestOf(options))).toBe(digestOf(requestOf(options)));
    expect(digestOf(requestOf(options))).not.toBe(digestOf(requestOf()));
  });

  it("does not depend on who lives there", () => {
    expect(digestOf(requestOf({ address: { name: "Grace Hopper", phoneNumber: "+12125550100" } }))).toBe(
      digestOf(requestOf()),
    );
  });
});
