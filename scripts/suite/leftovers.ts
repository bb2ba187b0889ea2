import { existsSync, readdirSync, readFileSync } from "node:fs";

/**
 * Ends what a run has left behind: servers, browsers and databases that carry the run's folder in their environment or
 * command line. They were started by this run and by nobody else, because the folder's name is new each time.
 */
export async function endLeftOvers(folder: string): Promise<number> {
  const left = processesOf(folder);
  for (const pid of left) signal(pid, "SIGTERM");
  for (let waited = 0; waited < 30 && processesOf(folder).length > 0; waited += 1)
    await new Promise<void>((resolve) => void setTimeout(resolve, 100));
  for (const pid of processesOf(folder)) signal(pid, "SIGKILL");
  return left.length;
}

function processesOf(folder: string): number[] {
  if (!existsSync("/proc")) return [];
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => pid !== process.pid && mentions(pid, folder));
}

function mentions(pid: number, folder: string): boolean {
  return ["cmdline", "environ"].some((file) => {
    try {
      return readFileSync(`/proc/${pid}/${file}`, "utf8").includes(folder);
    } catch {
      return false;
    }
  });
}

function signal(pid: number, name: "SIGTERM" | "SIGKILL"): void {
  try {
    process.kill(pid, name);
  } catch {
    // It has ended meanwhile.
  }
}
