import { describe, expect, it } from "vitest";
import { itemsAfter } from "#app/checkout/[link]/summary/items-after.ts";
import { aSession } from "../../fixtures/builders.ts";

const [line] = aSession().lineItems;
if (line === undefined) throw new Error("a session has a line");
const { productId, offerId } = line;
const two = [
  { ...line, id: "line_1", quantity: 2 },
  { ...line, id: "line_2", quantity: 1 },
];
const quantities = (lines: typeof two, asked: string) => itemsAfter(lines, asked)?.map((item) => item.quantity) ?? null;

describe("the buttons beside the items of a checkout", () => {
  it("give one line its quantity, or remove it, and leave the others alone", () => {
    expect(itemsAfter(two, "line_2 3")).toEqual([
      { productId, offerId, quantity: 2 },
      { productId, offerId, quantity: 3 },
    ]);
    expect(quantities(two, "line_1 0")).toEqual([1]);
  });

  it("change nothing where nothing is asked, or something that no button asks for", () => {
    for (const asked of [
      "",
      "line_1",
      "line_1 2",
      "line_9 1",
      "line_1 -1",
      "line_1 1.5",
      "line_1 1e3",
      " line_1 1",
      "line_1 99999",
    ])
      expect(quantities(two, asked), asked).toBeNull();
  });

  it("never leave an order without an item, whatever a form says", () => {
    expect(quantities(two.slice(0, 1), "line_1 0")).toBeNull();
  });
});
