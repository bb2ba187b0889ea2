import { describe, expect, it } from "vitest";
import { productId, sellerId } from "#lib/ids.ts";
import type { Checkout } from "#widget/purchase/read-checkout.ts";
import { aProduct } from "../fixtures/builders.ts";
import { aCheckout } from "./a-checkout.ts";
import { aBasket, draw } from "./draw-purchase.tsx";

const of = (seller: string) =>
  aProduct({ id: productId(`of_${seller}`), sellerId: sellerId(seller), sellerName: `Shop ${seller}` });
const cart = aCheckout({ lines: ["fernweh", "ombra"].map((seller) => ({ product: of(seller), quantity: 1 })) });

/** The addresses that stand under each seller's name. */
function linksUnder(checkout: Checkout): Readonly<Record<string, readonly string[]>> {
  const foot = draw(aBasket({ checkout })).split('<footer class="foot">')[1] ?? "";
  const groups = foot.split("<bdi>").slice(1);
  return Object.fromEntries(
    groups.map((group) => [
      group.split("</bdi>")[0] ?? "",
      [...group.matchAll(/href="([^"]+)"/g)].map(([, href]) => href ?? ""),
    ]),
  );
}
const urls = ({ links }: Pick<Checkout, "links">) => links.map(({ url }) => url);

it("goods of several sellers are paid for on one page, which is no seller's own", () => {
  const offer = { kind: "offered", route: "external", label: null } as const;
  const noteOf = (checkout: Checkout) => /<p[^>]*id="pay-note">([^<]*)/.exec(draw(aBasket({ checkout, offer })))?.[1];
  expect(noteOf(cart)).toBe("You’ll pay for everything on one checkout page.");
  expect(noteOf({ ...cart, state: "not_ready" })).toBe(noteOf(cart));
  expect(noteOf(aCheckout())).toContain("on the seller’s");
});

describe("the links of several sellers", () => {
  it("stand each under its own seller, as many as the checkout says they are", () => {
    const [one, other] = cart.parts ?? [];
    if (one === undefined || other === undefined) throw new Error("the cart has two parts");
    expect([one.link_count, other.link_count]).toEqual([4, 4]);
    expect(linksUnder(cart)).toEqual({
      "Shop fernweh": urls(cart).slice(0, 4),
      "Shop ombra": urls(cart).slice(4),
    });
    const links = cart.links.slice(0, 5);
    const parts = [
      { ...one, link_count: 1 },
      { ...other, link_count: 4 },
    ];
    expect(linksUnder({ ...cart, links, parts })).toEqual({
      "Shop fernweh": urls(cart).slice(0, 1),
      "Shop ombra": urls(cart).slice(1, 5),
    });
    const none = [
      { ...one, link_count: 0 },
      { ...other, link_count: 5 },
    ];
    expect(linksUnder({ ...cart, links, parts: none })).toEqual({
      "Shop fernweh": [],
      "Shop ombra": urls(cart).slice(0, 5),
    });
  });

  it("are behind one line that says what is there, also whom to ask", () => {
    expect(draw(aBasket({ checkout: cart }))).toContain("<summary>Policies and help</summary>");
  });

  it("are divided evenly in an answer of an earlier release, which does not say whose they are", () => {
    const parts = cart.parts?.map(({ link_count: count, ...part }) => {
      expect(count).toBe(4);
      return part;
    });
    expect(linksUnder({ ...cart, ...(parts === undefined ? {} : { parts }) })).toEqual(linksUnder(cart));
  });
});
