import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { currentPrice, type Catalog, type Product, type ProductSearch } from "#lib/catalog/product.ts";
import { productId, sellerId } from "#lib/ids.ts";
import { money } from "#lib/money.ts";
import { createCatalog } from "#lib/store/drizzle/catalog.ts";
import type { OpenDatabase } from "#lib/store/drizzle/database.ts";
import { aProduct, NOON } from "../../fixtures/builders.ts";
import { realPostgres } from "../../fixtures/real-postgres.ts";
import { openTestPglite } from "../../fixtures/test-pglite.ts";
import { ANY_SEARCH } from "./any-search.ts";

const postgres = realPostgres();
const minutes = (count: number) => new Date(NOON.getTime() + count * 60_000);
/** Prices that are the same more than once, in three currencies, with sales before, during and after their time. */
const SHELF: readonly Product[] = Array.from({ length: 60 }, (_, index) =>
  aProduct({
    id: productId(`shelf-${String(index).padStart(2, "0")}`),
    sellerId: sellerId("shelf"),
    title: `${["Lamp", "Chair", "Table"][index % 3] ?? ""} number ${index}`,
    brand: ["Acme", "ACME", "Bärenfänger", ""][index % 4] ?? "",
    category: [null, "Home > Light", "Home > Light > Lamps", "Garden"][index % 4] ?? null,
    price: money(1000 + (index % 7) * 100, index % 5 === 0 ? "EUR" : index % 11 === 0 ? "JPY" : "USD"),
    salePrice:
      index % 3 === 0
        ? money(500 + (index % 4) * 100, index % 5 === 0 ? "EUR" : index % 11 === 0 ? "JPY" : "USD")
        : null,
    saleFrom: index % 2 === 0 ? minutes(index % 4 === 0 ? -1 : 1) : null,
    saleUntil: index % 6 === 3 ? minutes(-1) : null,
    stockOnHand: index % 10 === 0 ? 0 : null,
  }),
);

