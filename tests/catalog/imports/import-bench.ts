import { afterAll, beforeAll } from "vitest";
import type { ImportOptions } from "#lib/catalog/import-feed.ts";
import type { CatalogImport, ImportHistory, ImportId } from "#lib/catalog/imports/history.ts";
import { importAndRecord } from "#lib/catalog/imports/record.ts";
import { rollBackImport, type RollBackLine } from "#lib/catalog/imports/roll-back.ts";
import type { Catalog, Product } from "#lib/catalog/product.ts";
import { orderId, productId, sessionId } from "#lib/ids.ts";
import { createCatalog } from "#lib/store/drizzle/catalog.ts";
import { createImportHistory } from "#lib/store/drizzle/catalog/imports.ts";
import type { OpenDatabase } from "#lib/store/drizzle/database.ts";
import { createStore } from "#lib/store/drizzle/store.ts";
import type { Store } from "#lib/store/store.ts";
import { feedOf, testFolder } from "../feed-file.ts";

export type FeedRow = Readonly<Record<string, string>>;
type Opened = { catalog: Catalog; history: ImportHistory; store: Store };

/** A catalogue whose imports are recorded, for one test file. */
export function importBench(open: () => Promise<OpenDatabase>) {
  const folder = testFolder();
  const parts: { opened?: OpenDatabase } & Partial<Opened> = {};
  beforeAll(async () => {
    const opened = await open();
    parts.opened = opened;
    parts.catalog = createCatalog(opened.database);
    parts.history = createImportHistory(opened.database);
    parts.store = createStore(opened.database, () => async () => undefined);
  });
  afterAll(() => parts.opened?.close());
  const bench = (): Readonly<Opened> => {
    const { catalog, history, store } = parts;
    if (catalog === undefined || history === undefined || store === undefined) throw new Error("the bench is not open");
    return { catalog, history, store };
  };
  const recorder = (kept: number) => ({ history: bench().history, kept, now: () => new Date() });
  let sold = 0;

  return {
    bench,
    /** The number of the import; null when it changed nothing and is therefore not kept. */
    async importRows(
      rows: readonly FeedRow[],
      options: Partial<ImportOptions> = {},
      kept = 50,
    ): Promise<ImportId | null> {
      const [before] = await bench().history.imports(1);
      const file = folder.write("feed.csv", feedOf(rows));
      const start = { cause: "command", source: "feed.csv", feed: null } as const;
      const all = { originRewrite: null, onLine: () => undefined, ...options };
      await importAndRecord(bench().catalog, recorder(kept), file, start, all);
      const [latest] = await bench().history.imports(1);
      return latest === undefined || latest.id === before?.id ? null : latest.id;
    },
    async rollBack(id: ImportId | null, { isDryRun = false, kept = 50 } = {}): Promise<RollBackLine[]> {
      const lines: RollBackLine[] = [];
      const request = { id: id ?? -1, isDryRun };
      await rollBackImport({ ...recorder(kept), catalog: bench().catalog }, request, (line) => void lines.push(line));
      return lines;
    },
    listed: async (id: ImportId | null): Promise<CatalogImport | undefined> =>
      (await bench().history.imports(500)).find((one) => one.id === id),
    one: async (id: string): Promise<Product | undefined> => (await bench().catalog.products([productId(id)]))[0],
    /** As a paid order does it. */
    async sell(id: string, quantity: number): Promise<void> {
      sold += 1;
      const sale = { sessionId: sessionId(`cs_${id}`), orderId: orderId(`ord_${sold}`) };
      await bench().store.transaction((transaction) =>
        transaction.consumeStock(sale, [{ productId: productId(id), quantity }]),
      );
    },
  };
}
