import { isUndefined, type Undefined } from "#lib/experiment/answer.ts";
import { chanceText, spanText, timeText } from "#lib/experiment/report/figure-text.ts";
import { countText } from "#lib/experiment/report/percent-text.ts";
import { GUARDRAIL_WORDS, READING_WORDS } from "#lib/experiment/report/words.ts";
import type { ExperimentReport } from "#lib/experiment/report/report.ts";
import { COMPARISON_COLUMNS, comparisonRows } from "./comparison-rows.tsx";
import { FigureTable, type FigureRow } from "./figure-table.tsx";
import { ShortNoAnswer } from "./no-answer.tsx";
import { More, Remark, Section } from "./section.tsx";

const chanceOf = (p: number | Undefined) => (isUndefined(p) ? <ShortNoAnswer why={p.why} /> : chanceText(p));

/** What must not get worse. */
export function GuardrailsPart({ report }: { readonly report: ExperimentReport }) {
  const { guardrails, unresolved, timeToPay, plan } = report;
  return (
    <Section id="guardrails" about="Of those shown a button; more is worse.">
      <FigureTable
        label="Guardrails"
        columns={["Shoppers", ...COMPARISON_COLUMNS, "Corrected p"]}
        rows={comparisonRows(
          guardrails.map(({ name, comparison, correctedP, reading }) => ({
            key: name,
            head: (
              <>
                {GUARDRAIL_WORDS[name]}
                <span
                  className={`block font-normal sm:whitespace-nowrap ${reading === "worse" ? "text-danger" : "text-muted"}`}
                >
                  {READING_WORDS[reading]}
                </span>
              </>
            ),
            comparison,
            more: [chanceOf(correctedP)],
          })),
        )}
      />
      <More
        summary="If the open payments were lost, or paid; time to pay; how it is read"
        isOpen={report.warnings.some(({ kind }) => kind === "unresolved_decides")}
      >
        <div className="flex flex-col gap-4">
          <FigureTable
            label="Conversion with unresolved payments as lost and as paid"
            columns={["Unresolved payments", ...COMPARISON_COLUMNS]}
            rows={comparisonRows([
              { key: "lost", head: "All lost", comparison: unresolved.asLost },
              { key: "paid", head: "All paid", comparison: unresolved.asPaid },
            ])}
          />
          <FigureTable
            label="Time from the button to the payment"
            columns={["Time to pay", "External", "Instant", "Difference", "Interval", "p"]}
            rows={[timeRow(timeToPay)]}
          />
          <Remark>
            The p-values are corrected together with that of conversion (Holm). Refunds are read over shoppers at least{" "}
            {countText(plan.revenueAgeDays)} days old.
          </Remark>
        </div>
      </More>
    </Section>
  );
}

function timeRow(time: ExperimentReport["timeToPay"]): FigureRow {
  const head = "Average of those who paid";
  if (isUndefined(time)) return { key: "time", head, cells: [], why: time.why };
  const { control, treatment, difference, interval, p } = time;
  return {
    key: "time",
    head,
    cells: [
      timeText(control.mean),
      timeText(treatment.mean),
      timeText(difference),
      spanText(interval, timeText),
      chanceText(p),
    ],
  };
}
