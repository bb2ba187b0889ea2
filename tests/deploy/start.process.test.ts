import { spawn } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { controlSocketIn } from "#lib/operator/control-socket.ts";
import { endWithTheFile, LONG_MS, newFolder, startInstance } from "../start/server-process.ts";

endWithTheFile();

describe("a start", () => {
  it("that may not write to DATA_DIR ends with one line that names it", { timeout: LONG_MS }, async () => {
    const file = join(newFolder(), "a-file");
    writeFileSync(file, "");
    const server = await startInstance({ DATA_DIR: join(file, "data") });
    expect(await server.ended).toBe(1);
    const lines = server.output().trim().split("\n");
    expect(lines).toHaveLength(1);
    expect(lines[0]).toContain(`DATA_DIR: ${file}/data cannot be written to (ENOTDIR)`);
  });

  it("reaches its commands on Windows by a pipe that the data folder names", () => {
    expect(controlSocketIn("C:\\shop\\data", "win32")).toMatch(/^\\\\\.\\pipe\\tillswitch-[0-9a-f]{32}$/);
    expect(controlSocketIn("C:\\shop\\data", "win32")).not.toBe(controlSocketIn("C:\\other", "win32"));
    expect(controlSocketIn("/srv/data", "linux")).toBe("/srv/data/control.sock");
  });
});

/** A stand-in for scripts/start.mjs: it starts a process that says how it ended, and ends together with it. */
const SCRIPT = `
  import { spawn } from "node:child_process";
  import { endTogether } from ${JSON.stringify(join(process.cwd(), "scripts/install.mjs"))};
  const server = "process.on('SIGTERM', () => { console.log('ended in order'); process.exit(0); }); console.log('up'); setInterval(() => {}, 1000)";
  endTogether(spawn(process.execPath, ["-e", server], { stdio: "inherit" }));
`;

describe("npm start", () => {
  it("that is ended ends its server too, also below a shell that passes nothing on", { timeout: LONG_MS }, async () => {
    const folder = newFolder();
    mkdirSync(join(folder, "scripts"));
    writeFileSync(join(folder, "scripts", "start.mjs"), SCRIPT);
    // The second command keeps the shell from giving its place away, as some shells never do.
    const scripts = { start: `"${process.execPath}" scripts/start.mjs; true` };
    writeFileSync(join(folder, "package.json"), JSON.stringify({ name: "a-shop", version: "1.0.0", scripts }));
    const npm = spawn("npm", ["start"], { cwd: folder, stdio: ["ignore", "pipe", "ignore"] });
    let output = "";
    npm.stdout.on("data", (chunk: Buffer) => void (output += chunk.toString("utf8")));
    await expect.poll(() => output, { timeout: 60_000 }).toContain("up");
    npm.kill("SIGTERM");
    await expect.poll(() => output, { timeout: 20_000 }).toContain("ended in order");
  });
});
