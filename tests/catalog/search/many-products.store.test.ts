import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Catalog, Product, ProductSearch } from "#lib/catalog/product.ts";
import { productId } from "#lib/ids.ts";
import { money } from "#lib/money.ts";
import { createCatalog } from "#lib/store/drizzle/catalog.ts";
import type { OpenDatabase } from "#lib/store/drizzle/database.ts";
import { aProduct, NOON } from "../../fixtures/builders.ts";
import { realPostgres } from "../../fixtures/real-postgres.ts";
import { openTestPglite } from "../../fixtures/test-pglite.ts";
import { ANY_SEARCH } from "./any-search.ts";

const postgres = realPostgres();
const OTHERS = 6600;
const LANTERNS = 2700;
/** Four rows of this size fill a page, and the table is a large one. */
const url = `https://shop.example/${"p".repeat(1500)}`;
const at = (count: number) => String(count).padStart(5, "0");

/** Lanterns are the last that were imported and the dearest, so that a list by price is read to its end before it has them. */
const SHOP: readonly Product[] = [
  ...Array.from({ length: OTHERS }, (_, index) =>
    aProduct({
      id: productId(`a-${at(index)}`),
      url,
      title: `apron ${at(index)}`,
      description: index % 700 === 0 ? "goes with a lantern of moss" : "sturdy",
      brand: "Acme",
      price: money(100 + index, "USD"),
      salePrice: index % 3 === 0 ? money(50 + index, "USD") : null,
    }),
  ),
  ...Array.from({ length: LANTERNS }, (_, index) =>
    aProduct({
      id: productId(`z-${at(index)}`),
      url,
      title: `zinc ${at(index)} ${index % 2 === 0 ? "lantern" : "lanternfish"}${index % 600 === 2 ? " moss" : ""}`,
      description: "sturdy",
      brand: "Zeta",
      price: money(20_000 + index, "USD"),
      salePrice: index % 3 === 0 ? money(10_000 + index, "USD") : null,
    }),
  ),
];

describe.each([
  ["PGlite", () => openTestPglite()],
  ["Postgres", () => postgres.open()],
])("the search among so many products that it looks at samples, on %s", (_, open: () => Promise<OpenDatabase>) => {
  let opened: OpenDatabase;
  let catalog: Catalog;
  beforeAll(async () => {
    opened = await open();
    catalog = createCatalog(opened.database);
    for (let first = 0; first < SHOP.length; first += 500) await catalog.upsert(SHOP.slice(first, first + 500));
  }, 180_000);
  afterAll(() => opened.close());

  const page = async (search: Partial<ProductSearch>) => {
    const found = await catalog.search({ ...ANY_SEARCH, now: NOON, ...search });
    if (found.kind === "bad_cursor") throw new Error("bad cursor");
    return found;
  };
  const every = async (search: Partial<ProductSearch>) => {
    const ids: string[] = [];
    let cursor: string | null = search.cursor ?? null;
    do {
      const part: Awaited<ReturnType<typeof page>> = await page({ limit: 50, ...search, cursor });
      ids.push(...part.products.map(({ id }) => id));
      cursor = part.nextCursor;
    } while (cursor !== null && ids.length <= SHOP.length);
    return ids;
  };
  const of = (isIn: (product: Product) => boolean) => SHOP.filter(isIn).map(({ id }) => id as string);
  const withLantern = of(({ title, description }) => `${title} ${description}`.includes("lantern"));

  it("has a table of so many pages", async () => {
    const size = "pg_relation_size('products') / current_setting('block_size')::int";
    const found = await opened.database.execute(`select ${size} > 2000 as is_large`);
    expect(found).toMatchObject({ rows: [{ is_large: true }] });
  });

  it("shows all matches of a frequent word and of the longer ones once, always in the same order", async () => {
    const shown = await every({ text: "lantern" });
    expect(shown.toSorted()).toEqual(withLantern);
    expect(await every({ text: "lantren" })).toEqual(shown);
    expect(await every({ text: "lantern", limit: 400 })).toEqual(shown);
  }, 120_000);

  it("goes on where a page ended that an earlier release had put in the order of titles", async () => {
    const { nextCursor } = await page({ text: "lantern" });
    const parts = JSON.parse(Buffer.from(nextCursor ?? "", "base64url").toString("utf8")) as unknown[];
    expect(parts[3]).toBe("mixed");
    const ofTitles = [...parts.slice(0, 3), "title", true, 0, SHOP.at(-3)?.title, SHOP.at(-3)?.id, parts[8]];
    const cursor = Buffer.from(JSON.stringify(ofTitles)).toString("base64url");
    expect(await every({ text: "lantern", cursor })).toEqual(withLantern.slice(-2));
  });

  it("shows what a frequent brand has once, and everything once", async () => {
    expect((await every({ brand: "zeta" })).toSorted()).toEqual(of(({ brand }) => brand === "Zeta"));
    expect((await every({})).toSorted()).toEqual(of(() => true));
  }, 120_000);

  it.each([
    ["price_ascending", 1],
    ["price_descending", -1],
  ] as const)(
    "shows them once in the order %s, however far down they begin",
    async (sort, sign) => {
      const now = (product: Product) => (product.salePrice ?? product.price).amountMinor;
      const wanted = SHOP.filter(({ id }) => withLantern.includes(id)).toSorted(
        (a, b) => sign * (now(a) - now(b) || (a.id < b.id ? -1 : 1)),
      );
      expect(await every({ text: "lantern", sort })).toEqual(wanted.map(({ id }) => id as string));
    },
    120_000,
  );

  it("weighs the few that have frequent words together, and those that have a rare one", async () => {
    const both = await every({ text: "lantern moss" });
    expect(both.toSorted()).toEqual(
      of(({ title, description }) => /lantern.*moss/.test(`${title} ${description}`)).toSorted(),
    );
    expect(both.slice(0, 5).every((id) => id.startsWith("z-"))).toBe(true);
    expect(await every({ text: "sturdy lantern zinc 00002" })).toEqual(["z-00002"]);
    expect(await every({ text: "sturdy zeppelin" })).toHaveLength(
      of(({ description }) => description === "sturdy").length,
    );
    expect(await every({ text: "zeppelin" })).toEqual([]);
  }, 120_000);

  it("counts no more of what very many have than there are, and says that there are more", async () => {
    for (const text of ["sturdy", "lantern"]) {
      const { facets } = await page({ text, withFacets: true });
      expect(facets?.isComplete).toBe(false);
      expect(facets?.counted).toBeGreaterThan(100);
      expect(facets?.counted).toBeLessThanOrEqual(2000);
      const most = (name: string) =>
        SHOP.filter((one) => one.brand === name && `${one.title} ${one.description}`.includes(text)).length;
      for (const { name, count } of facets?.brands ?? []) expect(count).toBeLessThanOrEqual(most(name));
    }
    const { facets } = await page({ text: "lantern moss", withFacets: true });
    expect(facets).toMatchObject({ isComplete: true, counted: 15 });
  });
});
