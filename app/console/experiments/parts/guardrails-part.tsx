import { isUndefined, type Undefined } from "#lib/experiment/answer.ts";
import { chanceText, spanText, timeText } from "#lib/experiment/report/figure-text.ts";
import { countText } from "#lib/experiment/report/percent-text.ts";
import { GUARDRAIL_WORDS, READING_WORDS } from "#lib/experiment/report/words.ts";
import type { ExperimentReport } from "#lib/experiment/report/report.ts";
import { COMPARISON_COLUMNS, comparisonRows } from "./comparison-rows.tsx";
import { FigureTable } from "./figure-table.tsx";
import { ShortNoAnswer } from "./no-answer.tsx";
import { Remark, Section } from "./section.tsx";

const chanceOf = (p: number | Undefined) => (isUndefined(p) ? <ShortNoAnswer why={p.why} /> : chanceText(p));

/** What must not get worse. */
export function GuardrailsPart({ report }: { readonly report: ExperimentReport }) {
  const { guardrails, unresolved, timeToPay, plan } = report;
  return (
    <Section
      id="guardrails"
      about="Of those shown a button. More is worse for each of them; their p-values are corrected together with that of conversion (Holm)."
    >
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
      <Remark>Refunds are read over shoppers at least {countText(plan.revenueAgeDays)} days old.</Remark>
      <details open={report.warnings.some(({ kind }) => kind === "unresolved_decides")}>
        <summary className="w-fit cursor-pointer">
          <h3 className="inline text-body font-semibold">If the open payments were lost, or paid</h3>
        </summary>
        <div className="pt-3">
          <FigureTable
            label="Conversion with unresolved payments as lost and as paid"
            columns={["Unresolved payments", ...COMPARISON_COLUMNS]}
            rows={comparisonRows([
              { key: "lost", head: "All lost", comparison: unresolved.asLost },
              { key: "paid", head: "All paid", comparison: unresolved.asPaid },
            ])}
          />
        </div>
      </details>
      <h3 className="text-body font-semibold">Time to pay</h3>
      <FigureTable
        label="Time from the button to the payment"
        columns={["Of those who paid", "External", "Instant", "Difference", "Interval", "p"]}
        rows={[
          isUndefined(timeToPay)
            ? { key: "time", head: "Average", cells: [], why: timeToPay.why }
            : {
                key: "time",
                head: "Average",
                cells: [
                  timeText(timeToPay.control.mean),
                  timeText(timeToPay.treatment.mean),
                  timeText(timeToPay.difference),
                  spanText(timeToPay.interval, timeText),
                  chanceText(timeToPay.p),
                ],
              },
        ]}
      />
    </Section>
  );
}
