import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { sellerId } from "#lib/ids.ts";
import { openTestShop, type TestShop } from "../fixtures/test-shop.ts";

const SELLERS = [
  { id: "reed-press", name: "Reed Press", legalName: "Reed Printing GmbH" },
  { id: "kumo", name: "雲 Kumo", legalName: null },
  { id: "s_1%", name: "O'Hara & Sons", legalName: "Hara Trading Ltd." },
  { id: "élan", name: null, legalName: null },
];

let shop: TestShop;
beforeAll(async () => {
  const sellersInFile = { sellers: [{ seller: "in-file", fields: { name: "Paper Moon" } }], goods: [] };
  shop = await openTestShop(undefined, { sellersInFile });
  const by = { caller: { by: "command" }, state: "active", why: "a test" } as const;
  for (const { id, ...change } of SELLERS) await shop.verbs.addSeller({ ...by, id: sellerId(id), change });
  await shop.verbs.addSeller({ ...by, id: sellerId("in-file"), change: {} });
});
afterAll(() => shop.close());

const found = async (text: string) => {
  const query = { after: null, state: null, sellers: null, limit: 10, text };
  return (await shop.verbs.sellerPage(query)).map(({ id }) => String(id));
};

describe("sellers are found", () => {
  it.each([
    ["the beginning of an id", "reed-p", "reed-press"],
    ["a word of the name", "press", "reed-press"],
    ["the beginnings of words in any order", "pri ree", "reed-press"],
    ["a name in another script", "雲", "kumo"],
    ["a name with an apostrophe", "o'hara", "s_1%"],
    ["the legal name", "hara trad", "s_1%"],
    ["an id with signs that patterns have", "s_1%", "s_1%"],
    ["an id of other letters", "éla", "élan"],
    ["the name in the shop file", "paper mo", "in-file"],
  ])("by %s", async (_what, text, id) => {
    expect(await found(text)).toEqual([id]);
  });

  it.each(["eed", "x%", "x_1", "reed & !press | x", "':*", "\\", "\0"])("by nothing else: %j", async (text) => {
    expect(await found(text)).toEqual([]);
  });
});
