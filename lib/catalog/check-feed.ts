import { hasForeignDelivery } from "./feed/delivery.ts";
import { importFeed, type FeedRow, type ImportLine, type ImportOptions, type ImportTarget } from "./import-feed.ts";
import { currentPrice, isExpired, type Catalog, type FeedProduct, type Preview, type Upserted } from "./product.ts";
import type { ProductId } from "../ids.ts";
import { decimalText, type Money } from "../money.ts";

/** What deserves a look before the file is imported. Nothing of it rejects the row. */
export type Mark =
  /** In decimal major units with the currency, such as "19.99 USD". */
  | { readonly kind: "price_changed"; readonly before: string; readonly after: string }
  | { readonly kind: "in_stock_without_stock" }
  | { readonly kind: "sale_not_below_price" }
  | { readonly kind: "pre_order_without_date" }
  /** A delivery price is in another currency than the price, and is not charged. */
  | { readonly kind: "delivery_in_other_currency" }
  | { readonly kind: "expired" };

export type CheckReport = {
  readonly added: number;
  readonly changed: number;
  readonly unchanged: number;
  /** Products that are for sale and that the file no longer names; 0 unless the import would replace. */
  readonly withdrawn: number;
  readonly rejected: number;
  readonly marked: number;
};

export type CheckLine =
  | Exclude<ImportLine, { type: "done" }>
  | { readonly type: "mark"; readonly line: number; readonly id: ProductId; readonly mark: Mark }
  | ({ readonly type: "checked" } & CheckReport);

export type CheckOptions = Omit<ImportOptions, "onLine" | "onRow"> & {
  readonly onLine: (line: CheckLine) => void | Promise<void>;
  /** A price that changes by more than this share of what it was is marked. */
  readonly maxPriceChangePerMillion: number;
  readonly now: Date;
};

/**
 * Says what an import of the file would do, row by row and in sum, and writes nothing. What it says is what the import
 * does as long as nobody changes the catalogue in between: both read the file and compare versions in the same way.
 */
export async function checkFeed(
  catalog: Catalog,
  file: string,
  options: CheckOptions,
): Promise<CheckReport & { readonly failure: string | null }> {
  const { onLine, ...others } = options;
  const run = new DryRun(catalog, options);
  const report = await importFeed(run, file, {
    ...others,
    onRow: (row) => run.note(row),
    onLine: (line) => (line.type === "done" ? undefined : onLine(line)),
  });
  const sums = run.report(report.rejected);
  if (report.failure === null) await onLine({ type: "checked", ...sums });
  return { ...sums, failure: report.failure };
}

/** The catalogue of an import that only looks. */
class DryRun implements ImportTarget {
  readonly #catalog: Catalog;
  readonly #options: CheckOptions;
  /** Of the batch in hand. */
  readonly #rows = new Map<ProductId, FeedRow>();
  /** What becomes of each id; of a row that occurs twice, what the later one does. */
  readonly #outcomes = new Map<ProductId, "added" | "changed" | "unchanged">();
  #withdrawn = 0;
  #marked = 0;

  constructor(catalog: Catalog, options: CheckOptions) {
    this.#catalog = catalog;
    this.#options = options;
  }

  note(row: FeedRow): void {
    this.#rows.set(row.product.id, row);
  }

  report(rejected: number): CheckReport {
    const counts = { added: 0, changed: 0, unchanged: 0 };
    for (const outcome of this.#outcomes.values()) counts[outcome] += 1;
    return { ...counts, withdrawn: this.#withdrawn, rejected, marked: this.#marked };
  }

  async upsert(products: readonly FeedProduct[], { ofOneSeller } = { ofOneSeller: false }): Promise<Upserted> {
    const ofOthers: ProductId[] = [];
    const previews = new Map((await this.#catalog.preview(products)).map((preview) => [preview.id, preview]));
    for (const product of products) {
      const preview = previews.get(product.id) ?? { id: product.id, before: null, changes: [] };
      const { before } = preview;
      if (ofOneSeller && before !== null && before.sellerId !== product.sellerId) ofOthers.push(product.id);
      else {
        this.#outcomes.set(
          product.id,
          before === null ? "added" : preview.changes.length > 0 ? "changed" : "unchanged",
        );
        await this.#markAll(product, preview);
      }
    }
    this.#rows.clear();
    return { ofOthers, stockSet: 0, stockLeft: 0, pricesLeft: 0 };
  }

  /** Nothing grows. */
  async noteGrowth(): Promise<void> {}

  idsOfSeller(...asked: Parameters<Catalog["idsOfSeller"]>) {
    return this.#catalog.idsOfSeller(...asked);
  }

  async withdraw(ids: readonly ProductId[]): Promise<number> {
    const missing = await this.#catalog.products(ids);
    const onSale = missing.filter((one) => one.isEligibleCheckout || one.isEligibleSearch).length;
    this.#withdrawn += onSale;
    return onSale;
  }

  async #markAll(product: FeedProduct, preview: Preview): Promise<void> {
    const row = this.#rows.get(product.id);
    const marks = marksOf(product, preview, this.#options);
    if (row?.isSaleIgnored === true) marks.push({ kind: "sale_not_below_price" });
    this.#marked += marks.length;
    for (const mark of marks) await this.#options.onLine({ type: "mark", line: row?.line ?? 0, id: product.id, mark });
  }
}

function marksOf(product: FeedProduct, { before, changes }: Preview, options: CheckOptions): Mark[] {
  const { now, maxPriceChangePerMillion } = options;
  const marks: Mark[] = [];
  if (before !== null && changes.some((column) => PRICE_COLUMNS.has(column))) {
    const [was, is] = [currentPrice(before, now), currentPrice(product, now)];
    if (isFarFrom(was, is, maxPriceChangePerMillion))
      marks.push({ kind: "price_changed", before: written(was), after: written(is) });
  }
  if (product.availability === "in_stock" && product.stockOnHand === 0) marks.push({ kind: "in_stock_without_stock" });
  if (product.availability === "pre_order" && product.availableFrom === null)
    marks.push({ kind: "pre_order_without_date" });
  if (hasForeignDelivery(product)) marks.push({ kind: "delivery_in_other_currency" });
  if (isExpired(product, now)) marks.push({ kind: "expired" });
  return marks;
}

const PRICE_COLUMNS: ReadonlySet<string> = new Set([
  "currency",
  "price_minor",
  "sale_price_minor",
  "sale_from",
  "sale_until",
]);

/** In whole numbers, because a share of a price must not be rounded in anybody's favour. */
function isFarFrom(was: Money, is: Money, perMillion: number): boolean {
  if (was.currency !== is.currency) return true;
  const difference = BigInt(Math.abs(is.amountMinor - was.amountMinor));
  return difference * 1_000_000n > BigInt(was.amountMinor) * BigInt(perMillion);
}

const written = (amount: Money): string => `${decimalText(amount)} ${amount.currency}`;
