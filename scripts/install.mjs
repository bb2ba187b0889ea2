// Plain JavaScript without dependencies: this is what runs before anything is installed, on the system's Node.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { delimiter, join, resolve } from "node:path";

export const root = resolve(import.meta.dirname, "..");
const bin = join(root, "node_modules", ".bin");

/** Says how long a phase took, on one line. */
export async function phase(title, work) {
  const from = Date.now();
  process.stdout.write(`${title} … `);
  const result = await work();
  process.stdout.write(`${((Date.now() - from) / 1000).toFixed(1)} s\n`);
  return result;
}

/** Installs the dependencies when the lock file has changed since the last time. */
export async function installDependencies() {
  const { isUpToDate, install } = installation(root, ["--include=dev"]);
  if (isUpToDate()) return;
  const status = await phase("Installing dependencies (once, a minute or two)", install);
  if (status === 0) return;
  process.stderr.write("npm ci failed; see the reason above.\n");
  process.exit(status);
}

/**
 * Installs the real Unleash server that some tests talk to. It is a package of its own, because its licence (AGPL) keeps
 * it out of the product. Where it cannot be installed, those tests are left out and counted as skipped.
 */
export async function installUnleashServer() {
  const { isUpToDate, install } = installation(join(root, "tests", "unleash-server"), ["--ignore-scripts"]);
  if (isUpToDate()) return;
  const status = await phase("Installing the Unleash server for tests (once)", install);
  if (status !== 0)
    process.stdout.write("It could not be installed; the tests that need a real Unleash server are left out.\n");
}

/** `npm ci` in a folder, done once for each state of its lock file. */
function installation(folder, options) {
  const stamp = join(folder, "node_modules", ".installed");
  const lock = createHash("sha256")
    .update(readFileSync(join(folder, "package-lock.json")))
    .digest("hex");
  const install = () => {
    const npm = process.env.npm_execpath;
    const [command, first] = npm === undefined ? ["npm", []] : [process.execPath, [npm]];
    const { status } = spawnSync(command, [...first, "ci", ...options, "--no-audit", "--no-fund", "--loglevel=error"], {
      cwd: folder,
      stdio: ["ignore", "ignore", "inherit"],
      env: toolEnvironment(process.env),
      timeout: 15 * 60_000,
    });
    if (status === 0) writeFileSync(stamp, lock);
    return status ?? 1;
  };
  return { isUpToDate: () => existsSync(stamp) && readFileSync(stamp, "utf8") === lock, install };
}

/** The Node that the project runs on: the pinned one, else the system's when it is new enough. */
export function projectNode() {
  const pinned = join(bin, "node");
  if (existsSync(pinned)) return pinned;
  if (Number(process.versions.node.split(".")[0]) >= 24) return process.execPath;
  process.stderr.write(
    `Tillswitch needs Node 24 on this kind of machine; this is Node ${process.versions.node}. On Linux (x64, arm64) it brings its own.\n`,
  );
  return process.exit(1);
}

/** What package managers and compilers need: where things are, how they are shown, and the way to the registry. */
const TOOL_SETTINGS =
  /^(PATH|HOME|USER|LOGNAME|SHELL|TMPDIR|TMP|TEMP|LANG|LC_\w+|TZ|TERM|COLORTERM|CI|NO_COLOR|FORCE_COLOR|XDG_\w+|npm_config_\w+|(https?|no|all)_proxy|NODE_EXTRA_CA_CERTS|SSL_CERT_(FILE|DIR)|SystemRoot|ComSpec|PATHEXT|APPDATA|LOCALAPPDATA|USERPROFILE)$/i;

/**
 * The environment for npm and for the builds, which run the code of hundreds of packages: none of the shop's settings,
 * and so none of its secrets, is in it.
 */
export function toolEnvironment(env) {
  return Object.fromEntries(Object.entries(env).filter(([name]) => TOOL_SETTINGS.test(name)));
}

/**
 * Passes what ends this process on to the one that it started, and ends as that one does. npm sends a signal to the shell of
 * its script, and a shell that has not given its place away ends without passing it on: then the parent is another one.
 */
export function endTogether(child) {
  for (const signal of ["SIGTERM", "SIGINT", "SIGHUP"]) process.on(signal, () => child.kill(signal));
  const shell = process.ppid;
  if (process.env.npm_lifecycle_event !== undefined)
    setInterval(() => process.ppid !== shell && child.kill("SIGTERM"), 250).unref();
  child.on("exit", (code) => process.exit(code ?? 1));
}

/** The environment for everything that runs on the project's Node. */
export function projectEnvironment() {
  return {
    ...process.env,
    PATH: bin + delimiter + (process.env.PATH ?? ""),
    NEXT_TELEMETRY_DISABLED: "1",
    NEXT_MANUAL_SIG_HANDLE: "1",
  };
}
