import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { sellerId } from "#lib/ids.ts";
import { openTestShop, type TestShop } from "../fixtures/test-shop.ts";

const SELLERS = [
  { id: "reed-press", name: "Reed Press", legalName: "Reed Printing GmbH" },
  { id: "kumo", name: "雲 Kumo", legalName: null },
  { id: "s_1%", name: "O'Hara & Sons", legalName: "Hara Trading Ltd." },
  { id: "élan", name: null, legalName: null },
];

/** Names that one seller has in the shop file and another in their record. */
const IN_BOTH = [
  "Zeta (Quarry)",
  "Zeta+Quarry",
  "Zeta, Quarry",
  "Zeta:Quarry",
  "Zeta.Quarry",
  "Zeta/Quarry",
  "ZETA #Quarry",
];

let shop: TestShop;
beforeAll(async () => {
  const sellersInFile = {
    sellers: [
      { seller: "in-file", fields: { name: "Paper Moon" } },
      ...IN_BOTH.map((name, index) => ({ seller: `f-${index}`, fields: { name } })),
    ],
    goods: [],
  };
  shop = await openTestShop(undefined, { sellersInFile });
  const by = { caller: { by: "command" }, state: "active", why: "a test" } as const;
  for (const { id, ...change } of SELLERS) await shop.verbs.addSeller({ ...by, id: sellerId(id), change });
  await shop.verbs.addSeller({ ...by, id: sellerId("in-file"), change: {} });
  for (const [index, name] of IN_BOTH.entries()) {
    await shop.verbs.addSeller({ ...by, id: sellerId(`f-${index}`), change: {} });
    await shop.verbs.addSeller({ ...by, id: sellerId(`r-${index}`), change: { name } });
  }
});
afterAll(() => shop.close());

const found = async (text: string) => {
  const query = { after: null, state: null, sellers: null, limit: 20, text };
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

  it.each(["quarry", "zeta quarry", "ZETA (qua", "quarry+zeta"])(
    "by %s alike, whether the shop file names them or their record, and whatever parts the words",
    async (text) => {
      expect(await found(text)).toEqual([
        ...IN_BOTH.map((_, index) => `f-${index}`),
        ...IN_BOTH.map((_, index) => `r-${index}`),
      ]);
    },
  );

  it.each(["eed", "x%", "x_1", "reed & !press | x", "':*", "\\", "\0"])("by nothing else: %j", async (text) => {
    expect(await found(text)).toEqual([]);
  });
});
