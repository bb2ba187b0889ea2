import type { ExperimentReport } from "#lib/experiment/report/report.ts";
import { VERDICT_WORDS, WARNING_ADVICE } from "#lib/experiment/report/words.ts";
import type { Verdict } from "#lib/experiment/report/verdict.ts";
import { warningText } from "#lib/experiment/report/warning.ts";
import { valueName, type SellerNames } from "./value-name.ts";

const TONES: Readonly<Record<Verdict["kind"], string>> = {
  nothing_shown: "bg-sunken text-ink",
  sample_ratio_mismatch: "bg-danger-soft text-danger",
  first_week: "bg-sunken text-ink",
  more_paid: "bg-positive-soft text-positive",
  fewer_paid: "bg-warning-soft text-warning",
  cannot_tell: "bg-sunken text-ink",
  too_early: "bg-sunken text-ink",
};

/** What may be concluded, in one sentence. */
export function VerdictPart({ report }: { readonly report: ExperimentReport }) {
  return (
    <section aria-labelledby="verdict" className="card flex flex-col items-start gap-4 p-5 sm:p-8">
      <h2 id="verdict" className="text-caption font-normal">
        <span className="visually-hidden">Verdict: </span>
        <span className={`inline-block rounded-full px-3 py-1 font-semibold ${TONES[report.verdict.kind]}`}>
          {VERDICT_WORDS[report.verdict.kind]}
        </span>
      </h2>
      <p className="max-w-[56ch] text-title font-medium tracking-tight text-pretty sm:text-[1.375rem]">
        {report.verdictText}
      </p>
    </section>
  );
}

/** What a reader must know before believing a figure, and what to do about it. */
export function WarningsPart({
  report,
  sellers,
}: {
  readonly report: ExperimentReport;
  readonly sellers: SellerNames;
}) {
  const { warnings } = report;
  if (warnings.length === 0) return null;
  return (
    <section aria-labelledby="warnings" className="flex flex-col gap-3">
      <h2 id="warnings" className="text-title">
        Before you read on
      </h2>
      <ul className="flex flex-col gap-2">
        {warnings.map((warning) => {
          const text = warningText(
            warning.kind === "sample_ratio_mismatch_in_segment"
              ? { ...warning, value: valueName(warning.dimension, warning.value, sellers) }
              : warning,
          );
          return (
            <li key={text} className="flex gap-3 rounded-control border-l-4 border-warning bg-warning-soft px-4 py-3">
              <span aria-hidden="true" className="font-semibold text-warning">
                !
              </span>
              <div className="min-w-0 wrap-anywhere">
                <p className="font-medium">{text}</p>
                <p className="text-caption">{WARNING_ADVICE[warning.kind]}</p>
              </div>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
