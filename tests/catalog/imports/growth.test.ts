import { expect, it } from "vitest";
import { importFeed, type ImportLine, type ImportTarget } from "#lib/catalog/import-feed.ts";
import { productId } from "#lib/ids.ts";
import { sentenceOf } from "#scripts/feed/lines.ts";
import { feedOf, testFolder } from "../feed-file.ts";

const folder = testFolder();
const ROWS = 1300;

/** A catalogue whose database makes no statistics, as while a VACUUM of the table goes on; and what it was asked to do. */
function aBusyCatalog() {
  const asked: string[] = [];
  const target: ImportTarget = {
    upsert: async () => ({ ofOthers: [], stockSet: 0, stockLeft: 0, pricesLeft: 0 }),
    noteGrowth: async (written) => {
      asked.push(`statistics of ${written}`);
      throw new Error("canceling statement due to statement timeout");
    },
    idsOfSeller: async (_seller, after) => (after === null ? [productId("p1"), productId("gone")] : []),
    withdraw: async (ids) => {
      asked.push(`withdraw ${ids.join()}`);
      return ids.length;
    },
  };
  return { target, asked };
}

it("an import whose statistics cannot be made imports and withdraws all the same, and says so", async () => {
  const { target, asked } = aBusyCatalog();
  const file = folder.write("feed", feedOf(Array.from({ length: ROWS }, (_, n) => ({ item_id: `p${n}` }))));
  const lines: ImportLine[] = [];
  const report = await importFeed(target, file, {
    originRewrite: null,
    onLine: (line) => void lines.push(line),
    replace: true,
  });
  expect(report).toMatchObject({ accepted: ROWS, withdrawn: 1, failure: null });
  expect(asked).toEqual(["statistics of 1000", "withdraw gone", `statistics of ${ROWS}`]);
  const said = lines.filter((line) => line.type === "not_analysed");
  expect(said).toHaveLength(2);
  expect(said.map(sentenceOf)[0]).toMatch(/^Not analysed: canceling statement due to statement timeout\. /);
});
