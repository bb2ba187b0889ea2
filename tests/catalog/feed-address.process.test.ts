import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { NO_DEFAULTS } from "#lib/catalog/feed/fields.ts";
import { inTurns } from "#lib/catalog/imports/in-turns.ts";
import type { ImportHistory } from "#lib/catalog/imports/history.ts";
import { rollBackImport } from "#lib/catalog/imports/roll-back.ts";
import type { Catalog } from "#lib/catalog/product.ts";
import type { FeedConfig } from "#lib/config/catalog/source.ts";
import { productId } from "#lib/ids.ts";
import { INTERNET } from "#lib/outbound/network.ts";
import { fetchFeed } from "#lib/runtime/feeds/fetch-feed.ts";
import { feedKey, refreshFeed } from "#lib/runtime/feeds/refresh-feed.ts";
import { createLog } from "#lib/runtime/pino-log.ts";
import { createCatalog } from "#lib/store/drizzle/catalog.ts";
import { createImportHistory } from "#lib/store/drizzle/catalog/imports.ts";
import type { OpenDatabase } from "#lib/store/drizzle/database.ts";
import { createStore } from "#lib/store/drizzle/store.ts";
import { openTestPglite } from "../fixtures/test-pglite.ts";
import { feedOf, testFolder } from "./feed-file.ts";

const folder = testFolder();
const noJobs = () => async () => undefined;
let opened: OpenDatabase;
let catalog: Catalog;
let store: ReturnType<typeof createStore>;
let history: ImportHistory;
beforeAll(async () => {
  opened = await openTestPglite();
  catalog = createCatalog(opened.database);
  store = createStore(opened.database, noJobs);
  history = createImportHistory(opened.database);
});
afterAll(() => opened.close());

