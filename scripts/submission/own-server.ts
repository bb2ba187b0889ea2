import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { root } from "../install.mjs";
import { Stop } from "../control-client.ts";

const READY_WITHIN_MS = 10 * 60_000;
/** What decides what the server says about itself. Nothing else of the merchant's environment reaches it. */
const PASSED_ON = ["PUBLIC_URL", "WIDGET_DOMAIN", "OPENAI_APPS_CHALLENGE", "CATALOG_FEED", "SHOP_FILE", "HOST_DIALECT"];
const SYSTEM = ["PATH", "HOME", "TMPDIR", "LANG", "TZ"];

export type OwnServer = { readonly url: string; close(): Promise<void> };

/**
 * Starts a server on a free port with a fresh data folder, the merchant's feed and tables, and always the sandbox bank:
 * a server with an empty database and the merchant's payment provider would take the shop's payments for orphaned ones
 * and refund them. Builds first what is stale. Throws `Stop` when it does not start.
 */
export async function startOwnServer(env: Readonly<Record<string, string | undefined>>): Promise<OwnServer> {
  const port = await freePort();
  const folder = mkdtempSync(join(tmpdir(), "tillswitch-submission-"));
  const kept = [...PASSED_ON, ...SYSTEM].flatMap((name) => (env[name] === undefined ? [] : [[name, env[name]]]));
  const child = spawn(process.execPath, [join(root, "scripts", "boot.ts")], {
    cwd: root,
    stdio: ["ignore", "ignore", "pipe"],
    env: {
      ...(Object.fromEntries(kept) as Record<string, string>),
      NODE_ENV: "production",
      PORT: String(port),
      DATA_DIR: folder,
      LOG_LEVEL: "error",
      PAYMENT_PROVIDER: "sandbox",
      NEXT_TELEMETRY_DISABLED: "1",
      NEXT_MANUAL_SIG_HANDLE: "1",
    },
  });
  let output = "";
  child.stderr.on("data", (chunk: Buffer) => (output += chunk.toString("utf8")));
  const ended = new Promise<void>((resolve) => void child.once("close", () => resolve()));
  const close = async () => {
    child.kill("SIGTERM");
    await ended;
    rmSync(folder, { recursive: true, force: true });
  };
  const url = `http://127.0.0.1:${port}`;
  const from = Date.now();
  while (child.exitCode === null && Date.now() - from < READY_WITHIN_MS) {
    const answer = await fetch(`${url}/readyz`).catch(() => null);
    if (answer?.ok === true) return { url, close };
    await new Promise<void>((resolve) => void setTimeout(resolve, 200));
  }
  await close();
  throw new Stop(`The server did not start:\n${output}`);
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer().once("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === "object" && address !== null ? address.port : 0));
    });
  });
}
