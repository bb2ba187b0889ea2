import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { money } from "#lib/money.ts";
import type { Browsing, ProductsPhase } from "#widget/products/products-phase.ts";
import { ProductsView } from "#widget/views/products/products-view.tsx";
import { inEnglish } from "#widget/texts/widget-texts.ts";
import { PurchaseView } from "#widget/views/purchase-view.tsx";
import { BackToProducts } from "#widget/views/products/back-button.tsx";
import { buttonsOf, nothing, textOf } from "../draw-purchase.tsx";
import { aView, found, jackets, shelfOf } from "./shop-answers.ts";

const actions = {
  open: nothing,
  buy: nothing,
  choose: nothing,
  backToList: nothing,
  backToProducts: nothing,
  openPage: () => false,
};
const draw = (phase: Exclude<ProductsPhase, { phase: "checkout" }>, locale = "en-US") =>
  renderToStaticMarkup(<ProductsView phase={phase} locale={locale} texts={inEnglish(locale)} actions={actions} />);
const browsing = (structured: unknown, changes: Partial<Browsing> = {}): Browsing => ({
  phase: "browsing",
  shelf: shelfOf(structured),
  task: null,
  notice: null,
  leftId: null,
  ...changes,
});
const labelsOf = (html: string) => buttonsOf(html).map(({ label }) => label);
const plain = (html: string) => textOf(html).replaceAll("\u00a0", " ");

describe("the carousel", () => {
  it("is a list of products with picture, title, price, availability and seller, and one button each", () => {
    const html = draw(browsing(found([aView("mug"), aView("pan")])));
    expect(html.match(/<ul[^>]*>.*<\/ul>/)?.[0].match(/<li/g)).toHaveLength(2);
    expect(html).toContain('src="https://shop.example.com/pictures/mug.svg" alt=""');
    expect(plain(html)).toMatch(/2 products .*Product mug .*Price \$25\.00 .*In stock .*Sold by Fernweh/);
    expect(labelsOf(html)).toEqual(["Buy now Product mug", "Buy now Product pan"]);
  });

  it("writes a sale with both prices, and yen without decimals", () => {
    const sale = draw(browsing(found([aView("mug", { salePrice: money(1990, "USD") })])));
    expect(plain(sale)).toMatch(/Price \$19\.90 .*Regular price \$25\.00/);
    expect(sale).toMatch(/<s[^>]*>.*\$25\.00<\/bdi><\/s>/);
    const yen = draw(browsing(found([aView("kyusu", { price: money(12_800, "JPY") })])), "ja-JP");
    expect(plain(yen)).toContain("￥12,800");
  });

  it("writes a title in its own direction, so that it is cut off at its own end", () => {
    expect(draw(browsing(found([aView("mug")])))).toMatch(/<h2 [^>]*dir="auto"[^>]*>Product mug<\/h2>/);
  });

  it("draws the product's initial behind every picture, and no picture that does not come from the web", () => {
    const html = draw(browsing(found([{ ...aView("mug"), title: "éclair tin", image_url: "javascript:alert(1)" }])));
    expect(html).toContain('<span aria-hidden="true">É</span>');
    expect(html).not.toContain("<img");
  });

  it("leads to the options where a product has some, and to the product where it cannot be bought here", () => {
    const elsewhere = aView("tent", { isEligibleCheckout: false });
    const html = draw(browsing(found([jackets.product, ...jackets.variants, elsewhere])));
    expect(labelsOf(html)).toEqual(["See options Jacket", "View Product tent"]);
    expect(plain(html)).toContain("In stock · 2 options");
    expect(plain(html)).toContain("Not sold here");
  });

  it("says where there is more, and how to find something when nothing matches", () => {
    const more = "There is more in the shop. Ask in the chat to see it.";
    expect(plain(draw(browsing(found([aView("mug")], "next"))))).toContain(more);
    expect(plain(draw(browsing(found([aView("mug")]))))).not.toContain(more);
    expect(plain(draw(browsing(found([]))))).toMatch(/No products match .*Try other words/);
  });

  it("takes no second press while the first is answered, and says so", () => {
    const html = draw(browsing(found([aView("mug"), aView("pan")]), { task: { kind: "ordering", productId: "mug" } }));
    expect(html.match(/aria-disabled="true"/g)).toHaveLength(2);
    expect(labelsOf(html)[0]).toBe("One moment… Product mug");
    expect(html).toMatch(/<output[^>]*>One moment: your order is being prepared\./);
  });

  it("says why nothing was ordered, in words and to those who listen", () => {
    const notice = { kind: "server_text", text: "Only 1 is left." } as const;
    expect(plain(draw(browsing(found([aView("mug")]), { notice }))).match(/Only 1 is left/g)).toHaveLength(2);
    const lost = draw(browsing(found([aView("mug")]), { notice: { kind: "no_answer" } }));
    expect(plain(lost)).toContain("The shop did not answer. Nothing was ordered");
  });
});

