import { readFileSync } from "node:fs";
import type { Config } from "../config/config.ts";
import { readPlans } from "../config/plans.ts";
import type { Plan } from "../orders/plans/plan.ts";

/** The plans that are sold, or null when they are off. Throws with a message for the operator. */
export function readPlansFile({ plansFile }: Config): readonly Plan[] | null {
  if (plansFile === null) return null;
  let json: unknown;
  try {
    json = JSON.parse(readFileSync(/* turbopackIgnore: true */ plansFile, "utf8"));
  } catch (error) {
    throw new Error(
      `PLANS_FILE ${plansFile} cannot be read: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
  const read = readPlans(json);
  if (read.kind === "plans") return read.plans;
  const problems = read.problems.map((problem) => `  ${problem.field}: ${problem.message}`);
  throw new Error(`PLANS_FILE ${plansFile} is wrong\n${problems.join("\n")}`);
}
