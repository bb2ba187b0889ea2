import { spawn } from "node:child_process";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { isWhole } from "#scripts/suite/size.ts";
import { realPostgres } from "../fixtures/real-postgres.ts";
import { testFolder } from "./feed-file.ts";
import { writeLargeFeed } from "./large-feed.ts";

const ROWS = isWhole ? 200_000 : 2000;
const MAX_MEGABYTES = 512;
const WITHIN_MS = isWhole ? 2_400_000 : 300_000;
/** Runs before the script and says at its end how much memory the process ever had. */
const METER = `data:text/javascript,process.on("exit",()=>process.stderr.write("peak "+process.resourceUsage().maxRSS+"\\n"))`;

const postgres = realPostgres();
const folder = testFolder();
const file = join(folder.path, "large.csv");
const dearer = join(folder.path, "dearer.csv");
const small = join(folder.path, "small.csv");
beforeAll(async () => {
  await writeLargeFeed(file, ROWS);
  await writeLargeFeed(dearer, ROWS, 1);
  await writeLargeFeed(small, 1);
}, WITHIN_MS);

/** Imports in a process of its own, as the operator does. */
function imported(feed: string, env: Record<string, string>): Promise<{ output: string; megabytes: number }> {
  return new Promise((resolve, reject) => {
    const args = ["--import", METER, "scripts/feed-import.ts", "--file", feed];
    const child = spawn(process.execPath, args, { env: { ...process.env, ...env }, stdio: ["ignore", "pipe", "pipe"] });
    let output = "";
    let errors = "";
    child.stdout.on("data", (chunk) => (output = `${output}${String(chunk)}`.slice(-2000)));
    child.stderr.on("data", (chunk) => (errors += String(chunk)));
    child.once("error", reject);
    child.once("exit", () => {
      const peak = /^peak (\d+)$/m.exec(errors)?.[1];
      if (peak === undefined) reject(new Error(`the import died: ${errors}`));
      else resolve({ output, megabytes: Number(peak) / 1024 });
    });
  });
}
const summary = `${ROWS - ROWS / 1000} accepted, ${ROWS / 1000} rejected.`;

describe(`a feed of ${ROWS} rows`, () => {
  it(
    `is imported into Postgres in less than ${MAX_MEGABYTES} MB, new and when every row has changed`,
    async () => {
      const DATABASE_URL = await postgres.freshDatabase();
      for (const feed of [file, dearer]) {
        const { output, megabytes } = await imported(feed, { DATABASE_URL });
        expect(output).toContain(summary);
        expect(megabytes).toBeLessThan(MAX_MEGABYTES);
      }
    },
    WITHIN_MS,
  );

  it(
    `takes less than ${MAX_MEGABYTES} MB more than one row into the embedded database, new and when every row has changed`,
    async () => {
      const DATA_DIR = join(folder.path, "data");
      const one = await imported(small, { DATA_DIR, DATABASE_URL: "" });
      for (const feed of [file, dearer]) {
        const { output, megabytes } = await imported(feed, { DATA_DIR, DATABASE_URL: "" });
        expect(output).toContain(summary);
        expect(megabytes - one.megabytes).toBeLessThan(MAX_MEGABYTES);
      }
    },
    WITHIN_MS,
  );
});
