import { afterAll, expect, it } from "vitest";
import { runJob } from "#lib/purchase/run-job.ts";
import { openRunDatabase } from "../../fixtures/real-postgres.ts";
import { openTestShop, testProduct } from "../../fixtures/test-shop.ts";
import { ANY_SEARCH } from "./any-search.ts";

const opened = await openRunDatabase();
const shop = await openTestShop(opened);
afterAll(() => shop.close());

it("the job indexes every product that an earlier release did, beside an instance that still writes in its way", async () => {
  const { catalog } = shop.context;
  const found = async (text: string) => {
    const page = await catalog.search({ ...ANY_SEARCH, now: new Date(), text });
    return page.kind === "found" ? page.products.map(({ id }) => id) : [];
  };
  const products = Array.from({ length: 250 }, (_, index) =>
    testProduct(`tin-${index}`, { title: `Blechdose ${index}`, mpn: `BD/${index}` }),
  );
  await catalog.upsert(products);
  const asBefore = (where: string) =>
    opened.database.execute(`update products set words = to_tsvector('simple', 'blechdose') where ${where}`);
  await asBefore("id like 'tin-%'");
  expect(await found("BD/7")).toEqual([]);
  await runJob(shop.context, { kind: "index_catalog" });
  expect(await found("BD/7")).toEqual(["tin-7"]);
  expect(await catalog.reindex(10)).toBe(0);
  await asBefore("id = 'tin-7'");
  expect(await found("BD/7")).toEqual([]);
  await runJob(shop.context, { kind: "index_catalog" });
  expect(await found("BD/7")).toEqual(["tin-7"]);
});
