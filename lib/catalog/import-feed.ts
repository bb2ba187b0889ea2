import { setImmediate as otherWork } from "node:timers/promises";
import type { SellerId } from "../ids.ts";
import type { FeedRecord } from "./feed/lines.ts";
import { readFeed } from "./feed/feed.ts";
import { itemIdIn, optional, type FeedDefaults, type FeedFields } from "./feed/fields.ts";
import { Growth } from "./imports/growth.ts";
import type { ImportId } from "./imports/history.ts";
import type { SellerGate, FeedSellerStatus } from "./imports/seller-gate.ts";
import { readRow, type OriginRewrite } from "./feed/row.ts";
import type { Catalog, FeedProduct, ImportReport, RowRejection } from "./product.ts";
import type { Version } from "./version.ts";
import type { NotSelling } from "../sellers/record.ts";

/** One line of an import's account, as the screen and the control socket get it. */
export type ImportLine =
  | { readonly type: "progress"; readonly accepted: number; readonly rejected: number }
  | ({ readonly type: "rejection" } & RowRejection)
  /** A seller of the file does not sell now, so their products are in and not for sale. */
  | { readonly type: "not_selling"; readonly seller: string; readonly name: string; readonly why: NotSelling }
  /** The import was to replace and did not; `message` says why. The products of the file are in. */
  | { readonly type: "not_replaced"; readonly message: string }
  /** The database could not count what was imported, so reads may be slow until it does. Everything else is as it should be. */
  | { readonly type: "not_analysed"; readonly message: string }
  | ({ readonly type: "done" } & Omit<ImportReport, "firstRejections">)
  | { readonly type: "failed"; readonly message: string };

/** A row that can be taken, and the line on which it starts. */
export type FeedRow = {
  readonly line: number;
  readonly product: FeedProduct;
  /** It has a sale price that is none, because it is not below the price. */
  readonly isSaleIgnored: boolean;
};

export type ImportOptions = {
  readonly originRewrite: OriginRewrite | null;
  /** What the feed may leave out; nothing, when left out. */
  readonly defaults?: FeedDefaults;
  /** Hears every line in order. The import waits for it, so a slow reader slows the import down and fills no memory. */
  readonly onLine: (line: ImportLine) => void | Promise<void>;
  /** Takes off sale what the sellers in the file had before and the file no longer names. */
  readonly replace?: boolean;
  /** Lets a row take another seller's product over. */
  readonly takeOver?: boolean;
  /** Of every row that has none of its own. */
  readonly rowVersion?: Version | null;
  /** Under which the products as they were are kept; null or left out: they are not. */
  readonly recordAs?: ImportId | null;
  /** Hears every row that can be taken, before its batch is written. */
  readonly onRow?: (row: FeedRow) => void;
  /** Decides about sellers that nobody knows yet; left out, everybody's products are taken. */
  readonly sellers?: SellerGate;
  /** Ends the import after the batch in hand; what was imported before stays. */
  readonly signal?: AbortSignal;
};

/** PGlite works on the server's own thread: a buyer's request waits for a batch, or for the statistics, which take about as long. */
const BATCH_ROWS = 100;
const KEPT_REJECTIONS = 20;

/** What an import writes to. */
export type ImportTarget = Pick<Catalog, "upsert" | "noteGrowth" | "idsOfSeller" | "withdraw">;

/**
 * Imports a feed file: inserts or replaces by id, in batches; memory grows by an id per row. Rejected rows are reported one by
 * one and the rest is kept; an id that occurs twice counts once, and the later row wins. Never throws for what
 * the file or the database does: such an import ends with a `failed` line, and what was imported before it stays.
 */
export async function importFeed(
  catalog: ImportTarget,
  file: string,
  options: ImportOptions,
): Promise<ImportReport & { readonly failure: string | null }> {
  const run = new ImportRun(catalog, options);
  try {
    for await (const record of readFeed(file, options.defaults)) await run.take(record);
    await run.flush();
    const withdrawn = options.replace === true ? await run.withdrawMissing() : 0;
    await run.growth.end(run.accepted);
    const { firstRejections, ...counts } = { ...run.report(), withdrawn };
    await options.onLine({ type: "done", ...counts });
    return { ...counts, firstRejections, failure: null };
  } catch (error) {
    const failure = reasonOf(error);
    await options.onLine({ type: "failed", message: failure });
    return { ...run.report(), withdrawn: 0, failure };
  }
}

class ImportRun {
  accepted = 0;
  rejected = 0;
  readonly growth: Growth;
  readonly #catalog: ImportTarget;
  readonly #options: ImportOptions;
  readonly #firstRejections: RowRejection[] = [];
  /** The line of each accepted id. */
  readonly #lines = new Map<string, number>();
  /** Ids of rejected rows: their products are in the file and stay as they were. */
  readonly #rejectedIds = new Set<string>();
  readonly #sellers = new Set<SellerId>();
  readonly #statuses = new Map<SellerId, FeedSellerStatus>();
  #rowsWithoutId = 0;
  #batch = new Map<string, FeedProduct>();
  #stockSet = 0;
  #stockLeft = 0;
  #pricesLeft = 0;

  constructor(catalog: ImportTarget, options: ImportOptions) {
    this.#catalog = catalog;
    this.#options = options;
    this.growth = new Growth(catalog, (error) => options.onLine({ type: "not_analysed", message: reasonOf(error) }));
  }

