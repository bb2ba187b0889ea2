import { expect, it } from "vitest";
import { NO_DEFAULTS } from "#lib/catalog/feed/fields.ts";
import { inTurns } from "#lib/catalog/imports/in-turns.ts";
import { productId, sellerId } from "#lib/ids.ts";
import { INTERNET } from "#lib/outbound/network.ts";
import { feedKey, refreshFeed } from "#lib/runtime/feeds/refresh-feed.ts";
import { createLog } from "#lib/runtime/pino-log.ts";
import { createCatalog } from "#lib/store/drizzle/catalog.ts";
import { createImportHistory } from "#lib/store/drizzle/catalog/imports.ts";
import { createStore } from "#lib/store/drizzle/store.ts";
import { feedOf, testFolder } from "../catalog/feed-file.ts";
import { aProduct } from "../fixtures/builders.ts";
import { openTestPglite } from "../fixtures/test-pglite.ts";

const folder = testFolder();

it("the feed that a job imports takes turns with other imports, and leaves a seller to the import that has them", async () => {
  const opened = await openTestPglite();
  const catalog = createCatalog(opened.database);
  const store = createStore(opened.database, () => async () => undefined);
  const openTarget = inTurns(catalog);
  const now = () => new Date();
  const feed = {
    source: folder.write("watched", feedOf([{ item_id: "turn-1", seller_name: "Kumo" }])),
    authorization: null,
    cron: "0 * * * *",
    replaces: false,
    maxShrinkPerMillion: 500_000,
    maxRejectedPerMillion: 250_000,
  };
  const refresh = () =>
    refreshFeed({
      feed,
      catalog,
      openTarget,
      store,
      recorder: { history: createImportHistory(opened.database), kept: 10, now },
      network: INTERNET,
      isLoopbackAllowed: true,
      log: createLog("silent"),
      dataDir: folder.path,
      defaults: NO_DEFAULTS,
      originRewrite: { from: "http://nowhere/", to: "http://nowhere/" },
      now,
    });
  const state = () => store.feedState(feedKey(feed));
  const other = openTarget();
  await other.upsert([aProduct({ id: productId("other"), sellerId: sellerId("kumo"), sellerName: "Kumo" })]);
  await refresh();
  expect((await state())?.trouble).toMatch(/another import of the seller kumo is running/);
  expect(await catalog.products([productId("turn-1")])).toEqual([]);
  other.end();
  await refresh();
  expect(await state()).toMatchObject({ accepted: 1, trouble: null });
  expect(await catalog.products([productId("turn-1")])).toHaveLength(1);
  await opened.close();
});
