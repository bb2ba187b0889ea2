import type { ExperimentReport } from "#lib/experiment/report/report.ts";
import { BreakdownsPart } from "./parts/breakdowns-part.tsx";
import { ConversionPart } from "./parts/conversion-part.tsx";
import { DaysPart } from "./parts/days-part.tsx";
import { FunnelPart } from "./parts/funnel-part.tsx";
import { GuardrailsPart } from "./parts/guardrails-part.tsx";
import { MethodPart } from "./parts/method-part.tsx";
import { ReportHead, type PhaseChoice } from "./parts/report-head.tsx";
import { RevenuePart } from "./parts/revenue-part.tsx";
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
}: { readonly report: ExperimentReport; readonly sellers: SellerNames } & PhaseChoice) {
  return (
    <div className="report flex flex-col gap-10">
      <noscript>
        <style>{".chart { display: none }"}</style>
      </noscript>
      <ReportHead report={report} phases={phases} phase={phase} />
      <VerdictPart report={report} />
      {report.period.firstDay === null ? (
        <Nobody />
      ) : (
        <>
          <WarningsPart report={report} sellers={sellers} />
          <ConversionPart report={report} />
          <DaysPart report={report} />
          <FunnelPart report={report} />
          <RevenuePart report={report} />
          <GuardrailsPart report={report} />
          <BreakdownsPart report={report} sellers={sellers} />
          <WeeksPart report={report} />
          <SplitPart report={report} sellers={sellers} />
          <MethodPart plan={report.plan} />
        </>
      )}
    </div>
  );
}

/** Nobody has been in the experiment: how somebody gets in. */
function Nobody() {
  return (
    <div className="flex max-w-[68ch] flex-col gap-3">
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
