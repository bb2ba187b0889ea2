import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { isWhole } from "#scripts/suite/size.ts";
import { endShopsWithTheFile, pause, startShop, type ShopProcess } from "../faults/shop-process-client.ts";
import { freePort } from "../fixtures/free-port.ts";
import { realPostgres } from "../fixtures/real-postgres.ts";
import { openBalancer } from "./balancer.ts";
import { buyerAt } from "./buyer.ts";
import { problemsLeft, untilAnswered, type Counts } from "./in-the-end.ts";

/** TILLSWITCH_SECONDS says otherwise; ten minutes are the long form. */
const SECONDS = Number(process.env["TILLSWITCH_SECONDS"] ?? (isWhole ? 600 : 14));
const INSTANCES = 3;
const BUYERS = 4;
const KILL_EVERY_MS = 4000;
const LONG_MS = SECONDS * 1000 + 600_000;

const postgres = realPostgres();
endShopsWithTheFile();

/** Buys in the chat and, each fourth time, opens the page; tries again when nobody answered. */
async function buy(url: string, sessions: Set<string>, counts: Counts, until: number): Promise<void> {
  const buyer = buyerAt(url);
  for (let round = 0; Date.now() < until; round += 1) {
    const at = await untilAnswered(buyer.newSession, counts);
    if (at === null) continue;
    sessions.add(at.session);
    await untilAnswered(() => buyer.giveDetails(at), counts);
    if (round % 4 === 3) await untilAnswered(() => buyer.openPage(at), counts);
    else await untilAnswered(() => buyer.payInChat(at.session, `tok_sandbox_ok_${at.session.slice(-12)}`), counts);
    counts.purchases += 1;
  }
}

/** Kills one instance after the other, and starts it again; answers how often. */
async function killInTurn(shops: ShopProcess[], start: (index: number) => ShopProcess, until: number): Promise<number> {
  let kills = 0;
  for (; Date.now() + KILL_EVERY_MS < until; kills += 1) {
    await pause(KILL_EVERY_MS);
    const index = kills % INSTANCES;
    await shops[index]?.kill();
    const again = start(index);
    shops[index] = again;
    await again.ready();
  }
  return kills;
}

it(
  `three instances behind a balancer, one of them killed again and again for ${SECONDS} s, sell each checkout once`,
  async () => {
    const databaseUrl = await postgres.freshDatabase();
    const dataDir = mkdtempSync(join(process.env["TILLSWITCH_TEST_FOLDER"] ?? tmpdir(), "three-"));
    const env = {
      DATABASE_URL: databaseUrl,
      DATA_DIR: dataDir,
      CATALOG_FEED: "tests/start/feed.csv",
      LOG_LEVEL: "error",
      PAYMENT_PROVIDER: "sandbox",
    };
    const ports = await Promise.all(Array.from({ length: INSTANCES }, freePort));
    const start = (index: number) => startShop({ ...env, PORT: String(ports[index]) });
    const shops = ports.map((_, index) => start(index));
    await Promise.all(shops.map((shop) => shop.ready()));
    const balancer = await openBalancer(shops.map(({ url }) => url));
    const sessions = new Set<string>();
    const counts: Counts = { purchases: 0, answered: 0, lost: 0 };
    const until = Date.now() + SECONDS * 1000;
    const buyers = Array.from({ length: BUYERS }, () => buy(balancer.url, sessions, counts, until));
    const kills = await killInTurn(shops, start, until);
    await Promise.all(buyers);
    const [shop] = shops;
    if (shop === undefined) throw new Error("there are three");
    const database = await postgres.open(databaseUrl);
    const left = await problemsLeft(database, dataDir, sessions, () => shop.sweep());
    await balancer.close();
    rmSync(dataDir, { recursive: true, force: true });
    const summary = {
      ...counts,
      kills,
      sessions: sessions.size,
      broken: balancer.broken(),
      refused: balancer.refused(),
    };
    process.stdout.write(`${JSON.stringify(summary)}\n`);
    expect(left, JSON.stringify(summary)).toEqual([]);
    expect(kills).toBeGreaterThan(0);
    expect(counts.answered).toBeGreaterThan(0);
    // A request fails only when its instance ends in the middle of it.
    expect(counts.lost, JSON.stringify(summary)).toBeLessThanOrEqual(balancer.broken());
    expect(balancer.refused(), "two of three are always there").toBe(0);
  },
  LONG_MS,
);
