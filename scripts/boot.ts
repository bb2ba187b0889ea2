import { spawn, type ChildProcess } from "node:child_process";
import { createServer } from "node:net";
import { join } from "node:path";
import { buildWhatIsStale, missingBuilds } from "./build.ts";
import { root } from "./install.mjs";

const SIGNALS = ["SIGTERM", "SIGINT", "SIGHUP"] as const;
const ANSWER_WITHIN_MS = 60_000;
/** Longer than the idle time of usual balancers and clients, so that none sends into a connection that just closes. */
const KEEP_ALIVE_MS = 65_000;

/** `build` ends after the builds, `serve` serves what was built; both are one otherwise. */
const part = process.argv[2] ?? "all";
if (part === "build") {
  await buildWhatIsStale();
  process.exit(0);
}

const port = Number(process.env["PORT"] ?? "3000");
if (!Number.isInteger(port) || port < 1 || port > 65_535)
  fail(`PORT: "${process.env["PORT"]}" is not a port number between 1 and 65535`);
if (!(await isFree(port)))
  fail(`PORT ${port} is in use by another program; set PORT to a free one, for example PORT=3100 npm start`);

if (part !== "serve") await buildWhatIsStale();
else if (missingBuilds().length > 0)
  fail("Nothing is built yet; run npm run build first, with the development packages installed");
const from = Date.now();
const server = spawn(
  process.execPath,
  [
    join(root, "node_modules/next/dist/bin/next"),
    "start",
    "--port",
    String(port),
    "--keepAliveTimeout",
    String(KEEP_ALIVE_MS),
  ],
  { cwd: root, stdio: ["ignore", "pipe", "inherit"], env: process.env },
);
server.stdout.on("data", (chunk: Buffer) => process.stdout.write(withoutBanner(chunk.toString("utf8"))));
for (const signal of SIGNALS) process.on(signal, () => server.kill(signal));
server.on("exit", (code) => process.exit(code ?? 1));
await announce(server);

/** Next's own banner is not for the merchant; everything else, the log above all, is. */
function withoutBanner(text: string): string {
  return text
    .split("\n")
    .filter((line) => !/^\s*(▲ Next\.js|- Local:|- Network:|✓ |Starting\.\.\.)/.test(line))
    .join("\n");
}

async function announce(running: ChildProcess): Promise<void> {
  const address = `http://localhost:${port}`;
  while (running.exitCode === null && Date.now() - from < ANSWER_WITHIN_MS) {
    const checks = await readiness(`http://127.0.0.1:${port}/readyz`);
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
