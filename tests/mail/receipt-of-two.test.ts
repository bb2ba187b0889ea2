import { expect, it } from "vitest";
import { productId, sellerId } from "#lib/ids.ts";
import { buyerMail } from "#lib/mail/buyer-mails.ts";
import { messageOf } from "#lib/mail/message.ts";
import { mailTexts } from "#lib/mail/texts/mail-texts.ts";
import { LANGUAGES } from "#lib/wire/languages.ts";
import { namedForBuyer } from "#lib/wire/texts/seller-names.ts";
import { anOrder, aProduct, aSession } from "../fixtures/builders.ts";
import { aMail, SENDER } from "./mail-cases.ts";

const lamp = aProduct({ id: productId("lamp"), title: "Lamp", sellerId: sellerId("ombra"), sellerName: "Ombra" });
const order = anOrder(
  aSession({
    status: "completed",
    lines: [
      { product: aProduct(), quantity: 2 },
      { product: lamp, quantity: 1 },
    ],
  }),
);

it.each(LANGUAGES)(
  "a receipt of two sellers in %s names both, each one's goods, delivery, number and policies",
  (language) => {
    const wording = { texts: mailTexts(language), publicUrl: "https://shop.example.com" };
    const { blocks, sellerName } = buyerMail({ kind: "order_placed", order, address: null }, wording);
    expect(sellerName).toMatch(/Fernweh.+Ombra/);
    const items = blocks.flatMap((block) => (block.kind === "items" ? [block.items.map(({ title }) => title)] : []));
    expect(items).toEqual([[order.lineItems[0]?.title], ["Lamp"]]);
    const titles = blocks.flatMap((block) => (block.kind === "title" ? [block.text] : []));
    expect(titles.map((title) => title.slice(title.lastIndexOf("T-")))).toEqual([
      `${order.number}-1`,
      `${order.number}-2`,
    ]);
    const facts = blocks.flatMap((block) => (block.kind === "facts" ? [block] : []));
    expect(facts).toHaveLength(2);
    for (const { lines } of facts) expect(lines[0]).toContain("Standard");
    const policies = blocks.flatMap((block) => (block.kind === "links" ? [block.links] : []));
    const addressesOf = (seller: string) =>
      ["returns", "terms"].map((policy) => `https://shop.example.com/policies/${policy}?seller=${seller}`);
    expect(policies.map((links) => links.map(({ url }) => url))).toEqual([
      addressesOf("fernweh"),
      addressesOf("ombra"),
    ]);
    // The address is behind a word, and beside it only where there are no links.
    const message = messageOf(aMail({ kind: "order_placed", order, address: null }, { locale: language }), {
      publicUrl: wording.publicUrl,
      sender: SENDER,
    });
    expect(message.html.replaceAll(/<[^>]*>/g, "")).not.toContain("/policies/");
    for (const { text, url } of policies.flat()) {
      expect(message.html).toMatch(new RegExp(`<a [^>]*href="${url.replace("?", "\\?")}"[^>]*>${text}</a>`));
      expect(message.text).toContain(`${text}: ${url}`);
    }
  },
);

it("each seller stands above their own goods, set off from the other and from the total", () => {
  const wording = { texts: mailTexts("en"), publicUrl: "https://shop.example.com" };
  const { blocks } = buyerMail({ kind: "order_placed", order, address: null }, wording);
  const part = ["rule", "title", "items", "facts", "links"];
  expect(blocks.map(({ kind }) => kind).slice(-12)).toEqual([...part, ...part, "rule", "amounts"]);
});

it("the names of several sellers keep their order where they are read from right to left", () => {
  const { html, text } = messageOf(aMail({ kind: "order_placed", order, address: null }, { locale: "ar" }), {
    publicUrl: "https://shop.example.com",
    sender: SENDER,
  });
  // The head, the first sentence and the footer. The list itself starts with an Arabic letter, because what is isolated does not count.
  expect(html.match(/<bdi>(?:<bdi>Fernweh<\/bdi> و<bdi>Ombra<\/bdi>)<\/bdi>/g)).toHaveLength(3);
  expect(html).not.toMatch(/[\u2068\u2069]/u);
  expect(html).toMatch(/aria-hidden="true">F</);
  // A part's number is whole, and the carrier comes after the delivery where that is on its left.
  expect(html).toMatch(new RegExp(`<bdi [^>]*>${order.number}-2</bdi>`));
  expect(html).toMatch(/(?<!<bdi>)<bdi>Standard<\/bdi>، <bdi>Post<\/bdi><br>/);
  expect(text).not.toMatch(/[\u2068\u2069]/u);
  expect(namedForBuyer(order, "ar").sellerName).toBe("\u2068Fernweh\u2069 و\u2068Ombra\u2069");
  expect(namedForBuyer(order, "en").sellerName).toBe("Fernweh and Ombra");
});

it("isolates that do not come in pairs leave no element open", () => {
  const odd = { ...order, sellerName: "", parts: undefined };
  for (const sellerName of ["\u2068Fernweh", "Fernweh\u2069", "\u2069\u2068\u2068Fernweh\u2069"]) {
    const { parts: _parts, ...rest } = odd;
    const { html } = messageOf(aMail({ kind: "order_placed", order: { ...rest, sellerName }, address: null }), {
      publicUrl: "https://shop.example.com",
      sender: SENDER,
    });
    expect(html.match(/<bdi\b/g)?.length).toBe(html.match(/<\/bdi>/g)?.length);
  }
});
