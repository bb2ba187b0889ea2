import type { Flags } from "../../flags/flags.ts";
import type { WatchFigures } from "../../observe/figures.ts";
import type { Pauses } from "../../purchase/operator.ts";
import type { OpenDatabase } from "../../store/drizzle/database.ts";
import { readStoredFigures } from "../../store/drizzle/watch/figures.ts";
import type { Readiness } from "../readiness.ts";

/** Two readers of the metrics cost the database no more than one, and a reader who never pauses little. */
const KEPT_MS = 5000;

export type FigureParts = {
  readonly opened: Pick<OpenDatabase, "database" | "pool">;
  readonly flags: Pick<Flags, "source">;
  readonly pauses: () => Promise<Pauses>;
  readonly readiness: () => Promise<Readiness>;
  readonly now: () => Date;
};

const NOTHING = {
  queues: [],
  deadJobs: 0,
  unresolved: { count: 0, oldestSeconds: 0 },
  openPages: 0,
  transfers: { due: 0, oldestSeconds: 0, refused: 0, claims: [], needPerson: 0 },
  sellerReceivers: { failing: 0, turnedOff: 0 },
  breakersOpen: 0,
  killSwitchesOn: 0,
} as const;

/** What is counted when the metrics are read, at most once in five seconds. Never throws. */
export function watchFigures(parts: FigureParts): () => Promise<WatchFigures> {
  let kept: { readonly figures: Promise<WatchFigures>; readonly readAt: number } | null = null;
  return () => {
    const time = performance.now();
    if (kept === null || time - kept.readAt > KEPT_MS) kept = { figures: readFigures(parts), readAt: time };
    return kept.figures;
  };
}

async function readFigures({ opened, flags, pauses, readiness, now }: FigureParts): Promise<WatchFigures> {
  const source = flags.source();
  const age = source.confirmedAt === null ? null : (now().getTime() - source.confirmedAt.getTime()) / 1000;
  const known = {
    flags: { source: source.kind, ageSeconds: age, isStale: source.isStale },
    pool: opened.pool?.() ?? null,
  };
  try {
    const { switches, breakers } = await pauses();
    return {
      ...known,
      ...(await readStoredFigures(opened.database)),
      isDatabaseUp: true,
      breakersOpen: breakers.filter(({ state }) => state !== "closed").length,
      killSwitchesOn: switches.filter(({ isOn }) => isOn).length,
      failingChecks: (await readiness()).failing,
    };
  } catch {
    // A database that does not answer is what these metrics are there to say.
    return { ...known, ...NOTHING, isDatabaseUp: false, failingChecks: ["database"] };
  }
}
