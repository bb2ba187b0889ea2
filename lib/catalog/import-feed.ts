import type { Catalog, ImportReport, Product, RowRejection } from "./product.ts";
import { readFeed } from "./feed.ts";
import { readRow, type Rebase } from "./feed-row.ts";

/** One line of an import's account, as the screen and the control socket get it. */
export type ImportLine =
  | { readonly type: "progress"; readonly accepted: number; readonly rejected: number }
  | ({ readonly type: "rejection" } & RowRejection)
  | { readonly type: "done"; readonly accepted: number; readonly rejected: number }
  | { readonly type: "failed"; readonly message: string };

const BATCH_ROWS = 500;
const KEPT_REJECTIONS = 20;

/**
 * Imports a feed file: inserts or replaces by id, in batches, with constant memory. Rejected rows are told one by one and
 * the rest is kept; an id that stands there twice counts once, the later row winning. Never throws: a file that
 * cannot be read ends with a `failed` line, and what was imported before it stays.
 */
export async function importFeed(
  catalog: Catalog,
  file: string,
  options: { rebase: Rebase | null; tell: (line: ImportLine) => void },
): Promise<ImportReport & { readonly failure: string | null }> {
  const { tell } = options;
  const firstRejections: RowRejection[] = [];
  let accepted = 0;
  let rejected = 0;
  let batch = new Map<string, { product: Product; line: number }>();
  const reject = (rejection: RowRejection) => {
    rejected += 1;
    if (firstRejections.length < KEPT_REJECTIONS) firstRejections.push(rejection);
    tell({ type: "rejection", ...rejection });
  };
  const flush = async () => {
    await catalog.upsert([...batch.values()].map((row) => row.product));
    accepted += batch.size;
    batch = new Map();
    tell({ type: "progress", accepted, rejected });
  };
  try {
    for await (const record of readFeed(file)) {
      if (record.kind === "broken") {
        reject({ line: record.line, field: "", reason: record.reason });
        continue;
      }
      const row = readRow(record.fields, options.rebase);
      if (row.kind === "rejected") {
        reject({ line: record.line, field: row.field, reason: row.reason });
        continue;
      }
      const earlier = batch.get(row.product.id);
      if (earlier !== undefined)
        reject({
          line: earlier.line,
          field: "item_id",
          reason: `"${row.product.id}" stands again on line ${record.line}, which wins`,
        });
      batch.set(row.product.id, { product: row.product, line: record.line });
      if (batch.size >= BATCH_ROWS) await flush();
    }
    if (batch.size > 0) await flush();
  } catch (error) {
    const failure = error instanceof Error ? error.message : String(error);
    tell({ type: "failed", message: failure });
    return { accepted, rejected, firstRejections, failure };
  }
  tell({ type: "done", accepted, rejected });
  return { accepted, rejected, firstRejections, failure: null };
}
