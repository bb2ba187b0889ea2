import { spawn, type ChildProcess } from "node:child_process";
import { createServer } from "node:net";
import { setTimeout as pause } from "node:timers/promises";

const READY_WITHIN_MS = 60_000;
const END_WITHIN_MS = 10_000;

export type RunningServer = {
  readonly port: number;
  readonly pid: number;
  /** From the start of its process to its first answer. */
  readonly startedInMs: number;
  stop(): Promise<void>;
};

type Start = {
  readonly title: string;
  readonly args: readonly string[];
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
  /** Answered with a status below 500 as soon as the server is ready. */
  readonly readyPath: string;
};

const running = new Set<ChildProcess>();
process.on("exit", () => {
  for (const child of running) child.kill("SIGKILL");
});

/** Starts a server as a process on a free port of this machine; it ends with this process. Its port is in `PORT`. */
export async function startProcess({ title, args, cwd, env, readyPath }: Start): Promise<RunningServer> {
  const port = await freePort();
  const from = performance.now();
  const child = spawn(process.execPath, [...args], {
    cwd,
    stdio: ["ignore", "ignore", "pipe"],
    env: { PATH: process.env["PATH"] ?? "", NODE_ENV: "production", ...env, PORT: String(port) },
  });
  running.add(child);
  let said = "";
  child.stderr.on("data", (chunk: Buffer) => (said = (said + chunk.toString("utf8")).slice(-4000)));
  const exited = new Promise<void>((resolve) => void child.once("exit", () => resolve()));
  while (!(await answers(`http://127.0.0.1:${port}${readyPath}`))) {
    if (child.exitCode !== null || performance.now() - from > READY_WITHIN_MS)
      throw new Error(`${title} does not start: ${said}`);
    await pause(20);
  }
  return {
    port,
    pid: child.pid ?? 0,
    startedInMs: performance.now() - from,
    async stop() {
      child.kill("SIGTERM");
      const tooLong = setTimeout(() => child.kill("SIGKILL"), END_WITHIN_MS);
      await exited;
      clearTimeout(tooLong);
      running.delete(child);
    },
  };
}

async function answers(address: string): Promise<boolean> {
  try {
    const response = await fetch(address, { signal: AbortSignal.timeout(2000) });
    await response.arrayBuffer();
    return response.status < 500;
  } catch {
    return false;
  }
}

export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer().once("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === "object" && address !== null ? address.port : 0));
    });
  });
}
