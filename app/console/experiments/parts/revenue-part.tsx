import { isUndefined, type Interval, type Undefined } from "#lib/experiment/answer.ts";
import {
  averageText,
  chanceText,
  signedAverageText,
  signedPercentText,
  spanText,
} from "#lib/experiment/report/figure-text.ts";
import { countText, percentText } from "#lib/experiment/report/percent-text.ts";
import type { RevenueReport } from "#lib/experiment/report/sections.ts";
import type { ExperimentReport } from "#lib/experiment/report/report.ts";
import type { Currency } from "#lib/money.ts";
import { FigureTable, type FigureRow } from "./figure-table.tsx";
import { More, Remark, Section } from "./section.tsx";

/** Money, each currency by itself. */
export function RevenuePart({ report }: { readonly report: ExperimentReport }) {
  const { revenue, plan } = report;
  const certainty = percentText(1 - plan.alpha);
  const old = revenue.filter(({ untilDay }) => untilDay !== null);
  return (
    <Section
      id="revenue"
      about={`Per shopper shown a button at least ${countText(plan.revenueAgeDays)} days ago. Currencies are never added up.`}
    >
      {revenue.length === 0 ? <p className="text-muted">No shopper has been shown a price yet.</p> : null}
      {revenue.map((one) => (
        <OneCurrency key={one.currency} revenue={one} certainty={certainty} />
      ))}
      {old.length === 0 ? null : (
        <More summary="Uncut, without earlier spending, and per shopper who paid">
          <div className="flex flex-col gap-5">
            {old.map((one) => (
              <MoreOfCurrency key={one.currency} revenue={one} certainty={certainty} />
            ))}
            <Remark>
              Intervals are fixed ones, to be read at the planned size. The payers of the two arms are different people:
              the last row explains, it does not decide.
            </Remark>
          </div>
        </More>
      )}
    </Section>
  );
}

type Averages = {
  readonly control: number;
  readonly treatment: number;
  readonly difference: number;
  readonly interval: Interval;
  readonly p: number | null;
};

function rowOf(key: string, head: string, averages: Averages | Undefined, currency: Currency): FigureRow {
  if (isUndefined(averages)) return { key, head, cells: [], why: averages.why };
  const { control, treatment, difference, interval, p } = averages;
  return {
    key,
    head,
    cells: [
      averageText(control, currency),
      averageText(treatment, currency),
      signedAverageText(difference, currency),
      spanText(interval, (end) => signedAverageText(end, currency)),
      p === null ? "not tested" : chanceText(p),
    ],
  };
}

const meansOf = (compared: RevenueReport["gross"]): Averages | Undefined =>
  isUndefined(compared)
    ? compared
    : { ...compared, control: compared.control.mean, treatment: compared.treatment.mean };

function cupedOf(cuped: Exclude<RevenueReport["cuped"], null>): Averages | Undefined {
  return isUndefined(cuped)
    ? cuped
    : { ...cuped, control: cuped.control.mean, treatment: cuped.treatment.mean, p: null };
}

function ratiosOf(ratio: RevenueReport["orderValue"]): Averages | Undefined {
  return isUndefined(ratio)
    ? ratio
    : { ...ratio, control: ratio.control.ratio, treatment: ratio.treatment.ratio, p: null };
}

type OfCurrency = { readonly revenue: RevenueReport; readonly certainty: string };

const columnsOf = (certainty: string) =>
  ["Per shopper shown", "External", "Instant", "Difference", `${certainty} interval`, "p"] as const;

function OneCurrency({ revenue, certainty }: OfCurrency) {
  const { currency, untilDay, shoppers, winsorised } = revenue;
  if (untilDay === null)
    return (
      <div>
        <h3 className="text-body font-semibold">{currency}</h3>
        <p className="text-muted">No shopper is old enough yet.</p>
      </div>
    );
  const cut = isUndefined(winsorised)
    ? "Gross, highest cut"
    : `Gross, cut at ${averageText(winsorised.capMinor, currency)} (${countText(winsorised.cappedShoppers)} of the shoppers)`;
  return (
    <div className="flex flex-col gap-3">
      <h3 className="flex flex-wrap items-baseline gap-x-3 text-body font-semibold">
        {currency}
        <span className="text-caption font-normal text-muted">
          until {untilDay}: {countText(shoppers.external)} external, {countText(shoppers.instant)} instant shoppers
        </span>
      </h3>
      <FigureTable
        label={`Revenue in ${currency}`}
        columns={columnsOf(certainty)}
        rows={[
          rowOf("winsorised", cut, meansOf(winsorised), currency),
          rowOf("net", "Net of refunds", meansOf(revenue.net), currency),
        ]}
      />
    </div>
  );
}

/** What explains the figures and decides nothing. */
function MoreOfCurrency({ revenue, certainty }: OfCurrency) {
  const { currency, grossLift, cuped } = revenue;
  return (
    <div className="flex flex-col gap-3">
      <FigureTable
        label={`More about revenue in ${currency}`}
        columns={columnsOf(certainty)}
        rows={[
          rowOf("gross", "Gross", meansOf(revenue.gross), currency),
          ...(cuped === null ? [] : [rowOf("cuped", "Gross, earlier spending taken out", cupedOf(cuped), currency)]),
          rowOf("order", "Gross per shopper who paid", ratiosOf(revenue.orderValue), currency),
        ]}
      />
      <Remark>
        {isUndefined(grossLift)
          ? ""
          : `Gross in ${currency} changed by ${signedPercentText(grossLift.lift)} (${spanText(grossLift.interval, signedPercentText)}). `}
        {cuped === null
          ? "Nobody had bought in the 14 days before, so there is no earlier spending to take out."
          : isUndefined(cuped)
            ? ""
            : `Taking out earlier spending leaves ${percentText(cuped.varianceKept)} of the squared error.`}
      </Remark>
    </div>
  );
}
