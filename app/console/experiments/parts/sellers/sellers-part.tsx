import { isUndefined, type Interval } from "#lib/experiment/answer.ts";
import { OTHER_SELLERS } from "#lib/experiment/figures.ts";
import { chanceText, ofText, rateText, signedPointsText, spanText } from "#lib/experiment/report/figure-text.ts";
import { countText } from "#lib/experiment/report/percent-text.ts";
import type { ExperimentReport } from "#lib/experiment/report/report.ts";
import { sellersSummary } from "#lib/experiment/report/sellers-text.ts";
import type { SellerRow } from "#lib/experiment/report/sections.ts";
import { SELLER_READING_WORDS } from "#lib/experiment/report/words.ts";
import { Notice } from "../../../../components/notice.tsx";
import { FigureTable, type FigureRow } from "../figure-table.tsx";
import { ShortNoAnswer } from "../no-answer.tsx";
import { FoldedSection, More, Remark } from "../section.tsx";
import { valueName, type SellerNames } from "../value-name.ts";

/** More sellers than these are folded away; those at which something was found come first. */
const MAX_OPEN = 12;
const COLUMNS = [
  "Seller",
  "External",
  "Instant",
  "Points, all intervals together",
  "Pooled, points",
  "Reading",
] as const;

const isFound = ({ reading }: SellerRow) => reading === "more_paid" || reading === "fewer_paid";

/** What the arms do at each seller: what may be concluded, what is likely, and how many have too few shoppers. */
export function SellersPart({
  report,
  sellers,
  hasRoutes,
}: {
  readonly report: ExperimentReport;
  readonly sellers: SellerNames;
  /** For readers who may open the other pages of the console. */
  readonly hasRoutes: boolean;
}) {
  const { rows, isReversed } = report.sellers;
  if (rows.length === 0) return null;
  const found = rows.filter(isFound);
  const others = rows.filter((row) => !isFound(row));
  const shown = [...found, ...others.slice(0, MAX_OPEN)];
  const folded = others.slice(MAX_OPEN);
  const tableOf = (of: readonly SellerRow[], label: string) => (
    <FigureTable label={label} columns={COLUMNS} rows={of.map((row) => figureRow(row, sellers, hasRoutes))} />
  );
  return (
    <FoldedSection
      id="sellers"
      isOpen={isReversed}
      about="Conversion at each seller. Among many sellers one always stands out by chance: the p-values are exact and corrected together (Fisher, Holm), and what is likely of a seller with few shoppers is drawn towards all the others."
    >
      <div className="flex max-w-[68ch] flex-col gap-2">
        {sellersSummary(report.sellers).map((text) => (
          <p key={text}>{text}</p>
        ))}
      </div>
      {isReversed ? (
        <Notice tone="warning" title="Every seller points against the whole">
          The arms mix the sellers differently (Simpson&rsquo;s paradox). Believe the rows and not the whole.
        </Notice>
      ) : null}
      {tableOf(shown, "Conversion by seller")}
      {folded.length === 0 ? null : (
        <More summary={`${countText(folded.length)} more with fewer shoppers`}>
          {tableOf(folded, "Conversion by seller, continued")}
        </More>
      )}
      <Remark>
        Rates are of everybody up to now; the reading and its p are of the day on which they were read. A pooled figure
        is what to expect of a seller and no conclusion about it.
      </Remark>
    </FoldedSection>
  );
}

function figureRow(row: SellerRow, sellers: SellerNames, hasRoutes: boolean): FigureRow {
  const { value, comparison, simultaneous, pooled, correctedP, reading, shoppers } = row;
  const isOne = value !== OTHER_SELLERS;
  const name = isOne ? valueName("seller", value, sellers) : "All other sellers";
  const head =
    isOne && hasRoutes ? (
      <a className="link" href={`/console/routes?seller=${encodeURIComponent(value)}`}>
        {name}
      </a>
    ) : (
      name
    );
  if (isUndefined(comparison)) return { key: value, head, cells: [], why: comparison.why };
  const { control, treatment, difference } = comparison;
  return {
    key: value,
    head,
    cells: [
      <Two key="external" first={rateText(control.rate)} second={ofText(control.events, control.shoppers)} />,
      <Two key="instant" first={rateText(treatment.rate)} second={ofText(treatment.events, treatment.shoppers)} />,
      <Estimate key="all" value={difference} interval={isUndefined(simultaneous) ? null : simultaneous} />,
      isUndefined(pooled) ? (
        <ShortNoAnswer key="pooled" why={pooled.why} />
      ) : (
        <Estimate key="pooled" value={pooled.difference} interval={pooled.interval} />
      ),
      <Two
        key="reading"
        first={isOne ? SELLER_READING_WORDS[reading] : "Not tested"}
        second={
          isUndefined(correctedP)
            ? `${countText(shoppers)} shoppers`
            : `corrected p ${chanceText(correctedP)}, ${countText(shoppers)} shoppers`
        }
      />,
    ],
  };
}

function Estimate({ value, interval }: { readonly value: number; readonly interval: Interval | null }) {
  return <Two first={signedPointsText(value)} second={interval === null ? "" : spanText(interval, signedPointsText)} />;
}

function Two({ first, second }: { readonly first: string; readonly second: string }) {
  return (
    <>
      {first}
      <span className="block text-muted">{second}</span>
    </>
  );
}
