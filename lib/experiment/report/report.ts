import type { ReportSections } from "./sections.ts";
import type { Verdict } from "./verdict.ts";
import type { Warning } from "./warning.ts";

/** The report on one phase of the experiment: its sections, and what may be concluded from them. */
export type ExperimentReport = ReportSections & {
  readonly verdict: Verdict;
  /** The verdict in one sentence: what may be concluded, and what may not. */
  readonly verdictText: string;
  readonly warnings: readonly Warning[];
};
