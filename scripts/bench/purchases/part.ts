import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openPglite } from "#lib/store/drizzle/pglite.ts";
import { root } from "../../install.mjs";
import type { Figure, Part, PartResult, Scale } from "../result.ts";
import { startPostgres } from "../servers/postgres.ts";
import { recordTransactions, replay, replayOn, type Recording } from "./recorded.ts";
import { openSheet, openShop, payOnPage, payOnSheet, type BenchShop } from "./shop.ts";

const AT_ONCE = 8;
const SOURCE = "source";

/** By its name, which makes its shopper another one. */
type Purchase = (shop: BenchShop, name: string) => Promise<void>;
const ROUTES: Readonly<Record<string, Purchase>> = {
  instant: async (shop, name) => payOnSheet(shop, name, await openSheet(shop, name)),
  external: payOnPage,
};

export const purchasesPart: Part = {
  name: "purchases",
  title: "Whole purchases per second without HTTP, on both databases, against their transactions alone",
  run: runPurchases,
};

async function runPurchases({ isQuick }: Scale): Promise<PartResult> {
  const count = isQuick ? 20 : 200;
  const postgres = await startPostgres();
  const folder = mkdtempSync(join(tmpdir(), "tillswitch-bench-embedded-"));
  const figures: Figure[] = [];
  try {
    await (await openShop(await postgres.create(SOURCE), { serves: true })).close();
    await (await openShop(null, { serves: true, folder: join(folder, "source") })).close();
    for (const [route, purchase] of Object.entries(ROUTES)) {
      const recordings = await recorded(await postgres.create("recorded", SOURCE), purchase, count);
      const bare = await replay(await postgres.create("bare", SOURCE), recordings, AT_ONCE);
      const shop = await openShop(await postgres.create("shop", SOURCE));
      const onPostgres = await perSecond(shop, purchase, count);
      figures.push(...compared(`${route} on Postgres`, onPostgres, count / bare.seconds));

      const copy = (name: string) => {
        cpSync(join(folder, "source"), join(folder, name), { recursive: true });
        return join(folder, name);
      };
      const embedded = await openPglite(copy(`${route}-bare`), root);
      const bareEmbedded = await replayOn(embedded, recordings);
      await embedded.close();
      const own = await openShop(null, { folder: copy(`${route}-shop`) });
      figures.push(
        ...compared(`${route} on the embedded database`, await perSecond(own, purchase, count), count / bareEmbedded),
      );
    }
  } finally {
    await postgres.stop();
    rmSync(folder, { recursive: true, force: true });
  }
  return { figures, goals: [], sizes: { purchases: count, at_once: AT_ONCE } };
}

async function recorded(url: string, purchase: Purchase, count: number): Promise<readonly Recording[]> {
  const shop = await openShop(url);
  const recordings: Recording[] = [];
  for (let index = 0; index < count; index += 1)
    recordings.push(await recordTransactions(() => purchase(shop, `recorded-${index}`)));
  await shop.close();
  return recordings;
}

async function perSecond(shop: BenchShop, purchase: Purchase, count: number): Promise<number> {
  let next = 0;
  const from = performance.now();
  await Promise.all(
    Array.from({ length: AT_ONCE }, async () => {
      while (next < count) await purchase(shop, `buys-${next++}`);
    }),
  );
  const seconds = (performance.now() - from) / 1000;
  await shop.close();
  return count / seconds;
}

const compared = (name: string, whole: number, bare: number): readonly Figure[] => [
  { name: `${name}, whole`, value: whole, unit: "per second", ratio: whole / bare, to: "its transactions alone" },
  { name: `${name}, its transactions alone`, value: bare, unit: "per second" },
];
