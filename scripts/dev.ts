import { spawn, type ChildProcess } from "node:child_process";
import { rmSync } from "node:fs";
import { join } from "node:path";
import { projectEnvironment, root } from "./install.mjs";

/**
 * `npm run dev`: Next's dev server, and beside it a build of the widget that runs again at every edit. The server reads
 * the widget's page again when it has changed, so a reload of the chat shows the edit. Arguments go to `next dev`.
 */
const HELP = `Serves with Next's dev server, and builds the widget again at every edit. Run npm start once before, to install.

  npm run dev -- --port 3001

Arguments go to next dev; --help prints this text.
`;
if (process.argv.includes("--help")) {
  process.stdout.write(HELP);
  process.exit(0);
}

const bin = (path: string) => join(root, "node_modules", path);
// The stamp says which sources the page was built from. That is no longer true after the first edit, so the next
// `npm start` has to build.
rmSync(join(root, "build", "widget.stamp"), { force: true });

const children = [
  run([bin("vite/bin/vite.js"), "build", "--watch", "--config", "widget/vite.config.ts", "--logLevel", "warn"]),
  run([bin("next/dist/bin/next"), "dev", ...process.argv.slice(2)]),
];
for (const signal of ["SIGTERM", "SIGINT", "SIGHUP"] as const) process.on(signal, () => end(signal));
// One without the other would show yesterday's widget, or none: they end together.
process.exitCode = await Promise.race(children.map(exitOf));
end("SIGTERM");

function run(args: readonly string[]): ChildProcess {
  return spawn(process.execPath, [...args], { cwd: root, stdio: "inherit", env: projectEnvironment() });
}

function exitOf(child: ChildProcess): Promise<number> {
  return new Promise((resolve) => {
    child.on("error", () => resolve(1));
    child.on("exit", (code) => resolve(code ?? 1));
  });
}

function end(signal: NodeJS.Signals): void {
  for (const child of children) if (child.exitCode === null && child.signalCode === null) child.kill(signal);
}
