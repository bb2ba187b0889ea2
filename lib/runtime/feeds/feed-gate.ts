import type { SellerGate } from "../../catalog/imports/seller-gate.ts";
import type { Config } from "../../config/config.ts";
import { feedGate } from "../../purchase/sellers/feed-gate.ts";
import type { Database } from "../../store/drizzle/database.ts";
import { importStore } from "./import-store.ts";
import { readSettingsFiles } from "../read-settings-files.ts";

/** What decides about a feed's sellers where no server runs. */
export function feedGateOn(database: Database, config: Config, { isDry }: { readonly isDry: boolean }): SellerGate {
  const store = importStore(database);
  const file = readSettingsFiles(config).sellersInFile.sellers;
  return feedGate({ store, file, fromFeed: config.sellersFromFeed, now: () => new Date(), isDry });
}
