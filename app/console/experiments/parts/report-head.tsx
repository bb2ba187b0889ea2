import type { ReactNode } from "react";
import type { ExperimentPhase } from "#lib/experiment/exposure.ts";
import { countText, percentText } from "#lib/experiment/report/percent-text.ts";
import type { ExperimentReport } from "#lib/experiment/report/report.ts";
import { Notice } from "../../../components/notice.tsx";
import { ReportDays, type DaysQuestion } from "../day-range.tsx";

export type PhaseChoice = { readonly phases: readonly ExperimentPhase[]; readonly phase: ExperimentPhase | null };

/** What it is about: the hypothesis, the plan and the phase. */
export function ReportHead({
  report,
  phases,
  phase,
  hypothesis,
  question,
  tools,
}: {
  readonly report: ExperimentReport;
  readonly question: DaysQuestion | null;
  readonly hypothesis: string | null;
  /** What else there is of it. */
  readonly tools: ReactNode;
} & PhaseChoice) {
  const { period, plan } = report;
  const address = `/console/experiments/${report.experiment}`;
  return (
    <header className="flex flex-col gap-5">
      <div className="flex flex-col gap-2">
        <h1 className="text-heading">Instant against external</h1>
        {hypothesis === null ? null : <p className="max-w-[68ch] text-pretty wrap-anywhere">{hypothesis}</p>}
        <p className="max-w-[68ch] text-muted">
          {period.firstDay === null ? "No shopper yet. " : null}
          Planned: {countText(plan.plannedShoppers)} shoppers, {percentText(plan.weights.instant / 1000)} of them
          instant; time to pay: {countText(plan.windowDays)} days.
        </p>
      </div>
      <Phases phases={phases} phase={phase} address={address} />
      {phase === null ? null : <ReportDays range={report.range} phase={phase} question={question} />}
      {phase?.isSimulated === true ? (
        <Notice tone="warning" title="Simulated: nobody met these shoppers">
          The figures of this phase were made by <code className="font-mono">npm run demo:experiment</code> and say
          nothing about your shop.
        </Notice>
      ) : null}
      {tools}
    </header>
  );
}

function Phases({ phases, phase, address }: PhaseChoice & { readonly address: string }) {
  if (phases.length === 0 || phase === null) return null;
  const nameOf = (one: ExperimentPhase) => `${one.firstDay} to ${one.lastDay}`;
  if (phases.length === 1)
    return (
      <p className="text-caption text-muted">
        Phase <span className="font-medium text-ink wrap-anywhere">{nameOf(phase)}</span>
      </p>
    );
  return (
    <nav aria-label="Phase" className="flex flex-col gap-2 text-caption">
      <p className="text-muted">
        Phases are never added up: shares, group or plan changed between them, and a mixture can turn an effect round.
      </p>
      <ul className="flex flex-wrap gap-2">
        {phases.map((one) => (
          <li key={one.phase} className="max-w-full">
            <a
              href={`${address}?phase=${encodeURIComponent(one.phase)}`}
              {...(one.phase === phase.phase ? { "aria-current": "page" } : {})}
              className="block rounded-control border border-control bg-surface px-3 py-2 wrap-anywhere hover:bg-sunken aria-[current=page]:border-accent aria-[current=page]:bg-accent-soft aria-[current=page]:font-semibold"
            >
              {nameOf(one)}
              {one.isSimulated ? ", simulated" : ""}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
