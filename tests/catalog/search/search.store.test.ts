import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { importFeed } from "#lib/catalog/import-feed.ts";
import type { Catalog, ProductSearch } from "#lib/catalog/product.ts";
import { sellerId, productId } from "#lib/ids.ts";
import { money } from "#lib/money.ts";
import { createCatalog } from "#lib/store/drizzle/catalog.ts";
import type { OpenDatabase } from "#lib/store/drizzle/database.ts";
import { ANY_SEARCH } from "./any-search.ts";
import { openTestPglite } from "../../fixtures/test-pglite.ts";
import { testProduct } from "../../fixtures/test-shop.ts";
import { realPostgres } from "../../fixtures/real-postgres.ts";

const postgres = realPostgres();
const anything: ProductSearch = { ...ANY_SEARCH, now: new Date() };

describe.each([
  ["PGlite", () => openTestPglite()],
  ["Postgres", () => postgres.open()],
])("the search of the catalogue on %s", (_, open: () => Promise<OpenDatabase>) => {
  let opened: OpenDatabase;
  let catalog: Catalog;
  beforeAll(async () => {
    opened = await open();
    catalog = createCatalog(opened.database);
    await importFeed(catalog, "config/demo-feed.csv", { originRewrite: null, onLine: () => undefined });
  }, 180_000);
  afterAll(() => opened.close());

  const page = async (search: Partial<ProductSearch>) => {
    const found = await catalog.search({ ...anything, ...search });
    if (found.kind === "bad_cursor") throw new Error("bad cursor");
    return found;
  };
  const found = async (search: Partial<ProductSearch>) => (await page(search)).products.map((one) => one.id as string);
  const every = async (search: Partial<ProductSearch>, between: () => Promise<void> = async () => undefined) => {
    const ids: string[] = [];
    let cursor: string | null = null;
    do {
      const part: Awaited<ReturnType<typeof page>> = await page({ ...search, cursor });
      ids.push(...part.products.map((one) => one.id));
      cursor = part.nextCursor;
      await between();
    } while (cursor !== null);
    return ids;
  };

  it.each([
    ["enamel mug", "fw-mug-moss"],
    ["ENAMEL", "fw-mug-moss"],
    ["mugs", "fw-mug-moss"],
    ["enam", "fw-mug-moss"],
    ["a mug for the campfire", "fw-mug-moss"],
    ["moss jacket", "fw-ridgeline-moss-s"],
    ["Fernweh compass", "fw-compass"],
    ["knives pocketknives", "fw-taschenmesser"],
    ["öl baumholz schneidebrett", "fw-board"],
    ["Olbaumholz", "fw-board"],
    ["ÖLBAUMHOLZ", "fw-board"],
    ["Hüttenabend", "fw-blanket-oat"],
    ["huttenabend", "fw-blanket-oat"],
    ["抹茶", "km-matcha-30"],
    ["宇治抹茶", "km-matcha-30"],
    ["急須", "km-kyusu-iron"],
    ["茶", "km-hojicha"],
    ["黒泥", "km-kyusu-iron"],
    ["قهوة", "bq-coffee-250"],
    ["زعفران", "bq-saffron"],
    ["kumo matcha whisk", "km-chasen-80"],
  ])("finds for %j what a buyer means", async (text, id) => {
    expect(await found({ text })).toContain(id);
  });

  it("finds only what has every word, as long as anything has", async () => {
    expect((await found({ text: "enamel mug" })).toSorted()).toEqual(["fw-mug-moss", "fw-mug-sand", "fw-mug-slate"]);
    expect(await found({ text: "zeppelin" })).toEqual([]);
    expect(await found({ text: "zeppelin submarine" })).toEqual([]);
  });

  it("finds what has some of the words when nothing has them all, the best first and over all pages", async () => {
    const ids = await every({ text: "zeppelin enamel mug", limit: 2 });
    expect(ids.slice(0, 3).toSorted()).toEqual(["fw-mug-moss", "fw-mug-sand", "fw-mug-slate"]);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it("puts a word in the title before one in the description", async () => {
    expect((await found({ text: "lantern" }))[0]).toMatch(/^fw-lantern/);
    expect((await found({ text: "tea" }))[0]).toMatch(/^km-/);
  });

  it("filters by currency and today's price, seller and availability", async () => {
    const cheap = await page({ currency: "JPY", minPriceMinor: 900, maxPriceMinor: 1080 });
    expect(cheap.products.map((one) => one.id).toSorted()).toEqual(["km-genmaicha", "km-hojicha"]);
    expect(await found({ minPriceMinor: 1, maxPriceMinor: 2 })).toHaveLength(50);
    const kuwait = await page({ sellerId: sellerId("bayt-al-qahwa") });
    expect(new Set(kuwait.products.map((one) => one.price.currency))).toEqual(new Set(["KWD"]));
    expect(kuwait.products).toHaveLength(8);
    const late = await page({ availability: "backorder", text: "kettle" });
    expect(late.products.map((one) => one.id)).toEqual(["km-tetsubin"]);
  });

  it("leaves out what its seller does not want found", async () => {
    await catalog.upsert([testProduct("secret", { title: "Secret periscope", isEligibleSearch: false })]);
    expect(await found({ text: "periscope" })).toEqual([]);
  });

  it.each([{}, { text: "tea" }, { text: "f" }, { currency: "USD" as const }, { availability: "in_stock" as const }])(
    "shows every product of %j exactly once over its pages",
    async (search) => {
      const all = await every({ ...search, limit: 50 });
      expect(await every({ ...search, limit: 9 })).toEqual(all);
      expect(new Set(all).size).toBe(all.length);
    },
  );

  it("keeps its pages when products come in between them", async () => {
    const before = await every({ text: "tea", limit: 50 });
    let made = 0;
    const after = await every({ text: "tea", limit: 3 }, async () => {
      made += 1;
      const title = ["AAA tea", "mmm tea tea", "zzz tea"][made % 3] ?? "";
      await catalog.upsert([testProduct(`new-${made}`, { title, price: money(100, "USD") })]);
    });
    expect(after.filter((id) => before.includes(id))).toEqual(before);
    expect(new Set(after).size).toBe(after.length);
  });

  it("answers bad_cursor to a cursor that it did not make", async () => {
    for (const cursor of ["", "!", "made-up", Buffer.from("[1,2,3,4]").toString("base64url"), "\0", "💥"])
      expect(await catalog.search({ ...anything, cursor })).toEqual({ kind: "bad_cursor" });
  });

  it.each([
    "'",
    "''",
    "'tea",
    "tea:*",
    "tea & | ! ( ) <-> :A",
    "!tea",
    "\\",
    "'; drop table products; --",
    "tea\0pot",
    "\0",
    "🍵".repeat(200),
    "x".repeat(5000),
    "tea ".repeat(500),
    "茶".repeat(500),
    "\ud83d",
    "٣ ½ ² Ⅷ ʼ ª",
    "1e999 -1 1.5e3 a@b.c http://x/y?z /usr/bin",
    "<b>tea</b> &amp; %00 ${1}",
  ])("takes %j for words and does not break", async (text) => {
    expect((await catalog.search({ ...anything, text })).kind).toBe("found");
    expect((await catalog.search({ ...anything, sellerId: sellerId(text) })).kind).toBe("found");
    expect(await catalog.products([productId(text)])).toEqual([]);
  });

  it("takes any text for words and does not break", async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: "binary", maxLength: 60 }), async (text) => {
        expect((await catalog.search({ ...anything, text, limit: 1 })).kind).toBe("found");
      }),
      { numRuns: 60 },
    );
  }, 120_000);

  it("finds a product by the words of its own title, whatever script they are in", async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: "grapheme", minLength: 2, maxLength: 30 }), async (text) => {
        const title = text.replaceAll(/[\0\uFFFD\p{Surrogate}]/gu, "");
        if (!/\p{L}{2}/u.test(title.normalize("NFKD").replaceAll(/\p{M}/gu, ""))) return;
        await catalog.upsert([testProduct("any", { title: `${title} qqxyzzy` })]);
        expect(await found({ text: `${title} qqxyzzy` })).toContain("any");
      }),
      { numRuns: 40 },
    );
  }, 120_000);

  it("pages through thousands of matches, each exactly once", async () => {
    const ids = Array.from({ length: 2100 }, (_, index) => `crowd-${String(index).padStart(4, "0")}`);
    await catalog.upsert(ids.map((id) => testProduct(id, { title: `Crowd ${id.slice(6)}` })));
    expect((await every({ text: "crowds", limit: 50 })).toSorted()).toEqual(ids);
    expect((await found({ text: "crowd 0042" }))[0]).toBe("crowd-0042");
  }, 120_000);
});
