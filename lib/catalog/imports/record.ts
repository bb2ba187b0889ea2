import { importFeed, type ImportOptions, type ImportTarget } from "../import-feed.ts";
import type { ImportReport } from "../product.ts";
import { digestIfReadable } from "./digest.ts";
import type { ImportHistory, ImportStart } from "./history.ts";
import type { SellerGate } from "./seller-gate.ts";

export type RecordedImport = Omit<ImportStart, "digest" | "rollsBack" | "startedAt"> & {
  /** Of the content, where the caller has read it; null: it cannot be read. */
  readonly digest?: string | null;
};

export type Recorder = {
  readonly history: Pick<ImportHistory, "begin" | "end" | "prune">;
  /** So many imports of each seller can be rolled back; 0: none can, and nothing is recorded. */
  readonly kept: number;
  readonly now: () => Date;
  readonly sellers?: SellerGate;
};

/** Imports a feed file as `importFeed` does, and keeps how the products were before. */
export async function importAndRecord(
  catalog: ImportTarget,
  { history, kept, now, sellers }: Recorder,
  file: string,
  { digest: known, ...start }: RecordedImport,
  given: ImportOptions,
): Promise<ImportReport & { readonly failure: string | null }> {
  const options = sellers === undefined ? given : { ...given, sellers };
  const digest = kept === 0 ? null : known === undefined ? await digestIfReadable(file) : known;
  if (digest === null) return importFeed(catalog, file, options);
  const id = await history.begin({ ...start, digest, rollsBack: null, startedAt: now() });
  const report = await importFeed(catalog, file, { ...options, recordAs: id });
  const { withdrawn, accepted, rejected, failure } = report;
  await history.end(id, { withdrawn, accepted, rejected, failure, endedAt: now() });
  await history.prune(kept, now());
  return report;
}