/** A server of the merchant's: what it answers, and what it was asked. */
let server: Server;
let origin: string;
let answer: (request: IncomingMessage, response: ServerResponse) => void;
const requests: IncomingMessage[] = [];
beforeEach(async () => {
  requests.length = 0;
  server = createServer((request, response) => {
    requests.push(request);
    answer(request, response);
  });
  await new Promise<void>((listening) => void server.listen(0, "127.0.0.1", listening));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterEach(
  () =>
    new Promise<void>((closed) => {
      server.close(() => closed());
      server.closeAllConnections();
    }),
);
const recorder = () => ({ history, kept: 10, now: () => new Date() });
let fed = 0;
const rows = (count: number, changes: Readonly<Record<string, string>> = {}) =>
  feedOf(
    Array.from({ length: count }, (_, index) => ({ item_id: `f${fed}-${index}`, seller_name: `S${fed}`, ...changes })),
  );
const serve = (body: string, headers: Readonly<Record<string, string>> = {}) => {
  answer = (_, response) => void response.writeHead(200, headers).end(body);
};

/** A feed of its own, with rows of its own. */
function newFeed(changes: Partial<FeedConfig> = {}) {
  fed += 1;
  const feed: FeedConfig = {
    source: `${origin}/feed-${fed}.csv?key=hush`,
    authorization: "Bearer hush",
    cron: null,
    replaces: false,
    maxShrinkPerMillion: 500_000,
    maxRejectedPerMillion: 250_000,
    ...changes,
  };
  const parts = {
    feed,
    catalog,
    openTarget: inTurns(catalog),
    store,
    recorder: recorder(),
    network: INTERNET,
    isLoopbackAllowed: true,
    log: createLog("silent"),
    dataDir: folder.path,
    defaults: NO_DEFAULTS,
    originRewrite: { from: "http://nowhere/", to: "http://nowhere/" },
    now: () => new Date(),
  };
  return { refresh: () => refreshFeed(parts), state: () => store.feedState(feedKey(feed)) };
}
const one = async (index: number) => (await catalog.products([productId(`f${fed}-${index}`)]))[0];

describe("a feed at an address", () => {
  it("is imported with the credentials, and asked for again only if it changed", async () => {
    const { refresh, state } = newFeed();
    serve(rows(3), { etag: '"one"', "last-modified": "Sun, 29 Nov 2026 04:00:00 GMT" });
    await refresh();
    expect(await one(2)).toMatchObject({ title: "Enamel mug" });
    expect(await state()).toMatchObject({ accepted: 3, etag: '"one"', trouble: null });
    answer = (_, response) => void response.writeHead(304).end();
    await refresh();
    expect(requests.map(({ headers }) => [headers.authorization, headers["if-none-match"]])).toEqual([
      ["Bearer hush", undefined],
      ["Bearer hush", '"one"'],
    ]);
    expect(requests[1]?.headers["if-modified-since"]).toBe("Sun, 29 Nov 2026 04:00:00 GMT");
    expect(await state()).toMatchObject({ accepted: 3, trouble: null });
    expect(readdirSync(join(folder.path, "feeds"))).toEqual([]);
  });

  it("that is the whole range takes off sale what it no longer names", async () => {
    const { refresh } = newFeed({ replaces: true });
    serve(rows(4));
    await refresh();
    serve(rows(3));
    await refresh();
    expect(await one(3)).toMatchObject({ availability: "out_of_stock", isEligibleCheckout: false });
    expect(await one(2)).toMatchObject({ availability: "in_stock" });
  });

  it.each([
    ["answers with an error", () => (answer = (_, response) => void response.writeHead(503).end()), "status 503"],
    [
      "breaks off",
      () => (answer = (_, r) => void r.writeHead(200, { "content-length": "9999" }).write("id", () => r.destroy())),
      "broken_off",
    ],
    ["sends a page instead", () => serve("<!doctype html><p>Log in"), "it cannot be read"],
    ["sends a header alone", () => serve(rows(0)), "no row"],
    ["is much shorter than before", () => serve(rows(4, { title: "Shorter" })), "it has 4 rows, and had 10 before"],
    ["has too many rows that are rejected", () => serve(rows(7) + rows(4, { price: "cheap" })), "rows are rejected"],
  ])("keeps the last good state when it %s, and says why until it is well again", async (_case, breakIt, why) => {
    const { refresh, state } = newFeed({ replaces: true });
    serve(rows(10), { etag: '"good"' });
    await refresh();
    breakIt();
    await refresh();
    expect(await state()).toMatchObject({ accepted: 10, trouble: expect.stringContaining(why), etag: '"good"' });
    for (const index of [0, 9])
      expect(await one(index)).toMatchObject({ title: "Enamel mug", availability: "in_stock" });
    const entry = await store.latestEntry("feed_not_imported");
    expect(entry).toMatchObject({ subject: origin, why: expect.stringContaining(why) });
    serve(rows(9, { title: "Well again" }));
    await refresh();
    expect(await state()).toMatchObject({ accepted: 9, trouble: null, troubledSince: null });
    expect(await one(0)).toMatchObject({ title: "Well again" });
  });

  it("sends its credentials to no other origin that it is redirected to", async () => {
    const { refresh, state } = newFeed();
    answer = (request, response) =>
      request.url?.startsWith("/moved") === true
        ? void response.writeHead(200).end(rows(1))
        : void response.writeHead(302, { location: `${origin.replace("127.0.0.1", "localhost")}/moved` }).end();
    await refresh();
    expect(requests.map(({ headers }) => headers.authorization)).toEqual(["Bearer hush", undefined]);
    expect(await state()).toMatchObject({ accepted: 1 });
  });
});

describe("a feed at an address that was rolled back", () => {
  const rollBackLast = async () => {
    const [last] = await history.imports(1);
    await rollBackImport({ catalog, ...recorder() }, { id: last?.id ?? -1, isDryRun: false }, () => undefined);
    return last;
  };
  const look = async ({ refresh }: ReturnType<typeof newFeed>, body: string) => {
    serve(body);
    await refresh();
    return (await one(0))?.price.amountMinor;
  };
  const bad = () => rows(4, { price: "0.18 USD" });

  it("is not imported again until its content changes, however often it is fetched", async () => {
    const feed = newFeed();
    await look(feed, rows(4));
    expect(await look(feed, bad())).toBe(18);
    expect(await rollBackLast()).toMatchObject({ cause: "schedule", source: origin, changed: 4 });
    expect(await look(feed, bad())).toBe(1800);
    await opened.database.execute("update feed_states set digest = null, etag = null");
    expect(await look(feed, bad())).toBe(1800);
    expect(await look(feed, rows(4, { price: "19.00 USD" }))).toBe(1900);
  });

  it("is imported again when the roll-back was rolled back", async () => {
    const feed = newFeed();
    await look(feed, rows(4));
    await look(feed, bad());
    await rollBackLast();
    await rollBackLast();
    await look(feed, rows(4));
    expect(await look(feed, bad())).toBe(18);
  });

  it("is compared with the last content that still counts when it is judged to be too short", async () => {
    const feed = newFeed();
    await look(feed, rows(4));
    await look(feed, rows(12));
    await rollBackLast();
    expect(await feed.state()).toMatchObject({ accepted: 4 });
    await look(feed, rows(4, { price: "19.00 USD" }));
    expect(await feed.state()).toMatchObject({ accepted: 4, trouble: null });
  });
});

describe("the fetch of a feed", () => {
  const fetch = (changes: Partial<Parameters<typeof fetchFeed>[0]> = {}) =>
    fetchFeed({
      address: `${origin}/feed.csv`,
      file: join(folder.path, "fetched"),
      network: INTERNET,
      authorization: null,
      isLoopbackAllowed: true,
      known: { etag: null, lastModified: null },
      ...changes,
    });

  it("reaches this machine in development only, and a private network never", async () => {
    serve("x");
    const refused = { kind: "refused", reason: "private_address" };
    expect(await fetch({ isLoopbackAllowed: false })).toMatchObject({ kind: "refused" });
    expect(await fetch({ address: "https://10.0.0.1/feed.csv" })).toEqual(refused);
    expect(await fetch({ address: "https://127.0.0.1/feed.csv" })).toEqual(refused);
    answer = (_, response) => void response.writeHead(302, { location: "http://169.254.169.254/latest" }).end();
    expect(await fetch()).toEqual(refused);
  });

  it("ends at the limit of bytes, and when its time is over", async () => {
    serve("x".repeat(2000));
    expect(await fetch({ maxBytes: 1000 })).toEqual({ kind: "refused", reason: "too_many_bytes" });
    answer = () => undefined;
    expect(await fetch({ timeoutMs: 200 })).toEqual({ kind: "refused", reason: "too_slow" });
    expect(existsSync(join(folder.path, "fetched"))).toBe(true);
  });

  it("takes no unchanged for an answer to what it did not ask", async () => {
    answer = (_, response) => void response.writeHead(304).end();
    expect(await fetch()).toEqual({ kind: "refused", reason: "status 304" });
  });
});
