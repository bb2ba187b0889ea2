import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, it } from "vitest";
import type { OpenDatabase } from "#lib/store/drizzle/database.ts";
import { openJobs, PATIENCE } from "#lib/store/pg-boss.ts";
import { openPglite } from "#lib/store/drizzle/pglite.ts";

const folder = mkdtempSync(join(tmpdir(), "tillswitch-upgrade-"));
afterAll(() => rmSync(folder, { recursive: true }));

/** A project folder that knows the tables of the first release and no others. */
function firstRelease(): string {
  const root = join(folder, "first");
  const migrations = join(root, "lib/store/migrations");
  cpSync(join(process.cwd(), "lib/store/migrations"), migrations, { recursive: true });
  const file = join(migrations, "meta/_journal.json");
  const journal = JSON.parse(readFileSync(file, "utf8")) as { entries: unknown[] };
  writeFileSync(file, JSON.stringify({ ...journal, entries: journal.entries.slice(0, 1) }));
  return root;
}

const rows = async (opened: OpenDatabase, look: string) =>
  ((await opened.database.execute(look)) as { rows?: readonly unknown[] }).rows ?? [];

async function withJobs(opened: OpenDatabase, patience: typeof PATIENCE, look: string): Promise<unknown> {
  const jobs = await openJobs(opened, () => undefined, patience);
  const found = await rows(opened, look);
  await jobs.stop();
  return found[0];
}

it("a data folder of the first release opens, with the tables and the queues of this one", async () => {
  const data = join(folder, "data");
  mkdirSync(data);
  const queue = `select retry_limit, retry_delay, dead_letter from jobs.queue where name = 'send-order-event'`;
  const before = await openPglite(data, firstRelease());
  await expect(before.database.execute(`select 1 from shipments`)).rejects.toThrow();
  const hasty = { ...PATIENCE, send_order_event: { ...PATIENCE.send_order_event, retryLimit: 3, retryDelay: 1 } };
  expect(await withJobs(before, hasty, queue)).toEqual({ retry_limit: 3, retry_delay: 1, dead_letter: "dead" });
  await before.close();

  const after = await openPglite(data, process.cwd());
  expect(await rows(after, `select refund_told_at from orders`)).toEqual([]);
  expect(await rows(after, `select name from shipments`)).toEqual([]);
  const { retryLimit, retryDelay } = PATIENCE.send_order_event;
  const now = { retry_limit: retryLimit, retry_delay: retryDelay, dead_letter: "dead" };
  expect(await withJobs(after, PATIENCE, queue)).toEqual(now);
  await after.close();
});
