import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { root } from "../../install.mjs";
import { startProcess, type RunningServer } from "./running.ts";

/** Limits are counted as ever, and nobody here meets one. */
const LIMITS = JSON.stringify(
  Object.fromEntries(["read", "prepare", "change", "pay"].map((kind) => [kind, { shopper: 1_000_000 }])),
);

/** The built shop as `npm start` serves it, with a data folder of its own; without an address, on the embedded database. */
export async function startProduct(
  databaseUrl: string | null,
  {
    nodeArgs = [],
    limits = LIMITS,
  }: {
    readonly nodeArgs?: readonly string[];
    /** Null: as they are by default. */ readonly limits?: string | null;
  } = {},
): Promise<RunningServer> {
  if (!existsSync(join(root, ".next", "BUILD_ID"))) throw new Error("Nothing is built yet; run npm run build first.");
  const folder = mkdtempSync(join(tmpdir(), "tillswitch-bench-data-"));
  const server = await startProcess({
    title: "Tillswitch",
    args: [...nodeArgs, join(root, "server/main.ts")],
    cwd: root,
    env: {
      DATA_DIR: folder,
      ...(limits === null ? {} : { LIMITS: limits }),
      LOG_LEVEL: "warn",
      ...(databaseUrl === null ? {} : { DATABASE_URL: databaseUrl }),
    },
    readyPath: "/readyz",
  });
  return {
    ...server,
    async stop() {
      await server.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
