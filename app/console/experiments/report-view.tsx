import { Fragment, type ReactNode } from "react";
import type { ExperimentNotes } from "#lib/config/experiment.ts";
import { SECTION_WORDS } from "#lib/experiment/report/words.ts";
import type { ExperimentReport } from "#lib/experiment/report/report.ts";
import { BreakdownsPart } from "./parts/breakdowns-part.tsx";
import { ConversionPart } from "./parts/conversion-part.tsx";
import { DaysPart } from "./parts/days-part.tsx";
import { FunnelPart } from "./parts/funnel-part.tsx";
import { GuardrailsPart } from "./parts/guardrails-part.tsx";
import { MethodPart } from "./parts/method-part.tsx";
import type { DaysQuestion } from "./day-range.tsx";
import { ReportHead, type PhaseChoice } from "./parts/report-head.tsx";
import { RevenuePart } from "./parts/revenue-part.tsx";
import { SellersPart } from "./parts/sellers/sellers-part.tsx";
import { SplitPart } from "./parts/split-part.tsx";
import type { SellerNames } from "./parts/value-name.ts";
import { VerdictPart, WarningsPart } from "./parts/verdict-part.tsx";
import { WeeksPart } from "./parts/weeks-part.tsx";

/** The whole report: first what may be concluded, then why. */
export function ReportView({
  report,
  phases,
  phase,
  sellers,
  notes,
  tools = null,
  question = null,
}: {
  readonly report: ExperimentReport;
  readonly sellers: SellerNames;
  readonly notes: ExperimentNotes;
  /** Below the phase: what else there is of the report, or who reads it. */
  readonly tools?: ReactNode;
  /** For readers who may ask for other days, and who find the calculator below. */
  readonly question?: DaysQuestion | null;
} & PhaseChoice) {
  return (
    <div className="report flex flex-col gap-8">
      <noscript>
        <style>{".chart { display: none }"}</style>
      </noscript>
      <ReportHead
        report={report}
        phases={phases}
        phase={phase}
        hypothesis={notes.hypothesis}
        question={question}
        tools={tools}
      />
      <VerdictPart report={report} />
      <Decisions decisions={notes.decisions} />
      {report.period.firstDay === null ? (
        report.range === null && <Nobody />
      ) : (
        <>
          <WarningsPart report={report} sellers={sellers} />
          <SectionList hasCalculator={question !== null} hasSellers={report.sellers.rows.length > 0} />
          <ConversionPart report={report} />
          <DaysPart report={report} />
          <FunnelPart report={report} />
          <RevenuePart report={report} />
          <GuardrailsPart report={report} />
          <BreakdownsPart report={report} />
          <SellersPart report={report} sellers={sellers} hasRoutes={question !== null} />
          <WeeksPart report={report} />
          <SplitPart report={report} sellers={sellers} />
          <MethodPart plan={report.plan} />
        </>
      )}
    </div>
  );
}

/** What was decided on it so far, as EXPERIMENT_FILE has it: the latest first. */
function Decisions({ decisions }: Pick<ExperimentNotes, "decisions">) {
  if (decisions.length === 0) return null;
  return (
    <section aria-labelledby="decisions" className="flex flex-col gap-3">
      <h2 id="decisions" className="text-title">
        Decided so far
      </h2>
      <dl className="grid gap-x-6 gap-y-2 sm:grid-cols-[max-content_1fr]">
        {decisions
          .toSorted((a, b) => b.day.localeCompare(a.day))
          .map(({ day, text }) => (
            <Fragment key={`${day} ${text}`}>
              <dt className="text-muted tabular-nums">{day}</dt>
              <dd className="max-w-[68ch] wrap-anywhere">{text}</dd>
            </Fragment>
          ))}
      </dl>
    </section>
  );
}

/** Stays on the screen while the report is read. */
function SectionList({ hasCalculator, hasSellers }: { readonly hasCalculator: boolean; readonly hasSellers: boolean }) {
  return (
    <nav
      aria-label="Sections"
      className="not-printed sticky top-0 z-10 -mx-1 overflow-x-auto bg-canvas px-1 py-1.5 text-caption"
    >
      <ul className="flex w-max gap-x-5 sm:w-auto sm:flex-wrap">
        {Object.entries(SECTION_WORDS)
          .filter(([id]) => (hasCalculator || id !== "calculator") && (hasSellers || id !== "sellers"))
          .map(([id, title]) => (
            <li key={id}>
              <a className="link inline-block py-1" href={`#${id}`}>
                {title}
              </a>
            </li>
          ))}
      </ul>
    </nav>
  );
}

/** Nobody has been in the experiment: how somebody gets in. */
function Nobody() {
  return (
    <div className="flex max-w-[68ch] flex-col gap-3 pb-5">
      <p>
        Shoppers are in it as soon as the flag <code className="font-mono">checkout-route</code> gives them one of its
        two variants, the host offers its payment sheet, and nothing else decides. The button they are shown is what
        counts.
      </p>
      <p className="text-muted">
        To see a full report before that, run <code className="font-mono">npm run demo:experiment</code>: it makes
        simulated shoppers in a phase of their own, which this page marks as such.
      </p>
    </div>
  );
}