describe("one product", () => {
  it("shows its variants as a choice, with what differs, and buys the chosen one", () => {
    const html = draw(browsing(jackets));
    expect(html).toMatch(/<fieldset[^>]*><legend[^>]*>Size<\/legend>/);
    expect(html.match(/type="radio"/g)).toHaveLength(2);
    expect(html).toMatch(/checked="" value="jacket-s"|value="jacket-s" checked=""/);
    expect(plain(html)).toMatch(/M Out of stock/);
    expect(labelsOf(html)).toEqual(["Buy now"]);
  });

  it("swaps price, availability and picture with the variant", () => {
    const shelf = shelfOf(jackets);
    if (shelf.view !== "product") throw new Error("not a product");
    const html = draw(browsing(jackets, { shelf: { ...shelf, chosenId: "jacket-m" } }));
    expect(html).toContain("/pictures/rain-jacket-night.svg");
    // Once below the price and once at its option; at the button stands what comes next.
    expect(plain(html).match(/out of stock/gi)).toHaveLength(2);
    expect(plain(html)).toContain("Choose another option.");
    expect(html).toMatch(/<a href="https:\/\/shop\.example\.com\/mug"[^>]*>See it on the seller’s page/);
    expect(buttonsOf(html)).toEqual([]);
  });

  it("has a list to open where there are many variants, each with its price where prices differ", () => {
    const variants = ["39", "40", "41", "42", "43", "44"].map((size) =>
      aView(`shoe-${size}`, { groupId: "shoe", variant: { Size: size }, price: money(9900, "USD") }),
    );
    const html = draw(browsing({ product: aView("shoe-38", { groupId: "shoe", variant: { Size: "38" } }), variants }));
    expect(html.match(/<option/g)).toHaveLength(7);
    expect(plain(html)).toContain("38 · $25.00");
    expect(plain(html)).toContain("44 · $99.00");
  });

  it("shows the variants in the order of their sizes, whichever was asked for", () => {
    const jacket = (size: string, color: string) =>
      aView(`${size}-${color}`, { groupId: "jacket", variant: { Size: size, Color: color } });
    const orderOf = (first: string, ...others: string[]) => {
      const [product, ...variants] = [first, ...others].map((name) => {
        const [size = "", color = ""] = name.split(" ");
        return jacket(size, color);
      });
      const html = draw(browsing({ product, variants }));
      return [...html.matchAll(/option-text">([^<]*)</g)].map(([, name]) => name);
    };
    expect(orderOf("L Moss", "S Night", "M Moss", "S Moss")).toEqual(["S, Moss", "M, Moss", "L, Moss", "S, Night"]);
    expect(orderOf("10 Moss", "9 Moss", "42 Moss")).toEqual(["9, Moss", "10, Moss", "42, Moss"]);
  });

  it("is no product to buy where the shop sells it elsewhere", () => {
    const html = draw(browsing({ product: aView("tent", { isEligibleCheckout: false }), variants: [] }));
    expect(plain(html)).toContain("Not sold here");
    expect(plain(html)).not.toMatch(/buy this here|another option/);
    const unknown = aView("tent", { isEligibleCheckout: false, availability: "unknown" });
    expect(plain(draw(browsing({ product: unknown, variants: [] })))).toContain("You can’t buy this here.");
    expect(buttonsOf(html)).toEqual([]);
    const noPage = { ...aView("tent", { isEligibleCheckout: false }), url: "" };
    expect(draw(browsing({ product: noPage, variants: [] }))).not.toContain("<a ");
  });

  it("shortens a long description, with a button for the rest, and takes its text as text", () => {
    const long = `<b>Enamel</b> ${"on steel, made by hand. ".repeat(20)}The end.`;
    const html = draw(browsing({ product: aView("mug", { description: long }), variants: [] }));
    expect(html).toContain("&lt;b&gt;Enamel");
    expect(html).not.toContain("The end.");
    expect(html).toContain('aria-expanded="false">Read more');
    expect(labelsOf(draw(browsing({ product: aView("mug"), variants: [] })))).toEqual(["Buy now"]);
  });

  it("writes a description in the direction of its own language", () => {
    for (const description of ["صنعت يدويًا!", "صنعت يدويًا! ".repeat(40)])
      expect(draw(browsing({ product: aView("pot", { description }), variants: [] }))).toMatch(
        /<p dir="auto" class="(about )?description">صنعت/,
      );
  });

  it("leads back to the list that it was opened from", () => {
    const list = shelfOf(found([aView("mug")]));
    const shelf = shelfOf(jackets);
    if (shelf.view !== "product" || list.view !== "list") throw new Error("not a product in a list");
    const html = draw(browsing(jackets, { shelf: { ...shelf, list: list.list } }));
    expect(labelsOf(html)).toEqual(["All products", "Buy now"]);
  });
});

it("says what to do where there is no host, no answer yet, or none that can be read", () => {
  expect(plain(draw({ phase: "waiting" }))).toContain("Loading products");
  expect(plain(draw({ phase: "no_host" }))).toContain("Go back to the conversation");
  expect(plain(draw({ phase: "unreadable" }))).toMatch(/could not be shown .*Ask in the chat to search again/);
});

it("every phase has one heading of the first level and one place that announces what happens", () => {
  for (const phase of [
    { phase: "waiting" } as const,
    { phase: "unreadable" } as const,
    browsing(found([])),
    browsing(found([aView("mug")])),
    browsing(jackets),
  ]) {
    const html = draw(phase);
    expect(html.match(/<h1/g), phase.phase).toHaveLength(1);
    expect(html.match(/<output/g), phase.phase).toHaveLength(1);
  }
});

it("the way back is above the checkout", () => {
  const checkout = renderToStaticMarkup(
    <PurchaseView
      phase={{ phase: "unreadable" }}
      locale="en-US"
      texts={inEnglish()}
      actions={{
        payInChat: nothing,
        leaveSheet: nothing,
        payOnSellersPage: nothing,
        leaveSellersPage: nothing,
        leaveOpenPage: nothing,
        send: nothing,
        cancelOpen: nothing,
        openStep: nothing,
        giveDetails: nothing,
        askAgain: nothing,
        openPage: () => false,
        startOver: null,
      }}
      above={<BackToProducts onBack={nothing} />}
    />,
  );
  expect(labelsOf(checkout)).toEqual(["Back to the products"]);
  expect(checkout.indexOf("<nav")).toBeLessThan(checkout.indexOf("<h1"));
});

it("while nothing has come, the products' places are laid out in the direction of the host's language", () => {
  expect(draw({ phase: "waiting" }, "ar-EG")).toMatch(/<main [^>]*dir="rtl"/);
  expect(draw({ phase: "waiting" }, "de-DE")).toMatch(/<main [^>]*dir="ltr"/);
});
