import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, it } from "vitest";
import { isWhole } from "#scripts/suite/size.ts";
import { pause } from "../faults/shop-process-client.ts";
import { freePort } from "../fixtures/free-port.ts";
import { realPostgres } from "../fixtures/real-postgres.ts";
import { endWithTheFile, startInstance, type Instance } from "../start/server-process.ts";
import { openBalancer } from "./balancer.ts";
import { buyerAt } from "./buyer.ts";
import { problemsLeft, untilAnswered, type Counts } from "./in-the-end.ts";

/** Of the long form alone, because it needs the history and starts twelve servers; TILLSWITCH_SECONDS says another length. */
const SECONDS = Number(process.env["TILLSWITCH_SECONDS"] ?? 600);
const INSTANCES = 3;
const BUYERS = 4;
/** What a buyer leaves open before the deploy, and pays when it is over. */
const LEFT_OPEN = 5;
const LONG_MS = SECONDS * 1000 + 900_000;

const postgres = realPostgres();
const releases: string[] = [];
endWithTheFile();
afterAll(() => {
  for (const folder of releases) git("worktree", "remove", "--force", folder);
});

const git = (...args: readonly string[]): string => execFileSync("git", args, { encoding: "utf8" }).trim();

/** The commit before the newest migration, in a folder of its own: what it reads and writes is as it was before the tables changed. */
function releaseBefore(): string {
  const commit =
    process.env["TILLSWITCH_DEPLOY_FROM"] ?? git("log", "-1", "--format=%H^", "--", "lib/store/migrations");
  const folder = join(mkdtempSync(join(process.env["TILLSWITCH_TEST_FOLDER"] ?? tmpdir(), "release-")), "shop");
  git("worktree", "add", "--quiet", "--detach", folder, commit);
  releases.push(folder);
  for (const made of ["node_modules", "build"]) symlinkSync(join(process.cwd(), made), join(folder, made));
  return folder;
}

type Shop = { readonly sessions: Set<string>; readonly counts: Counts; readonly open: string[] };

/** Buys one thing after the other; the first few stay open until the deploys are over. */
async function buy(url: string, { sessions, counts, open }: Shop, until: number): Promise<void> {
  const buyer = buyerAt(url);
  for (let round = 0; Date.now() < until; round += 1) {
    const at = await untilAnswered(buyer.newSession, counts);
    if (at === null) continue;
    sessions.add(at.session);
    await untilAnswered(() => buyer.giveAddress(at.session), counts);
    if (round < LEFT_OPEN) open.push(at.session);
    else await pay(buyer, at.session, counts);
    counts.purchases += 1;
  }
}

async function pay(buyer: ReturnType<typeof buyerAt>, session: string, counts: Counts): Promise<void> {
  await untilAnswered(() => buyer.payInChat(session, `tok_sandbox_ok_${session.slice(-12)}`), counts);
}

/** One instance after the other: each finishes what it has, and its successor is there before the next one ends. */
async function deploy(instances: Instance[], release: string): Promise<void> {
  for (const [index, before] of instances.entries()) {
    before.process.kill("SIGTERM");
    expect(await before.ended, before.output()).toBe(0);
    const after = await startInstance(before.env, release);
    instances[index] = after;
    await after.ready();
    // As long as a balancer needs to see it.
    await pause(1000);
  }
}

it.runIf(isWhole)(
  `three instances that go to the next release and back one by one in ${SECONDS} s lose no request, and what was left open is bought`,
  async () => {
    const [old, present] = [releaseBefore(), process.cwd()];
    const databaseUrl = await postgres.emptyDatabase();
    const dataDir = mkdtempSync(join(process.env["TILLSWITCH_TEST_FOLDER"] ?? tmpdir(), "rolling-"));
    const ports = await Promise.all(Array.from({ length: INSTANCES }, freePort));
    const env = { DATABASE_URL: databaseUrl, DATA_DIR: dataDir, SHUTDOWN_DELAY_SECONDS: "2", LOG_LEVEL: "error" };
    const instances: Instance[] = [];
    for (const port of ports) {
      const instance = await startInstance({ ...env, PORT: String(port) }, old);
      await instance.ready();
      instances.push(instance);
    }
    const balancer = await openBalancer(instances.map(({ url }) => url));
    const shop: Shop = { sessions: new Set(), counts: { purchases: 0, answered: 0, lost: 0 }, open: [] };
    const until = Date.now() + SECONDS * 1000;
    const buyers = Array.from({ length: BUYERS }, () => buy(balancer.url, shop, until));
    await pause((SECONDS * 1000) / 4);
    await deploy(instances, present);
    await pause(Math.max(0, until - Date.now()) / 3);
    await deploy(instances, old);
    await pause(Math.max(0, until - Date.now()) / 3);
    await deploy(instances, present);
    for (const session of shop.open) await pay(buyerAt(balancer.url), session, shop.counts);
    await Promise.all(buyers);
    const database = await postgres.open(databaseUrl);
    const left = await problemsLeft(database, dataDir, shop.sessions, () =>
      fetch(`${instances[0]?.url}/verbs/sweep`, { method: "POST", body: "{}" }),
    );
    const { rows } = await database.query("select count(*)::int as orders from orders", []);
    await balancer.close();
    rmSync(dataDir, { recursive: true, force: true });
    const summary = { ...shop.counts, ...rows[0], broken: balancer.broken(), refused: balancer.refused() };
    process.stdout.write(`${JSON.stringify(summary)}\n`);
    expect(left, JSON.stringify(summary)).toEqual([]);
    expect(shop.open).toHaveLength(BUYERS * LEFT_OPEN);
    expect(rows[0]?.["orders"], JSON.stringify(summary)).toBe(shop.sessions.size);
    expect(shop.counts.lost, JSON.stringify(summary)).toBe(0);
    expect([balancer.broken(), balancer.refused()]).toEqual([0, 0]);
  },
  LONG_MS,
);
