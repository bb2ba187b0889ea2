import { z } from "zod";
import { ARMS, type Arm } from "../experiment/figures.ts";
import { phaseOfSimulation, type Simulation } from "../experiment/simulation.ts";
import { CURRENCIES, isCurrency, type Currency } from "../money.ts";
import type { ExperimentReports } from "../purchase/experiment-reports.ts";
import type { ControlVerb, Emit } from "./control-socket.ts";
import type { Database } from "../store/drizzle/database.ts";
import { removeSimulated, simulateShoppers } from "../store/drizzle/experiment/simulation.ts";

/** What `npm run demo:experiment` prints, in this order. */
export type SimulationLine =
  | { readonly type: "refused"; readonly why: string }
  | { readonly type: "removed"; readonly sessions: number }
  | { readonly type: "progress"; readonly shoppers: number }
  | {
      readonly type: "counted";
      readonly phase: string;
      readonly arms: readonly { arm: Arm; assigned: number; shown: number; paid: number }[];
    };

const word = z.string().regex(/^[\w.-]{1,60}$/, "a name has letters, digits, dots, hyphens");
const currency = z.string().refine((code): code is Currency => isCurrency(code), `none of ${CURRENCIES.join(", ")}`);

const simulationRequest = z.discriminatedUnion("do", [
  z.strictObject({ do: z.literal("remove"), seed: z.int().min(0).max(1_000_000).nullable() }),
  z.strictObject({
    do: z.literal("fill"),
    seed: z.int().min(0).max(1_000_000),
    shoppers: z.int().min(1).max(10_000_000),
    days: z.int().min(1).max(365),
    /** Relative, in millionths. The most that still leaves a conversion below one. */
    effectPerMillion: z.int().min(-900_000).max(3_000_000),
    basePerMillion: z.int().min(1000).max(150_000),
    sellers: z.array(word).min(1).max(200),
    platforms: z.array(word).min(1).max(10),
    countries: z.array(word).min(1).max(200),
    currencies: z.array(currency).min(1).max(20),
  }),
]);
export type SimulationRequest = z.infer<typeof simulationRequest>;

export const SIMULATE_VERB = "demo-experiment";

export type SimulationParts = {
  readonly database: Database;
  readonly verbs: ExperimentReports;
  /** Simulated shoppers are accepted beside simulated money only. */
  readonly isSandbox: boolean;
  readonly now: () => Date;
};

/** Makes simulated shoppers, or takes them away. A simulation of the same seed replaces the one before. */
export async function simulateExperiment(
  { database, verbs, isSandbox, now }: SimulationParts,
  request: SimulationRequest,
  emit: Emit,
): Promise<void> {
  const send = (line: SimulationLine) => emit(line);
  if (!isSandbox)
    return send({ type: "refused", why: "PAYMENT_PROVIDER is not sandbox, and real shoppers may be here" });
  await send({ type: "removed", sessions: await removeSimulated(database, request.seed) });
  if (request.do === "remove") return;
  const { do: _fill, ...options } = request;
  const simulation: Simulation = { ...options, end: now(), weights: verbs.experimentPlan().weights };
  for await (const shoppers of simulateShoppers(database, simulation)) await send({ type: "progress", shoppers });
  const phase = phaseOfSimulation(request.seed);
  const { cells } = await verbs.experimentFigures(phase);
  const all = cells.filter((cell) => cell.dimension === "all");
  const total = (arm: Arm, name: "assigned" | "shown" | "paid") =>
    all.filter((cell) => cell.arm === arm).reduce((sum, cell) => sum + cell.figures[name], 0);
  const arms = ARMS.map((arm) => ({
    arm,
    assigned: total(arm, "assigned"),
    shown: total(arm, "shown"),
    paid: total(arm, "paid"),
  }));
  await send({ type: "counted", phase, arms });
}

/** The verb for the control socket; one simulation at a time. */
export function simulationVerb(parts: SimulationParts): Readonly<Record<string, ControlVerb>> {
  let isRunning = false;
  return {
    [SIMULATE_VERB]: {
      must: "what npm run demo:experiment sends",
      busy: "another simulation is running; wait for its end",
      begin(body) {
        const read = simulationRequest.safeParse(body);
        if (!read.success) return "not_understood";
        if (isRunning) return "busy";
        isRunning = true;
        return (emit) =>
          simulateExperiment(parts, read.data, emit).finally(() => {
            isRunning = false;
          });
      },
    },
  };
}

/** Reads what a person requested for; a problem names the option. */
export function readSimulationRequest(
  options: unknown,
): { kind: "request"; request: SimulationRequest } | { kind: "invalid"; problems: readonly string[] } {
  const read = simulationRequest.safeParse(options);
  if (read.success) return { kind: "request", request: read.data };
  return {
    kind: "invalid",
    problems: read.error.issues.map(({ path, message }) => `--${String(path[0] ?? "")}: ${message}`),
  };
}
