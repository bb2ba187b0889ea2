import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { phase, root, toolEnvironment } from "../../install.mjs";
import { startProcess, type RunningServer } from "./running.ts";

const folder = join(root, "bench", "peers");
const SOURCES = ["package-lock.json", "next.config.mjs", "app/empty/route.js", "app/[transport]/route.js"];
const next = join(folder, "node_modules", "next", "dist", "bin", "next");
const stamp = join(folder, ".next", "bench.stamp");

/** A Next app of its own with what the shop is compared with: `/empty`, and mcp-handler's trivial tool at `/mcp`. */
export async function startPeers(): Promise<RunningServer> {
  await providePeers();
  return startProcess({
    title: "The app that is compared with",
    args: [next, "start"],
    cwd: folder,
    env: { NEXT_TELEMETRY_DISABLED: "1" },
    readyPath: "/empty",
  });
}

export const startBare = (): Promise<RunningServer> =>
  startProcess({
    title: "The bare server",
    args: [join(import.meta.dirname, "bare.ts")],
    cwd: root,
    env: {},
    readyPath: "/",
  });

/** Installs and builds the app once for each state of its sources. */
async function providePeers(): Promise<void> {
  const hash = createHash("sha256");
  for (const source of SOURCES) hash.update(readFileSync(join(folder, source)));
  const state = hash.digest("hex");
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === state) return;
  await phase("Installing what the bench compares with (once)", () =>
    run("npm", ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]),
  );
  await phase("Building it", () => run(process.execPath, [next, "build"]));
  writeFileSync(stamp, state);
}

function run(command: string, args: readonly string[]): void {
  const { status, stdout, stderr } = spawnSync(command, args, {
    cwd: folder,
    encoding: "utf8",
    env: { ...toolEnvironment(process.env), NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1" },
    timeout: 10 * 60_000,
  });
  if (status !== 0) throw new Error(`${command} ${args.join(" ")} failed:\n${stdout}\n${stderr}`);
}
