import { describe, expect, it } from "vitest";
import { readShelf } from "#widget/products/read-products.ts";
import { aView, found, jackets, shelfOf } from "./shop-answers.ts";

const listOf = (structured: unknown) => {
  const shelf = shelfOf(structured);
  if (shelf.view !== "list") throw new Error("not a list");
  return shelf.list;
};
const many = (count: number) => Array.from({ length: count }, (_, index) => aView(`p${index}`));

describe("reading what the shop found", () => {
  it("takes eight cards at most, and knows when there is more", () => {
    expect(listOf(found(many(8)))).toMatchObject({ cards: { length: 8 }, hasMore: false });
    expect(listOf(found(many(9)))).toMatchObject({ cards: { length: 8 }, hasMore: true });
    expect(listOf(found(many(3), "next"))).toMatchObject({ cards: { length: 3 }, hasMore: true });
    expect(listOf(found([]))).toEqual({ cards: [], hasMore: false });
  });

  it("makes one card of the variants of a product, with the first that can be bought", () => {
    const [small, medium] = [jackets.product, ...jackets.variants];
    const { cards } = listOf(found([medium, aView("mug"), small].filter((view) => view !== undefined)));
    expect(cards.map(({ product, variants }) => [product.id, variants])).toEqual([
      ["jacket-s", 2],
      ["mug", 1],
    ]);
  });

  it("takes each product once, even where the answer repeats it", () => {
    expect(listOf(found([aView("mug"), aView("mug")])).cards).toHaveLength(1);
    const shelf = shelfOf({ product: aView("mug"), variants: [aView("mug"), aView("pan")] });
    expect(shelf.view === "product" && shelf.variants.map(({ id }) => id)).toEqual(["mug", "pan"]);
  });

  it("reads a product with its variants, the one that was asked for first", () => {
    expect(shelfOf(jackets)).toMatchObject({
      view: "product",
      chosenId: "jacket-s",
      list: null,
      variants: [{ id: "jacket-s" }, { id: "jacket-m" }],
    });
  });

  it("keeps no address that does not lead to a web page", () => {
    const view = { ...aView("mug"), image_url: "javascript:alert(1)", url: "data:text/html,x" };
    expect(listOf(found([view])).cards[0]?.product).toMatchObject({ image_url: null, url: null });
    expect(listOf(found([{ ...view, image_url: "" }])).cards[0]?.product.image_url).toBeNull();
  });

  it.each<[string, unknown]>([
    ["nothing", null],
    ["a text", "3 products"],
    ["a refusal", { messages: [{ type: "error", code: "invalid", content: "No." }] }],
    ["a list without a cursor", { products: [] }],
    ["a price that is a text", found([{ ...aView("mug"), price: "25.00" } as never])],
    ["a price below nothing", found([{ ...aView("mug"), price: { amount: -1, currency: "USD", display: "" } }])],
    ["a price in no currency", found([{ ...aView("mug"), price: { amount: 1, currency: "XXQ", display: "" } }])],
    ["one bad product among good ones", found([aView("pan"), { ...aView("mug"), availability: "soon" } as never])],
    ["a variant without a price", { ...jackets, variants: [{ ...aView("x"), price: undefined }] }],
  ])("does not take %s for products", (_, structured) => {
    expect(readShelf(structured)).toBeNull();
  });
});
