import { FAILPOINTS, type Failpoint } from "../purchase/failpoints.ts";

/** The `time`-th pass of a step, counted from 1. */
export type CrashAt = { readonly step: Failpoint; readonly time: number };

/** Reads `step` or `step:n`; null when it names no step. */
export function readCrashAt(text: string): CrashAt | null {
  const [name, count = "1", ...rest] = text.split(":");
  const step = FAILPOINTS.find((one) => one === name);
  const time = Number(count);
  return step === undefined || rest.length > 0 || !Number.isInteger(time) || time < 1 ? null : { step, time };
}
