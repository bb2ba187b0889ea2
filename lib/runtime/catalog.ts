import { join } from "node:path";
import { importFeed } from "../catalog/import-feed.ts";
import type { OriginRewrite } from "../catalog/feed/row.ts";
import type { Catalog } from "../catalog/product.ts";
import type { Config } from "../config/config.ts";
import type { ImportEnd } from "./audit-trail.ts";
import type { Logger } from "./pino-log.ts";

const DEMO_FEED = "config/demo-feed.csv";
/** Where the demo feed says that its pictures and policies are. Both are part of the project. */
const DEMO_ADDRESS = "http://localhost:3000/";

/** Makes the demo feed's addresses lead to this server, wherever it runs. */
export const demoOriginRewrite = (publicUrl: string): OriginRewrite => ({ from: DEMO_ADDRESS, to: `${publicUrl}/` });

/** CATALOG_FEED, or the demo feed. */
export const feedFileOf = ({ catalogFeed }: Config, root: string): string =>
  catalogFeed ?? join(/* turbopackIgnore: true */ root, DEMO_FEED);

/**
 * Imports CATALOG_FEED at every start, or the demo feed into an empty catalogue; null when there was nothing to import.
 * Throws when the file cannot be read.
 */
export async function fillCatalog(
  catalog: Catalog,
  config: Config,
  root: string,
  log: Logger,
): Promise<ImportEnd | null> {
  if (config.catalogFeed === null && (await catalog.count()) > 0) return null;
  const file = feedFileOf(config, root);
  const report = await importFeed(catalog, file, {
    originRewrite: demoOriginRewrite(config.publicUrl),
    defaults: config.feedDefaults,
    onLine: (line) => {
      if (line.type === "rejection") log.warn(line, "feed row rejected");
    },
  });
  if (report.failure !== null) throw new Error(`CATALOG_FEED ${file}: ${report.failure}`);
  const { firstRejections: _listed, failure: _none, ...counts } = report;
  log.info(counts, "catalogue imported");
  return { file, report };
}
