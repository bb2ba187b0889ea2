import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { cpus, totalmem } from "node:os";
import { dirname, join } from "node:path";
import { root } from "../install.mjs";
import type { PartResult } from "./result.ts";

type Measured = PartResult & {
  readonly measuredAt: string;
  readonly commit: string;
  readonly node: string;
  readonly machine: string;
};
type Results = { readonly parts: Readonly<Record<string, Measured>> };

/** Where a run is written unless its file is named; git ignores all but the one that was chosen to be kept. */
export const newResultsFile = (now: Date): string =>
  join(root, "bench", "results", `${now.toISOString().slice(0, 19).replaceAll(":", "-")}-${commit()}.json`);

/** Writes a part's result into the file, beside those of the other parts in there. */
export function writeResult(file: string, part: string, result: PartResult): void {
  mkdirSync(dirname(file), { recursive: true });
  const before: Results = existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : { parts: {} };
  const measured: Measured = {
    measuredAt: new Date().toISOString(),
    commit: commit(),
    node: process.version,
    machine: machine(),
    ...result,
  };
  writeFileSync(file, `${JSON.stringify({ parts: { ...before.parts, [part]: measured } }, null, 2)}\n`);
}

export const machine = (): string =>
  `${cpus()[0]?.model.trim() ?? "unknown processor"}, ${cpus().length} cores, ${Math.round(totalmem() / 1e9)} GB, ${process.platform} ${process.arch}`;

export function commit(): string {
  const git = (...args: string[]) => execFileSync("git", args, { cwd: root, encoding: "utf8" }).trim();
  try {
    const isChanged = git("status", "--porcelain", "--untracked-files=no") !== "";
    return `${git("rev-parse", "--short=8", "HEAD")}${isChanged ? "-changed" : ""}`;
  } catch {
    return "unknown";
  }
}
