import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { emptyDatabaseFile } from "#lib/store/drizzle/connection/empty-database.ts";
import { phase, root, toolEnvironment } from "./install.mjs";

type Build = {
  readonly title: string;
  readonly sources: readonly string[];
  readonly product: string;
  readonly stamp: string;
  readonly command: readonly string[];
};

const BUILDS: readonly Build[] = [
  {
    title: "Building the widget",
    sources: ["widget", "lib", "package-lock.json"],
    product: "build/widget/index.html",
    stamp: "build/widget.stamp",
    command: ["node_modules/vite/bin/vite.js", "build", "--config", "widget/vite.config.ts", "--mode", "checkout"],
  },
  {
    title: "Building the widget of the products",
    sources: ["widget", "lib", "package-lock.json"],
    product: "build/widget/products.html",
    stamp: "build/widget-products.stamp",
    command: ["node_modules/vite/bin/vite.js", "build", "--config", "widget/vite.config.ts", "--mode", "products"],
  },
  {
    title: "Building the pages",
    sources: [
      "app",
      "acp",
      "mcp",
      "server",
      "lib",
      "public",
      "next.config.ts",
      "tsconfig.json",
      "tsconfig.app.json",
      "instrumentation.ts",
      "instrumentation.node.ts",
      "proxy.ts",
      "postcss.config.mjs",
      "package-lock.json",
    ],
    product: ".next/BUILD_ID",
    stamp: "build/pages.stamp",
    command: ["node_modules/next/dist/bin/next", "build"],
  },
];

/** What is not built yet, by its title; what was built from other sources counts as built. */
export const missingBuilds = (): readonly string[] =>
  BUILDS.filter(({ product }) => !existsSync(join(root, product))).map(({ title }) => title);

/** Builds what is not there or was made from other sources. Output is shown only when a build fails. */
export async function buildWhatIsStale(): Promise<void> {
  for (const build of BUILDS) {
    const hash = hashOf(build.sources);
    const stamp = join(root, build.stamp);
    if (existsSync(join(root, build.product)) && existsSync(stamp) && readFileSync(stamp, "utf8") === hash) continue;
    await phase(build.title, () => run(build));
    mkdirSync(dirname(stamp), { recursive: true });
    writeFileSync(stamp, hash);
  }
  if (!existsSync(emptyDatabaseFile(root)))
    await phase("Preparing an empty database", () =>
      run({ title: "Preparing an empty database", command: ["scripts/store/empty-database.ts"] }),
    );
}

function run(build: Pick<Build, "title" | "command">): void {
  const { status, stdout, stderr } = spawnSync(process.execPath, [...build.command], {
    cwd: root,
    encoding: "utf8",
    maxBuffer: 64 * 1024 * 1024,
    env: { ...toolEnvironment(process.env), NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1" },
  });
  if (status === 0) return;
  process.stderr.write(`\n${stdout}\n${stderr}\n${build.title} failed; see the reason above.\n`);
  process.exit(1);
}

function hashOf(sources: readonly string[]): string {
  const hash = createHash("sha256");
  for (const source of sources) addTo(hash, source);
  return hash.digest("hex");
}

function addTo(hash: ReturnType<typeof createHash>, path: string): void {
  const full = join(root, path);
  if (!existsSync(full)) return;
  if (statSync(full).isDirectory()) for (const name of readdirSync(full).sort()) addTo(hash, join(path, name));
  else hash.update(path).update("\0").update(readFileSync(full)).update("\0");
}
