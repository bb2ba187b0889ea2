/** What is counted from the database and the parts when somebody reads the metrics. */
export type WatchFigures = {
  readonly isDatabaseUp: boolean;
  /** Of each queue that has any: how many jobs are due and not done, and since when the eldest is, in seconds. */
  readonly queues: readonly { readonly queue: string; readonly waiting: number; readonly oldestSeconds: number }[];
  /** Jobs that are not tried any more. */
  readonly deadJobs: number;
  /** Payments without an answer of their provider. */
  readonly unresolved: { readonly count: number; readonly oldestSeconds: number };
  readonly openPages: number;
  /** Money of sellers that is to be moved. Claims by currency, in minor units. */
  readonly transfers: {
    readonly due: number;
    readonly oldestSeconds: number;
    readonly refused: number;
    readonly claims: readonly { readonly currency: string; readonly minor: number }[];
    readonly needPerson: number;
  };
  /** Receivers that sellers have added: how many took nothing when they were called last, and how many were turned off. */
  readonly sellerReceivers: { readonly failing: number; readonly turnedOff: number };
  readonly breakersOpen: number;
  readonly killSwitchesOn: number;
  readonly flags: { readonly source: string; readonly ageSeconds: number | null; readonly isStale: boolean };
  /** By name, as /readyz has them. */
  readonly failingChecks: readonly string[];
  readonly pool: { readonly total: number; readonly idle: number; readonly waiting: number } | null;
};

/** The checks of /readyz that can fail (lib/runtime/readiness.ts). */
export const CHECKS = ["database", "payments", "webhooks", "feed", "tax"] as const;
/** Where flags come from (lib/flags/flags.ts). */
export const FLAG_SOURCES = ["server", "last_known", "bootstrap", "none"] as const;
