import { expect, it } from "vitest";
import { productId, sellerId } from "#lib/ids.ts";
import { buyerMail } from "#lib/mail/buyer-mails.ts";
import { mailTexts } from "#lib/mail/texts/mail-texts.ts";
import { LANGUAGES } from "#lib/wire/languages.ts";
import { anOrder, aProduct, aSession } from "../fixtures/builders.ts";

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
    for (const [index, seller] of ["fernweh", "ombra"].entries()) {
      expect(facts[index]?.lines[0]).toContain("Standard");
      expect(facts[index]?.lines.filter((line) => line.endsWith(`seller=${seller}`))).toHaveLength(2);
    }
  },
);
