import { execFile } from "node:child_process";
import { chmodSync, lstatSync, mkdirSync, readdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { endWithTheFile, LONG_MS, newFolder, pay, readySession, startInstance, statusOf } from "./server-process.ts";

endWithTheFile();

/** Everything in a folder that its owner does not have alone, with its mode. */
function openToOthers(folder: string): readonly string[] {
  const paths = ["", ...readdirSync(folder, { recursive: true, encoding: "utf8" })].map((name) => join(folder, name));
  const modes = paths.map((path) => [path, lstatSync(path).mode] as const);
  return modes.flatMap(([path, mode]) => (mode & 0o077 ? [`${path} ${(mode & 0o777).toString(8)}`] : []));
}

describe("DATA_DIR", () => {
  it(
    "is its owner's alone down to the last file, with a umask that keeps nothing, after purchases and another start",
    async () => {
      const folder = join(newFolder(), "data");
      const before = process.umask(0);
      const server = await startInstance({ DATA_DIR: folder, RECORD_MCP: join(folder, "calls") }).finally(() =>
        process.umask(before),
      );
      await server.ready();
      const id = await readySession(server);
      expect((await pay(server, id, "tok_sandbox_ok")).kind).toBe("completed");
      const call = { jsonrpc: "2.0", id: 1, method: "ping" };
      const headers = { "content-type": "application/json", accept: "application/json, text/event-stream" };
      expect((await fetch(`${server.url}/mcp`, { method: "POST", headers, body: JSON.stringify(call) })).status).toBe(
        200,
      );
      expect(readdirSync(folder)).toEqual(
        expect.arrayContaining(["pg", "sandbox-bank.sqlite", "sandbox-webhook-secret"]),
      );
      expect(openToOthers(folder)).toEqual([]);
      server.process.kill("SIGTERM");
      expect(await server.ended).toBe(0);
      expect(openToOthers(folder)).toEqual([]);

      // What an earlier version or a copied backup left open.
      chmodSync(join(folder, "sandbox-bank.sqlite"), 0o664);
      chmodSync(join(folder, "pg", "global", "pg_control"), 0o666);
      mkdirSync(join(folder, "old", "mail"), { recursive: true });
      writeFileSync(join(folder, "old", "mail", "1.eml"), "Dear Ada");
      for (const path of ["", "old", "old/mail", "pg"]) chmodSync(join(folder, path), 0o755);
      const again = await startInstance(server.env);
      await again.ready();
      expect(openToOthers(folder)).toEqual([]);
      expect(await statusOf(again, id)).toBe("completed");
    },
    LONG_MS,
  );

  it("that leads to something open to others stops the start, by name", async () => {
    const [folder, elsewhere] = [newFolder(), newFolder()];
    chmodSync(elsewhere, 0o755);
    symlinkSync(elsewhere, join(folder, "pictures"));
    const server = await startInstance({ DATA_DIR: folder });
    expect(await server.ended).toBe(1);
    expect(server.output()).toContain(`other accounts of this machine can open ${join(folder, "pictures")}`);
    expect(lstatSync(elsewhere).mode & 0o777).toBe(0o755);
  });

  // Only root can run a process under another account.
  it.skipIf(process.getuid?.() !== 0)("of another account that cannot be closed stops the start, by name", async () => {
    const folder = newFolder();
    chmodSync(folder, 0o777);
    const script = `
      import { ownDataFolder } from ${JSON.stringify(join(process.cwd(), "lib/runtime/data-folder.ts"))};
      try { ownDataFolder(process.argv[1]); } catch (error) { process.stdout.write(error.message); }`;
    const output = await new Promise<string>((resolve) => {
      const options = { uid: 65_534, gid: 65_534, cwd: "/" };
      const flags = ["--input-type=module", "--eval", script, folder];
      execFile(process.execPath, flags, options, (_, out, err) => resolve(out + err));
    });
    rmSync(folder, { recursive: true });
    expect(output).toMatch(/^DATA_DIR: other accounts of this machine can open .*EPERM.*chmod -R go= /);
  });
});
