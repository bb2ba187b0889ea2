import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Catalog } from "#lib/catalog/product.ts";
import { productId } from "#lib/ids.ts";
import { createCatalog } from "#lib/store/drizzle/catalog.ts";
import type { OpenDatabase } from "#lib/store/drizzle/database.ts";
import { aProduct, NOON } from "../../fixtures/builders.ts";
import { realPostgres } from "../../fixtures/real-postgres.ts";
import { openTestPglite } from "../../fixtures/test-pglite.ts";
import { ANY_SEARCH } from "./any-search.ts";
import { MISTYPED, TYPED, type Typed } from "./typed.ts";

const postgres = realPostgres();

describe.each([
  ["PGlite", () => openTestPglite()],
  ["Postgres", () => postgres.open()],
])("what people type, on %s", (_, open: () => Promise<OpenDatabase>) => {
  describe.each([
    ["as it is", TYPED],
    ["mistyped", MISTYPED],
  ])("%s", (__, typed: readonly Typed[]) => {
    let opened: OpenDatabase;
    let catalog: Catalog;
    const idOf = (index: number) => productId(`no-${String.fromCodePoint(97 + (index % 26))}-${index}`);
    beforeAll(async () => {
      opened = await open();
      catalog = createCatalog(opened.database);
      await catalog.upsert(
        typed.map(({ product }, index) => aProduct({ id: idOf(index), description: "", brand: "", ...product })),
      );
    }, 180_000);
    afterAll(() => opened.close());

    it.each(typed.map((one, index) => [one.product.title ?? "", one, index] as const))(
      "finds %j",
      async (_title, { found, notFound = [] }, index) => {
        const ids = async (text: string) => {
          const page = await catalog.search({ ...ANY_SEARCH, now: NOON, text });
          return page.kind === "found" ? page.products.map(({ id }) => id) : [page.kind];
        };
        for (const text of found) expect(await ids(text), text).toContain(idOf(index));
        if (typed === MISTYPED) for (const text of notFound) expect(await ids(text), text).not.toContain(idOf(index));
      },
    );
  });
});
