import type { CrashAt } from "../config/crash-at.ts";
import type { Failpoint } from "../purchase/failpoints.ts";

const NOTHING = () => undefined;

/**
 * What a step of a purchase does in this process: nothing, unless `CRASH_AT` names one, as in `token_charged` or
 * `token_charged:2` for the second time. Then the process ends itself there with SIGKILL, as a crash would. For tests of
 * crashes; the configuration refuses it when real money can move.
 */
export function failpointOf(crashAt: CrashAt | null): (failpoint: Failpoint) => void {
  if (crashAt === null) return NOTHING;
  let times = 0;
  return (failpoint) => {
    if (failpoint !== crashAt.failpoint) return;
    times += 1;
    if (times === crashAt.time) process.kill(process.pid, "SIGKILL");
  };
}
