import type { AskedDays } from "#lib/experiment/report/range.ts";
import { countText, pointsText, percentText } from "#lib/experiment/report/percent-text.ts";
import { Field } from "../../../components/field.tsx";
import { CALCULATOR_FIELDS, type Calculation, type CalculatorField, type CalculatorTexts } from "./calculator-form.ts";
import { FigureTable } from "./figure-table.tsx";
import { FoldedSection, Remark } from "./section.tsx";

const LABELS: Readonly<Record<CalculatorField, { readonly label: string; readonly hint: string }>> = {
  baseline: { label: "External paid conversion, %", hint: "What the external route has now." },
  effect: { label: "Smallest effect worth finding, points", hint: "1 means from 5% to 6%. It may be negative." },
  alpha: { label: "False alarms accepted (α), %", hint: "Two-sided; usually 5." },
  power: { label: "Chance to find the effect (power), %", hint: "Usually 80." },
  per_day: { label: "Eligible shoppers a day", hint: "Of both ways together." },
  instant: { label: "Share of instant, %", hint: "50 needs the fewest shoppers." },
};

/** How many shoppers a test takes and how long, and the other way round. A plain form, which needs no JavaScript. */
export function CalculatorPart({
  texts,
  calculation,
  address,
  phase,
  days,
  isAsked,
}: {
  readonly texts: CalculatorTexts;
  readonly calculation: Calculation;
  /** Of this page, without what the form asks. */
  readonly address: string;
  readonly phase: string | null;
  /** Those of the report above, which stays. */
  readonly days: AskedDays;
  /** Whether the page was asked for an answer of its own. */
  readonly isAsked: boolean;
}) {
  const problems = calculation.kind === "wrong" ? calculation.problems : {};
  return (
    <FoldedSection
      id="calculator"
      isOpen={isAsked}
      about="Plan before you start: the planned number of shoppers is written into the plan and not changed after a look at the data."
    >
      <form action={`${address}#calculator`} className="not-printed flex flex-col gap-5">
        {Object.entries({ phase, ...days }).map(([name, value]) =>
          value === null ? null : <input key={name} type="hidden" name={name} value={value} />,
        )}
        <div className="grid items-start gap-x-5 gap-y-4 sm:grid-cols-2 lg:grid-cols-3">
          {CALCULATOR_FIELDS.map((name) => (
            <Field
              key={name}
              name={name}
              label={LABELS[name].label}
              hint={LABELS[name].hint}
              value={texts[name]}
              problem={problems[name] ?? null}
              autoComplete="off"
            />
          ))}
        </div>
        <button type="submit" className="button self-start">
          Calculate
        </button>
      </form>
      {calculation.kind === "wrong" ? (
        <p role="alert" className="font-medium text-danger">
          {Object.keys(problems).length === 1 ? "One field needs" : "Some fields need"} another number.
        </p>
      ) : (
        <Answer calculation={calculation} />
      )}
    </FoldedSection>
  );
}

function Answer({ calculation }: { readonly calculation: Extract<Calculation, { kind: "calculated" }> }) {
  const { size, runTime, weeks } = calculation;
  return (
    <>
      <p className="max-w-[60ch] text-lead tabular-nums">
        <strong>{countText(size.total)} shoppers</strong>: {countText(size.control)} external and{" "}
        {countText(size.treatment)} instant. That takes{" "}
        <strong>
          {countText(runTime.days)} {runTime.days === 1 ? "day" : "days"}
        </strong>
        , so run it for {countText(runTime.wholeWeekDays)}: a verdict waits for whole weeks. The time to pay of the last
        shopper comes on top.
      </p>
      <h3 className="text-body font-semibold">The other way round</h3>
      <FigureTable
        label="The smallest effect that so many weeks would probably show"
        columns={["Run for", "Shoppers", "Smallest effect, points", "of the external rate"]}
        rows={weeks.map(({ weeks: count, shoppers, detectable }) => ({
          key: String(count),
          head: count === 1 ? "1 week" : `${count} weeks`,
          cells: [countText(shoppers), pointsText(detectable.absolute), percentText(detectable.relative)],
        }))}
      />
      <Remark>
        For a verdict read once, at the planned size. The interval that is valid at every look is about one and a half
        times as wide there, and needs up to twice as many shoppers to find the same effect.
      </Remark>
    </>
  );
}
