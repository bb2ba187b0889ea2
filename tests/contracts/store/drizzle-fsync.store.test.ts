import fs from "node:fs";
import { syncBuiltinESMExports } from "node:module";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { rowsOf, type OpenDatabase } from "#lib/store/drizzle/database.ts";
import { openPglite } from "#lib/store/drizzle/pglite.ts";

/** The files that the disk was asked to have, by their paths. */
const synced: string[] = [];
const { fsyncSync } = fs;
let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "fsync-"));
  fs.fsyncSync = (file: number) => {
    synced.push(fs.readlinkSync(`/proc/self/fd/${file}`));
    fsyncSync(file);
  };
  syncBuiltinESMExports();
});
afterAll(() => {
  fs.fsyncSync = fsyncSync;
  syncBuiltinESMExports();
  rmSync(folder, { recursive: true, force: true });
});

async function commitIn(opened: OpenDatabase): Promise<readonly string[]> {
  await opened.database.execute(sql`create table if not exists kept (n integer)`);
  synced.length = 0;
  await opened.database.execute(sql`insert into kept values (1)`);
  return synced.filter((path) => path.includes("/pg_wal/"));
}

// Linux says which file a descriptor is.
describe.skipIf(process.platform !== "linux")("a commit of the embedded database", () => {
  it("waits for the disk with fsync, in the file of the log that has it, and is there after another start", async () => {
    const opened = await openPglite(folder, process.cwd(), true);
    expect((await rowsOf(opened.database, sql`show fsync`)).rows).toEqual([{ fsync: "on" }]);
    const files = await commitIn(opened);
    expect(files.length).toBeGreaterThan(0);
    for (const file of files) expect(readdirSync(join(folder, "pg", "pg_wal"))).toContain(file.split("/").at(-1));
    await opened.close();
    const again = await openPglite(folder, process.cwd());
    expect((await rowsOf(again.database, sql`select n from kept`)).rows).toEqual([{ n: 1 }]);
    // The other way round is what the default does, and why real money is not taken with it.
    expect(await commitIn(again)).toEqual([]);
    await again.close();
  }, 120_000);
});
