import { join } from "node:path";
import { digestIfReadable } from "../catalog/imports/digest.ts";
import { importAndRecord, type Recorder } from "../catalog/imports/record.ts";
import type { ImportHistory } from "../catalog/imports/history.ts";
import type { OriginRewrite } from "../catalog/feed/row.ts";
import type { Catalog } from "../catalog/product.ts";
import type { Config } from "../config/config.ts";
import { isFetched } from "../config/catalog/source.ts";
import { isLoopbackHost } from "../http/loopback.ts";
import { INTERNET } from "../outbound/network.ts";
import type { WatchedFeed } from "../purchase/context.ts";
import type { ImportEnd } from "./audit-trail.ts";
import { feedKey, refreshFeed, ROLLED_BACK, type FeedParts } from "./feeds/refresh-feed.ts";
import { rowsReportedTo } from "./feeds/report-rows.ts";
import type { Logger } from "./pino-log.ts";

const DEMO_FEED = "config/demo-feed.csv";
/** Where the demo feed says that its pictures and policies are. Both are part of the project. */
const DEMO_ADDRESS = "http://localhost:3000/";

/** Makes the demo feed's addresses lead to this server, wherever it runs. */
export const demoOriginRewrite = (publicUrl: string): OriginRewrite => ({ from: DEMO_ADDRESS, to: `${publicUrl}/` });

/** CATALOG_FEED when it is a file, or the demo feed. */
export const feedFileOf = ({ feed }: Config, root: string): string =>
  feed?.source ?? join(/* turbopackIgnore: true */ root, DEMO_FEED);

/**
 * Imports CATALOG_FEED at every start, or the demo feed into an empty catalogue; null when there was nothing to import. What
 * is fetched from an address is left to a job, so that a start waits for nobody's server. Content that was rolled back is
 * not imported again. Throws when the file cannot be read.
 */
export async function fillCatalog(
  catalog: Catalog,
  recorder: Recorder & { readonly history: ImportHistory },
  config: Config,
  root: string,
  log: Logger,
): Promise<ImportEnd | null> {
  const { feed } = config;
  if (feed === null ? (await catalog.count()) > 0 : isFetched(feed)) return null;
  const file = feedFileOf(config, root);
  const digest = await digestIfReadable(file);
  const key = feed === null ? null : feedKey(feed);
  if (key !== null && digest !== null && (await recorder.history.isRolledBack(key, digest))) {
    log.warn({ feed: file }, ROLLED_BACK);
    return null;
  }
  const start = { cause: "start", source: file, feed: key, digest } as const;
  const report = await importAndRecord(catalog, recorder, file, start, {
    originRewrite: demoOriginRewrite(config.publicUrl),
    replace: feed?.replaces === true,
    defaults: config.feedDefaults,
    ...rowsReportedTo(log),
  });
  if (report.failure !== null) throw new Error(`CATALOG_FEED ${file}: ${report.failure}`);
  const { firstRejections: _listed, failure: _none, ...counts } = report;
  log.info(counts, "catalogue imported");
  return { file, report };
}

/** The feed that a job looks at: at a start when it is fetched, and by the clock when there is a schedule. */
export function watchedFeed(
  { feed, feedDefaults: defaults, dataDir, publicUrl }: Config,
  parts: Pick<FeedParts, "catalog" | "openTarget" | "store" | "log" | "now" | "recorder">,
): WatchedFeed | null {
  if (feed === null || (!isFetched(feed) && feed.cron === null)) return null;
  const isLoopbackAllowed = isLoopbackHost(new URL(publicUrl).hostname);
  const originRewrite = demoOriginRewrite(publicUrl);
  const all = { ...parts, feed, defaults, dataDir, originRewrite, isLoopbackAllowed, network: INTERNET };
  return { refresh: () => refreshFeed(all), state: () => parts.store.feedState(feedKey(feed)) };
}