  report(): Omit<ImportReport, "withdrawn"> {
    return {
      accepted: this.accepted,
      rejected: this.rejected,
      stockSet: this.#stockSet,
      stockLeft: this.#stockLeft,
      pricesLeft: this.#pricesLeft,
      firstRejections: this.#firstRejections,
    };
  }

  async take(record: FeedRecord): Promise<void> {
    if (record.kind === "broken") {
      this.#rowsWithoutId += 1;
      return this.#reject({ line: record.line, field: "", reason: record.reason });
    }
    const row = readRow(record.fields, this.#options.originRewrite, this.#options.defaults);
    if (row.kind === "rejected") {
      const id = itemIdIn(record.fields);
      if (id === null) this.#rowsWithoutId += 1;
      else this.#rejectedIds.add(id);
      return this.#reject({ line: record.line, field: row.field, reason: row.reason });
    }
    const { id, sellerId } = row.product;
    const earlier = this.#lines.get(id);
    if (earlier !== undefined) {
      this.accepted -= this.#batch.has(id) ? 0 : 1;
      await this.#reject({
        line: earlier,
        field: "item_id",
        reason: `"${id}" occurs again on line ${record.line}, which wins`,
      });
    }
    this.#lines.set(id, record.line);
    this.#sellers.add(sellerId);
    const product = { ...row.product, version: row.product.version ?? this.#options.rowVersion ?? null };
    this.#options.onRow?.({ line: record.line, product, isSaleIgnored: isSaleIgnored(record.fields, product) });
    this.#batch.set(id, product);
    if (this.#batch.size >= BATCH_ROWS) await this.flush();
  }

  async flush(): Promise<void> {
    if (this.#options.signal?.aborted === true) throw new Error("stopped before the end of the file");
    await this.#meetSellers();
    if (this.#batch.size === 0) return;
    const upserted = await this.#catalog.upsert([...this.#batch.values()], {
      ofOneSeller: this.#options.takeOver !== true,
      recordAs: this.#options.recordAs ?? null,
    });
    this.accepted += this.#batch.size - upserted.ofOthers.length;
    this.#stockSet += upserted.stockSet;
    this.#stockLeft += upserted.stockLeft;
    this.#pricesLeft += upserted.pricesLeft;
    for (const id of upserted.ofOthers) {
      const line = this.#lines.get(id) ?? 0;
      this.#lines.delete(id);
      this.#rejectedIds.add(id);
      await this.#reject({
        line,
        field: "seller_name",
        reason: `"${id}" is another seller's; --take-over takes it over`,
      });
    }
    this.#batch = new Map();
    await this.growth.grow(this.accepted);
    await this.#options.onLine({ type: "progress", accepted: this.accepted, rejected: this.rejected });
    await otherWork();
  }

  /** Leaves out of the batch what is of a seller who may not be in the file. */
  async #meetSellers(): Promise<void> {
    const { sellers, onLine } = this.#options;
    if (sellers === undefined) return;
    const batch = [...this.#batch.values()];
    const names = new Map(batch.map(({ sellerId, sellerName }) => [sellerId, sellerName]));
    const met = [...names].flatMap(([id, name]) => (this.#statuses.has(id) ? [] : [{ id, name }]));
    if (met.length > 0)
      for (const [id, status] of await sellers.meet(met)) {
        this.#statuses.set(id, status);
        if (status !== "sells" && status !== "refused")
          await onLine({ type: "not_selling", seller: id, name: names.get(id) ?? id, why: status });
      }
    for (const { id, sellerId, sellerName } of batch)
      if (this.#statuses.get(sellerId) === "refused") {
        this.#batch.delete(id);
        const line = this.#lines.get(id) ?? 0;
        this.#lines.delete(id);
        this.#rejectedIds.add(id);
        const reason = `"${sellerName}" (${sellerId}) is no seller of this shop; add them with npm run sellers, or set SELLERS_FROM_FEED`;
        await this.#reject({ line, field: "seller_name", reason });
      }
  }

  /** How many products were taken off sale. None when a row's id could not be read, for it might be any of them. */
  async withdrawMissing(): Promise<number> {
    if (this.#rowsWithoutId > 0) {
      const message = `nothing was taken off sale, for rows whose id cannot be read might be any product (${this.#rowsWithoutId} of them)`;
      await this.#options.onLine({ type: "not_replaced", message });
      return 0;
    }
    let withdrawn = 0;
    for (const seller of this.#sellers) {
      let ids = await this.#catalog.idsOfSeller(seller, null, BATCH_ROWS);
      while (ids.length > 0) {
        const missing = ids.filter((id) => !this.#lines.has(id) && !this.#rejectedIds.has(id));
        withdrawn += await this.#catalog.withdraw(missing, this.#options.recordAs ?? null);
        await otherWork();
        ids = await this.#catalog.idsOfSeller(seller, ids.at(-1) ?? null, BATCH_ROWS);
      }
    }
    return withdrawn;
  }

  async #reject(rejection: RowRejection): Promise<void> {
    this.rejected += 1;
    if (this.#firstRejections.length < KEPT_REJECTIONS) this.#firstRejections.push(rejection);
    await this.#options.onLine({ type: "rejection", ...rejection });
  }
}

const isSaleIgnored = (fields: FeedFields, { salePrice }: FeedProduct): boolean =>
  salePrice === null && optional(fields, "sale_price") !== null;

/** The database driver's own sentence, where drizzle wraps it in the whole statement with its values. */
function reasonOf(error: unknown): string {
  const inner = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  return inner instanceof Error ? inner.message : String(inner);
}
