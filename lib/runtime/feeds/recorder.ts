import type { Recorder } from "../../catalog/imports/record.ts";
import type { ImportHistory } from "../../catalog/imports/history.ts";
import type { Config } from "../../config/config.ts";
import type { SellersInFile } from "../../purchase/sellers/directory.ts";
import { feedGate } from "../../purchase/sellers/feed-gate.ts";
import { storeFileSellers } from "../../purchase/sellers/records.ts";
import { createImportHistory } from "../../store/drizzle/catalog/imports.ts";
import type { Database } from "../../store/drizzle/database.ts";
import { importStore } from "./import-store.ts";

/** What an import records, and what decides about the sellers of a feed. A server first gives those of the file their records. */
export async function openRecorder(
  database: Database,
  { importsKept: kept, sellersFromFeed: fromFeed, marketplace }: Config,
  { sellers: file }: SellersInFile,
  { serves, now }: { readonly serves: boolean; readonly now: () => Date },
): Promise<Recorder & { readonly history: ImportHistory }> {
  const store = importStore(database);
  const { mayShareAccounts } = marketplace;
  if (serves)
    await store.transaction((transaction) => storeFileSellers(transaction, { file, mayShareAccounts, now: now() }));
  return { history: createImportHistory(database), kept, now, sellers: feedGate({ store, file, fromFeed, now }) };
}
