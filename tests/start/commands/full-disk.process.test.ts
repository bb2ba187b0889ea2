import { execFile, execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";

const folder = mkdtempSync(join(tmpdir(), "full-disk-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const START = `
  import { ownDatabase, readSettings } from "#lib/runtime/start/parts.ts";
  const config = readSettings({ DATA_DIR: process.argv[1], DATABASE_URL: process.argv[2] }, process.cwd());
  const opened = await ownDatabase(config, process.cwd());
  await opened.query("select 1", []);
  console.log("opened");
  await opened.close();`;

/** In name spaces of its own a process may mount what nobody else sees; not on every machine. */
const ownMounts = (script: string): readonly string[] => ["--user", "--map-root-user", "--mount", "sh", "-c", script];
const canMount = (() => {
  try {
    execFileSync("unshare", ownMounts(`mount -t tmpfs -o size=64k tmpfs ${folder}`), { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
})();

/** What a process says that opens its database in a data folder on a file system with these options of `mount`. */
const startOn = (options: string, data: string, ...databaseUrl: readonly string[]) =>
  new Promise<string>((resolve) => {
    const script = `mount -t tmpfs -o ${options} tmpfs ${folder} && exec "$0" --input-type=module --eval "$@"`;
    const args = [...ownMounts(script), process.execPath, START, join(folder, data), ...databaseUrl];
    execFile("unshare", args, (_error, out, err) => resolve(out + err));
  });

describe.skipIf(!canMount)("the start of a server whose DATA_DIR is on a disk of its own", () => {
  it.each([
    ["that is full before the folder is filled", "size=64k", "ENOSPC", "free space on its disk"],
    ["that gets full while the database is made", "size=16m", "ENOSPC", "free space on its disk"],
    ["that is read-only", "ro", "EROFS", "mount it for writing"],
  ])(
    "%s, says so, with what to do",
    async (_, options, code, todo) => {
      const said = await startOn(options, options === "ro" ? "" : "data");
      expect(said).toMatch(new RegExp(`Error: DATA_DIR: ${folder}\\S* cannot be written to \\(${code}\\); .*${todo}`));
    },
    60_000,
  );

  it("that is read-only, says so beside a database elsewhere too", async () => {
    const said = await startOn("ro", "", "postgres://nobody@127.0.0.1:1/none");
    expect(said).toMatch(/Error: DATA_DIR: .* cannot be written to \(EROFS\); .*mount it for writing/);
  }, 60_000);

  it("goes well where there is space", async () => {
    expect(await startOn("size=512m", "data")).toBe("opened\n");
  }, 60_000);
});
