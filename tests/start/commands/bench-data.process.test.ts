import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, it } from "vitest";

const folder = mkdtempSync(join(tmpdir(), "bench-data-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

// The command loads the whole product, which takes seconds on a busy machine.
it("npm run bench says in a sentence that an earlier version made the folder of --data", { timeout: 120_000 }, () => {
  const data = join(folder, "postgres", "data");
  mkdirSync(data, { recursive: true });
  writeFileSync(join(data, "PG_VERSION"), "18\n");
  const options = ["--only", "sellers", "--quick", "--data", folder];
  const { status, stdout, stderr } = spawnSync(process.execPath, ["scripts/bench/bench.ts", ...options]);
  expect({ status, output: stdout.toString(), errors: stderr.toString() }).toEqual({
    status: 2,
    output: "",
    errors: `--data: the database in ${folder} was made by an earlier version of the bench, without a password; name another folder, or remove this one. --help lists the options.\n`,
  });
});
