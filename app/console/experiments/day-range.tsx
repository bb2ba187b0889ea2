import type { ExperimentPhase } from "#lib/experiment/exposure.ts";
import type { AskedDays, ReportRange } from "#lib/experiment/report/range.ts";
import { rangeText } from "#lib/experiment/report/words.ts";
import { Notice } from "../../components/notice.tsx";

/** What was asked in the page's address. `wrong`: the two texts are no days, so the whole phase is shown. */
export type DaysQuestion = {
  /** Of the page, without what is asked. */
  readonly address: string;
  readonly days: AskedDays | "wrong";
};

/** Which of the phase's days the report is about, on paper too, and a plain form for others. */
export function ReportDays({
  range,
  phase,
  question,
}: {
  readonly range: ReportRange | null;
  readonly phase: ExperimentPhase;
  /** Null for readers who may not ask. */
  readonly question: DaysQuestion | null;
}) {
  return (
    <div className="flex flex-col gap-3">
      {question === null ? null : <DaysForm phase={phase} {...question} />}
      {question?.days === "wrong" ? (
        <Notice tone="warning" title="These are not two days of a range">
          Write days such as {phase.firstDay}, the first not after the last. The whole phase is shown.
        </Notice>
      ) : null}
      {range === null ? null : (
        <Notice tone="neutral" title={`Days: ${rangeText(range)}`}>
          Shoppers are counted on the day, in UTC, of their first assignment. The split, and shoppers who changed arms,
          are of the whole phase.
        </Notice>
      )}
    </div>
  );
}

function DaysForm({ phase, address, days }: { readonly phase: ExperimentPhase } & DaysQuestion) {
  const { from, to } = days === "wrong" ? { from: null, to: null } : days;
  return (
    <form method="get" className="not-printed flex flex-wrap items-end gap-3 text-caption">
      <input type="hidden" name="phase" value={phase.phase} />
      <Day name="from" label="From (UTC)" value={from} usual={phase.firstDay} phase={phase} />
      <Day name="to" label="To" value={to} usual={phase.lastDay} phase={phase} />
      <button type="submit" className="button button-quiet">
        Show these days
      </button>
      {from === null && to === null ? null : (
        <a className="link py-3" href={`${address}?phase=${encodeURIComponent(phase.phase)}`}>
          The whole phase
        </a>
      )}
    </form>
  );
}

function Day({
  name,
  label,
  value,
  usual,
  phase,
}: {
  readonly name: "from" | "to";
  readonly label: string;
  readonly value: string | null;
  /** What an empty field means. */
  readonly usual: string;
  readonly phase: ExperimentPhase;
}) {
  return (
    <label className="flex flex-col gap-1">
      {label}
      <input
        type="date"
        name={name}
        className="input"
        defaultValue={value ?? usual}
        min={phase.firstDay}
        max={phase.lastDay}
      />
    </label>
  );
}
