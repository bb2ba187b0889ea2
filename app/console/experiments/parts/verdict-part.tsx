import { ofText, signedPointsText, spanText } from "#lib/experiment/report/figure-text.ts";
import { percentText } from "#lib/experiment/report/percent-text.ts";
import type { ExperimentReport } from "#lib/experiment/report/report.ts";
import { VERDICT_WORDS, WARNING_ADVICE } from "#lib/experiment/report/words.ts";
import type { Verdict } from "#lib/experiment/report/verdict.ts";
import { warningText, type Warning } from "#lib/experiment/report/warning.ts";
import { Unbroken } from "../../../components/unbroken.tsx";
import { More } from "./section.tsx";
import { valueName, type SellerNames } from "./value-name.ts";

const TONES: Readonly<Record<Verdict["kind"], string>> = {
  nothing_shown: "bg-sunken text-ink",
  sample_ratio_mismatch: "bg-danger-soft text-danger",
  part_of_phase: "bg-warning-soft text-warning",
  first_week: "bg-sunken text-ink",
  more_paid: "bg-positive-soft text-positive",
  fewer_paid: "bg-warning-soft text-warning",
  cannot_tell: "bg-sunken text-ink",
  too_early: "bg-sunken text-ink",
};

/** They say what must not be read yet, and the verdict does not read it. */
const ALLOWED_FOR: ReadonlySet<Warning["kind"]> = new Set([
  "fixed_interval_early",
  "not_whole_weeks",
  "open_windows",
  "revenue_too_young",
]);

/** What may be concluded: in a line, with its figures below, and what it does not say. */
export function VerdictPart({ report }: { readonly report: ExperimentReport }) {
  const { verdict, verdictText } = report;
  return (
    <section aria-labelledby="verdict" className="card flex flex-col gap-4 p-5 sm:p-6">
      <h2 id="verdict" className="text-heading text-pretty">
        <span className="visually-hidden">Verdict: </span>
        <span className={`box-decoration-clone rounded-control px-2.5 py-0.5 ${TONES[verdict.kind]}`}>
          {VERDICT_WORDS[verdict.kind]}
        </span>
      </h2>
      <Facts report={report} />
      <p className="max-w-[72ch] text-muted">
        <Unbroken>{verdictText}</Unbroken>
      </p>
    </section>
  );
}

function Facts({ report: { period, plan, verdict } }: { readonly report: ExperimentReport }) {
  if (period.firstDay === null) return null;
  const shown = period.shown.external + period.shown.instant;
  return (
    <dl className="flex flex-wrap gap-x-8 gap-y-3 tabular-nums">
      {"interval" in verdict ? (
        <Fact name={`${percentText(1 - plan.alpha)} interval of the difference`}>
          {spanText(verdict.interval, signedPointsText)} points
        </Fact>
      ) : null}
      <Fact name="Shoppers shown a button">{ofText(shown, plan.plannedShoppers)} planned</Fact>
      <Fact name="Days">
        {period.firstDay} to {period.lastDay ?? period.firstDay}
      </Fact>
    </dl>
  );
}

function Fact({ name, children }: { readonly name: string; readonly children: React.ReactNode }) {
  return (
    <div className="min-w-0">
      <dt className="text-caption text-muted">{name}</dt>
      <dd className="font-semibold">{children}</dd>
    </div>
  );
}

/**
 * What a reader must know before believing a figure, and what to do about it. What stops or turns the decision is up front;
 * what the verdict allows for by itself is folded away.
 */
export function WarningsPart({
  report: { warnings },
  sellers,
}: {
  readonly report: ExperimentReport;
  readonly sellers: SellerNames;
}) {
  const grave = warnings.filter(({ kind }) => !ALLOWED_FOR.has(kind));
  const allowedFor = warnings.filter(({ kind }) => ALLOWED_FOR.has(kind));
  if (warnings.length === 0) return null;
  return (
    <section aria-labelledby="warnings" className="flex flex-col gap-3">
      <h2 id="warnings" className={grave.length === 0 ? "visually-hidden" : "text-title"}>
        Before you read on
      </h2>
      {grave.length === 0 ? null : (
        <ul className="flex flex-col gap-2">
          {grave.map((warning) => (
            <li
              key={textOf(warning, sellers)}
              className="flex gap-3 rounded-control border-l-4 border-warning bg-warning-soft px-4 py-3"
            >
              <span aria-hidden="true" className="font-semibold text-warning">
                !
              </span>
              <WarningText warning={warning} sellers={sellers} />
            </li>
          ))}
        </ul>
      )}
      {allowedFor.length === 0 ? null : (
        <More
          summary={
            allowedFor.length === 1
              ? "One more thing, which the verdict allows for already"
              : `${allowedFor.length} more things, which the verdict allows for already`
          }
        >
          <ul className="flex flex-col gap-3">
            {allowedFor.map((warning) => (
              <li key={textOf(warning, sellers)}>
                <WarningText warning={warning} sellers={sellers} />
              </li>
            ))}
          </ul>
        </More>
      )}
    </section>
  );
}

function WarningText({ warning, sellers }: { readonly warning: Warning; readonly sellers: SellerNames }) {
  return (
    <div className="min-w-0 wrap-anywhere">
      <p className="font-medium">
        <Unbroken>{textOf(warning, sellers)}</Unbroken>
      </p>
      <p className="text-caption">{WARNING_ADVICE[warning.kind]}</p>
    </div>
  );
}

const textOf = (warning: Warning, sellers: SellerNames): string =>
  warningText(
    warning.kind === "sample_ratio_mismatch_in_segment"
      ? { ...warning, value: valueName(warning.dimension, warning.value, sellers) }
      : warning,
  );
