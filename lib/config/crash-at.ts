import { PURCHASE_STEPS, type PurchaseStep } from "../purchase/steps.ts";

/** The `time`-th pass of a step, counted from 1. */
export type CrashAt = { readonly step: PurchaseStep; readonly time: number };

/** Reads `step` or `step:n`; null when it names no step. */
export function readCrashAt(text: string): CrashAt | null {
  const [name, count = "1", ...rest] = text.split(":");
  const step = PURCHASE_STEPS.find((one) => one === name);
  const time = Number(count);
  return step === undefined || rest.length > 0 || !Number.isInteger(time) || time < 1 ? null : { step, time };
}