describe.each([
  ["PGlite", () => openTestPglite()],
  ["Postgres", () => postgres.open()],
])("the orders and facets of the search on %s", (_, open: () => Promise<OpenDatabase>) => {
  let opened: OpenDatabase;
  let catalog: Catalog;
  beforeAll(async () => {
    opened = await open();
    catalog = createCatalog(opened.database);
    await catalog.upsert(SHELF);
  }, 180_000);
  afterAll(() => opened.close());

  const page = async (search: Partial<ProductSearch>) => {
    const found = await catalog.search({ ...ANY_SEARCH, now: NOON, ...search });
    if (found.kind === "bad_cursor") throw new Error("bad cursor");
    return found;
  };
  const every = async (search: Partial<ProductSearch>) => {
    const all: Product[] = [];
    let cursor: string | null = null;
    do {
      const part: Awaited<ReturnType<typeof page>> = await page({ ...search, cursor });
      all.push(...part.products);
      cursor = part.nextCursor;
    } while (cursor !== null && all.length <= 5000);
    return all;
  };
  const shelf = { sellerId: sellerId("shelf") };

  describe.each([
    {},
    { text: "lamp" },
    { text: "number" },
    { currency: "USD" as const, minPriceMinor: 600, maxPriceMinor: 1200 },
  ])("by price, of %j", (search) => {
    it.each([
      ["price_ascending", 1],
      ["price_descending", -1],
    ] as const)("%s: every match once, today's prices counting, whatever the size of a page", async (sort, sign) => {
      const wanted = (await every({ ...shelf, ...search })).toSorted((a, b) => {
        const [left, right] = [currentPrice(a, NOON), currentPrice(b, NOON)];
        const byCurrency = left.currency < right.currency ? -1 : left.currency > right.currency ? 1 : 0;
        return sign * (byCurrency || left.amountMinor - right.amountMinor || (a.id < b.id ? -1 : 1));
      });
      expect(wanted.length).toBeGreaterThan(10);
      for (const limit of [1, 7, 50])
        expect((await every({ ...shelf, ...search, sort, limit })).map(({ id }) => id)).toEqual(
          wanted.map(({ id }) => id),
        );
    });
  });

  it("filters by brand whatever its case, and by category with all below it", async () => {
    const ids = async (search: Partial<ProductSearch>) =>
      (await every({ ...shelf, ...search })).map(({ id }) => id).toSorted();
    const shelved = (isIn: (product: Product) => boolean) =>
      SHELF.filter(isIn)
        .map(({ id }) => id)
        .toSorted();
    expect(await ids({ brand: "acme" })).toEqual(shelved(({ brand }) => brand.toLowerCase() === "acme"));
    expect(await ids({ brand: "barenfanger" })).toEqual(shelved(({ brand }) => brand === "Bärenfänger"));
    expect(await ids({ category: "home" })).toEqual(shelved(({ category }) => category?.startsWith("Home") === true));
    expect(await ids({ category: "Home>Light>Lamps" })).toEqual(
      shelved(({ category }) => category?.endsWith("Lamps") === true),
    );
    expect(await ids({ category: "Light" })).toEqual([]);
    expect(await ids({ brand: "—" })).toEqual([]);
    expect(await ids({ brand: "acme", category: "Home > Light", text: "chairs" })).toEqual(
      shelved((one) => one.brand === "ACME" && one.title.startsWith("Chair")),
    );
  });

  it("counts what the matches are made of", async () => {
    const { facets } = await page({ ...shelf, text: "number", limit: 1, withFacets: true });
    const count = (isIn: (product: Product) => boolean) => SHELF.filter(isIn).length;
    expect(facets).toMatchObject({ counted: 60, isComplete: true });
    expect(facets?.sellers).toEqual([{ sellerId: "shelf", name: SHELF[0]?.sellerName, count: 60 }]);
    expect(facets?.brands.toSorted((a, b) => (a.name < b.name ? -1 : 1))).toEqual(
      ["ACME", "Acme", "Bärenfänger"].map((name) => ({ name, count: count(({ brand }) => brand === name) })),
    );
    expect(facets?.categories).toHaveLength(3);
    expect(facets?.availabilities.toSorted((a, b) => b.count - a.count)).toEqual([
      { availability: "in_stock", count: 54 },
      { availability: "out_of_stock", count: 6 },
    ]);
    for (const { lowest, highest, count: many } of facets?.prices ?? []) {
      const amounts = SHELF.map((one) => currentPrice(one, NOON)).filter(
        ({ currency }) => currency === lowest.currency,
      );
      const sorted = amounts.map(({ amountMinor }) => amountMinor).toSorted((a, b) => a - b);
      expect([lowest.amountMinor, highest.amountMinor, many]).toEqual([sorted[0], sorted.at(-1), sorted.length]);
    }
    expect(facets?.prices).toHaveLength(3);
    expect((await page(shelf)).facets).toBeNull();
    expect((await page({ text: "zeppelin", withFacets: true })).facets).toMatchObject({
      counted: 0,
      isComplete: true,
      brands: [],
    });
  });

  it("refuses a cursor of another text, other filters or another order", async () => {
    const { nextCursor: cursor } = await page({ ...shelf, text: "number", limit: 5 });
    expect(cursor).not.toBeNull();
    const again = { ...ANY_SEARCH, ...shelf, text: "number", cursor, now: NOON };
    expect((await catalog.search({ ...again, limit: 20, withFacets: true })).kind).toBe("found");
    const others: Partial<ProductSearch>[] = [
      { text: "numbers" },
      { text: null },
      { sellerId: null },
      { sort: "price_ascending" },
      { brand: "acme" },
      { category: "Home" },
      { currency: "USD" },
      { availability: "in_stock" },
    ];
    for (const other of others) expect(await catalog.search({ ...again, ...other })).toEqual({ kind: "bad_cursor" });
    const { nextCursor: byPrice } = await page({ ...shelf, sort: "price_ascending", limit: 5 });
    const down = { ...ANY_SEARCH, ...shelf, sort: "price_descending", cursor: byPrice, now: NOON } as const;
    expect(await catalog.search(down)).toEqual({ kind: "bad_cursor" });
  });

  it("puts the product whose number was asked for before those that only have its words, also among thousands", async () => {
    const seller = sellerId("numbers");
    const named = aProduct({
      id: productId("zz"),
      sellerId: seller,
      title: "Zipper",
      mpn: "AX-77",
      gtin: "0614141123452",
    });
    const spares = (from: number, to: number) =>
      Array.from({ length: to - from }, (__, index) =>
        aProduct({
          id: productId(`spare-${from + index}`),
          sellerId: seller,
          title: `AX 77 spare part ax77 ${from + index}`,
        }),
      );
    await catalog.upsert([named, ...spares(0, 20)]);
    const first = async (text: string) => (await page({ sellerId: seller, text, limit: 5 })).products[0]?.id;
    for (const text of ["AX-77", "ax77", "ax 77", "0614141123452", "614141123452"])
      expect(await first(text)).toBe("zz");
    expect(await every({ sellerId: seller, text: "AX-77", limit: 6 })).toHaveLength(21);
    await catalog.upsert(spares(20, 2100));
    expect(await first("AX-77")).toBe("zz");
    const byPrice = await every({ sellerId: seller, text: "spare", sort: "price_descending" });
    expect(new Set(byPrice.map(({ id }) => id)).size).toBe(2100);
    expect(byPrice).toHaveLength(2100);
    const { facets } = await page({ sellerId: seller, text: "spare", withFacets: true });
    expect(facets).toMatchObject({ counted: 2000, isComplete: false });
  }, 120_000);

  it("puts a word as it was typed before its other forms, and a form in the title before the word in a description", async () => {
    const seller = sellerId("forms");
    const put = (id: string, title: string, description = "") =>
      aProduct({ id: productId(id), sellerId: seller, title, description });
    await catalog.upsert([
      put("f1", "Richtung West"),
      put("f2", "Weste"),
      put("f3", "Zinnbecher"),
      put("f4", "Box", "Zinnbechers"),
    ]);
    const ids = async (text: string) => (await every({ sellerId: seller, text })).map(({ id }) => id);
    expect(await ids("Weste")).toEqual(["f2", "f1"]);
    expect(await ids("Zinnbechers")).toEqual(["f3", "f4"]);
  });

  it("finds what an earlier release indexed, and indexes it again some at a time", async () => {
    const seller = sellerId("earlier");
    const old = Array.from({ length: 5 }, (__, index) =>
      aProduct({
        id: productId(`old-${index}`),
        sellerId: seller,
        title: `Große Blechdose ${index}`,
        sku: `OLD-${index}`,
      }),
    );
    await catalog.upsert(old);
    await opened.database.execute(
      `update products set words = setweight(to_tsvector('simple', 'große blechdose'), 'A') where seller_id = 'earlier'`,
    );
    const found = async (text: string) => (await every({ sellerId: seller, text })).length;
    expect(await found("Große Blechdosen")).toBe(5);
    expect(await found("OLD-3")).toBe(0);
    expect([await catalog.reindex(3), await catalog.reindex(3), await catalog.reindex(3)]).toEqual([3, 2, 0]);
    expect(await found("grosse blechdose")).toBe(5);
    expect(await found("OLD-3")).toBe(1);
  });
});
