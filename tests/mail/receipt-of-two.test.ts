import { expect, it } from "vitest";
import { productId, sellerId } from "#lib/ids.ts";
import { buyerMail } from "#lib/mail/buyer-mails.ts";
import { messageOf } from "#lib/mail/message.ts";
import { mailTexts } from "#lib/mail/texts/mail-texts.ts";
import { LANGUAGES } from "#lib/wire/languages.ts";
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
    const facts = blocks.flatMap((block) => (block.kind === "facts" ? [block] : []));
    expect(facts.map(({ title }) => title.slice(title.lastIndexOf("T-")))).toEqual([
      `${order.number}-1`,
      `${order.number}-2`,
    ]);
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
