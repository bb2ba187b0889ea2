import { createHash } from "node:crypto";
import { mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { checkFeed } from "../../catalog/check-feed.ts";
import type { FeedDefaults } from "../../catalog/feed/fields.ts";
import type { OriginRewrite } from "../../catalog/feed/row.ts";
import { fileDigest } from "../../catalog/imports/digest.ts";
import type { ImportHistory } from "../../catalog/imports/history.ts";
import type { TurnTarget } from "../../catalog/imports/in-turns.ts";
import { importAndRecord, type Recorder } from "../../catalog/imports/record.ts";
import type { Catalog } from "../../catalog/product.ts";
import { isFetched, type FeedConfig } from "../../config/catalog/source.ts";
import type { Network } from "../../outbound/network.ts";
import type { FeedState } from "../../store/feed-store.ts";
import type { Store } from "../../store/store.ts";
import { importEntry } from "../audit-trail.ts";
import type { Logger } from "../pino-log.ts";
import { rowsReportedTo } from "./report-rows.ts";
import { fetchFeed, type FetchedFeed } from "./fetch-feed.ts";

export type FeedParts = {
  readonly feed: FeedConfig;
  /** For the file while it is read. */
  readonly dataDir: string;
  readonly catalog: Catalog;
  /** What an import writes to, in turns with every other of this process. */
  readonly openTarget: () => TurnTarget;
  readonly store: Pick<Store, "feedState" | "transaction">;
  readonly recorder: Recorder & { readonly history: ImportHistory };
  readonly network: Network;
  readonly isLoopbackAllowed: boolean;
  readonly originRewrite: OriginRewrite;
  readonly defaults: FeedDefaults;
  readonly log: Logger;
  readonly now: () => Date;
};

/** Said at a start and at every look, until the feed has other content. */
export const ROLLED_BACK = "the feed's content was rolled back; it is not imported again until it changes";

/** Under which the state of a feed is kept. Its address may contain a key, so it is not the address. */
export const feedKey = ({ source }: FeedConfig): string => createHash("sha256").update(source).digest("hex");

/** Of an address its origin, because its path may contain a key. */
export const feedName = (feed: FeedConfig): string => (isFetched(feed) ? new URL(feed.source).origin : feed.source);

/**
 * Looks at the feed, and imports it when its content changed and is to be believed: it can be read to its end, enough of
 * its rows can be taken, and it is not much shorter than before. Otherwise the catalogue stays as it is, and the state
 * says why until a look finds the feed well again. Once at a time for all instances: the job queue sees to that.
 */
export async function refreshFeed(parts: FeedParts): Promise<void> {
  const { feed, store, now } = parts;
  const source = feedKey(feed);
  const before = (await store.feedState(source)) ?? nothingKnown(source, now());
  const folder = join(/* turbopackIgnore: true */ parts.dataDir, "feeds");
  const fetchedFile = join(/* turbopackIgnore: true */ folder, `${source}.part`);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  try {
    const file = isFetched(feed) ? fetchedFile : feed.source;
    const found = await look(parts, before, file);
    const well = { checkedAt: now(), trouble: null, troubledSince: null };
    if (found.kind === "refused") return await remember(parts, before, `it cannot be fetched: ${found.reason}`);
    const digest = found.kind === "not_modified" ? before.digest : found.digest;
    const isRolledBack = digest !== null && (await parts.recorder.history.isRolledBack(source, digest));
    if (isRolledBack) parts.log.warn({ feed: feedName(feed) }, ROLLED_BACK);
    if (found.kind === "not_modified" || digest === before.digest || isRolledBack)
      return await save(store, { ...before, ...well });
    const { etag, lastModified } = found;
    const result = await importIfBelieved(parts, before, { file, digest: found.digest });
    if (typeof result === "string") return await remember(parts, before, result);
    await save(store, { ...before, ...well, etag, lastModified, digest, accepted: result, importedAt: now() });
  } finally {
    rmSync(fetchedFile, { force: true });
  }
}

const nothingKnown = (source: string, checkedAt: Date): FeedState => ({
  source,
  checkedAt,
  etag: null,
  lastModified: null,
  digest: null,
  accepted: null,
  importedAt: null,
  trouble: null,
  troubledSince: null,
});

const save = (store: FeedParts["store"], state: FeedState): Promise<void> =>
  store.transaction((transaction) => transaction.saveFeedState(state));

async function look({ feed, network, isLoopbackAllowed }: FeedParts, before: FeedState, file: string) {
  if (!isFetched(feed)) return ofFile(file);
  const { source: address, authorization } = feed;
  return fetchFeed({ address, file, network, authorization, isLoopbackAllowed, known: before });
}

async function ofFile(
  file: string,
): Promise<Exclude<FetchedFeed, { kind: "refused" }> | { readonly kind: "refused"; readonly reason: string }> {
  try {
    return { kind: "fetched", digest: await fileDigest(file), etag: null, lastModified: null };
  } catch (error) {
    return { kind: "refused", reason: error instanceof Error && "code" in error ? String(error.code) : "unknown" };
  }
}

/** How many rows were accepted, or why the feed is not imported. */
async function importIfBelieved(
  parts: FeedParts,
  before: FeedState,
  { file, digest }: { readonly file: string; readonly digest: string },
): Promise<number | string> {
  const { feed, catalog, openTarget, originRewrite, defaults, store, recorder, log, now } = parts;
  const options = { originRewrite, defaults, replace: feed.replaces, onLine: () => undefined };
  const seen = await checkFeed(catalog, file, { ...options, maxPriceChangePerMillion: 1_000_000, now: now() });
  const doubt = doubtAbout(seen, before.accepted, feed);
  if (doubt !== null) return doubt;
  const start = { cause: "schedule", source: feedName(feed), feed: feedKey(feed), digest } as const;
  const target = openTarget();
  const reporting = { ...options, ...rowsReportedTo(log) };
  const report = await importAndRecord(target, recorder, file, start, reporting).finally(() => target.end());
  const entry = importEntry("server", now(), { file: feedName(feed), report });
  await store.transaction((transaction) => transaction.insertAuditEntry(entry));
  if (report.failure !== null) return `the import ended early: ${report.failure}`;
  log.info({ accepted: report.accepted, rejected: report.rejected, withdrawn: report.withdrawn }, "feed imported");
  return report.accepted;
}

type Seen = Awaited<ReturnType<typeof checkFeed>>;

/** Why a feed is not to be believed; null when it is. In whole numbers, so that a limit is met exactly. */
export function doubtAbout(
  { added, changed, unchanged, rejected, failure }: Seen,
  acceptedBefore: number | null,
  { maxRejectedPerMillion, maxShrinkPerMillion }: Pick<FeedConfig, "maxRejectedPerMillion" | "maxShrinkPerMillion">,
): string | null {
  const rows = added + changed + unchanged;
  if (failure !== null) return `it cannot be read: ${failure}`;
  if (rows === 0) return "it has no row that can be taken";
  if (rejected * 1_000_000 > (rows + rejected) * maxRejectedPerMillion)
    return `${rejected} of its ${rows + rejected} rows are rejected`;
  if (acceptedBefore !== null && (acceptedBefore - rows) * 1_000_000 > acceptedBefore * maxShrinkPerMillion)
    return `it has ${rows} rows, and had ${acceptedBefore} before`;
  return null;
}

/** Keeps the catalogue, and says so: in the state, in the log each time, and in the audit trail when it is news. */
async function remember({ store, log, now, feed }: FeedParts, before: FeedState, trouble: string): Promise<void> {
  const occurredAt = now();
  const feedAt = feedName(feed);
  log.error({ feed: feedAt, why: trouble }, "the feed is not imported; the catalogue stays as it is");
  await store.transaction(async (transaction) => {
    const troubledSince = before.troubledSince ?? occurredAt;
    await transaction.saveFeedState({ ...before, checkedAt: occurredAt, trouble, troubledSince });
    if (before.trouble !== trouble)
      await transaction.insertAuditEntry({
        occurredAt,
        action: "feed_not_imported",
        actor: "server",
        subject: feedAt,
        why: trouble,
        details: {},
      });
  });
}
