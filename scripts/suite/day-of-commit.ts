import { spawnSync } from "node:child_process";

/**
 * The day of the last commit, counted from 1970, or 0 where there is no history, as in an archive: a number that changes and
 * is the same however often, and wherever, a commit is tested.
 */
export function dayOfCommit(): number {
  const { stdout } = spawnSync("git", ["log", "-1", "--format=%ct"], { cwd: import.meta.dirname, encoding: "utf8" });
  return Math.floor(Number(stdout ?? "") / 86_400) || 0;
}
