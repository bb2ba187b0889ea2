import { spawn, type ChildProcess } from "node:child_process";
import { createServer } from "node:net";
import { join } from "node:path";
import { buildWhatIsStale, missingBuilds } from "./build.ts";
import { ownUrl } from "#lib/config/listen/listen.ts";
import { root } from "./install.mjs";

const SIGNALS = ["SIGTERM", "SIGINT", "SIGHUP"] as const;
const ANSWER_WITHIN_MS = 60_000;

/** `build` ends after the builds, `serve` serves what was built; both are one otherwise. */
const part = process.argv[2] ?? "all";
if (part === "build") {
  await buildWhatIsStale();
  process.exit(0);
}

const port = Number(process.env["PORT"] ?? "3000");
if (!Number.isInteger(port) || port < 1 || port > 65_535)
  fail(`PORT: "${process.env["PORT"]}" is not a port number between 1 and 65535`);
const given = process.env["HOST"]?.trim() ?? "";
const host = given === "" || given === "*" ? null : given;
if (!(await isFree(port)))
  fail(`PORT ${port} is in use by another program; set PORT to a free one, for example PORT=3100 npm start`);

if (part !== "serve") await buildWhatIsStale();
else if (missingBuilds().length > 0)
  fail("Nothing is built yet; run npm run build first, with the development packages installed");
const from = Date.now();
const server = spawn(process.execPath, [join(root, "server/main.ts")], {
  cwd: root,
  stdio: ["ignore", "pipe", "inherit"],
  env: { ...process.env, NODE_ENV: "production" },
});
server.stdout.on("data", (chunk: Buffer) => process.stdout.write(withoutBanner(chunk.toString("utf8"))));
for (const signal of SIGNALS) process.on(signal, () => server.kill(signal));
server.on("exit", (code) => process.exit(code ?? 1));
await announce(server);

/** What Next says of itself is not for the merchant; everything else, the log above all, is. */
function withoutBanner(text: string): string {
  return text
    .split("\n")
    .filter((line) => !line.startsWith("✓ "))
    .join("\n");
}

async function announce(running: ChildProcess): Promise<void> {
  const here = ownUrl(host, port);
  const address = here.replace("//127.0.0.1:", "//localhost:");
  while (running.exitCode === null && Date.now() - from < ANSWER_WITHIN_MS) {
    const checks = await readiness(`${here}/readyz`);
    if (checks === null) {
      await new Promise((resolve) => void setTimeout(resolve, 150));
      continue;
    }
    process.stdout.write(
      [
        "",
        `Tillswitch is running at ${address} (started in ${((Date.now() - from) / 1000).toFixed(1)} s)`,
        `  database  ${checks["database"]}`,
        `  payments  ${checks["payments"]}`,
        `  flags     ${checks["flags"]}`,
        `  instant   ${checks["instant"]}`,
        `  products  ${checks["products"]}`,
        "",
        // Not served where real money is taken.
        ...(process.env["PAYMENT_MODE"]?.trim() === "live" ? [] : [`Try both ways to pay: ${address}/try`, ""]),
      ].join("\n"),
    );
    return;
  }
}

async function readiness(address: string): Promise<Record<string, string> | null> {
  try {
    const response = await fetch(address, { signal: AbortSignal.timeout(2000) });
    const body = (await response.json()) as { ready: boolean; checks: Record<string, string> };
    return body.ready ? body.checks : null;
  } catch {
    return null;
  }
}

function isFree(wanted: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer()
      .once("error", () => resolve(false))
      .once("listening", () => probe.close(() => resolve(true)));
    probe.listen(wanted);
  });
}

function fail(message: string): never {
  process.stderr.write(`${message}\n`);
  process.exit(1);
}
