import { isUndefined, type Undefined } from "#lib/experiment/answer.ts";
import { roughPercentText } from "#lib/experiment/report/figure-text.ts";
import { countText } from "#lib/experiment/report/percent-text.ts";
import { STAGE_WORDS } from "#lib/experiment/report/words.ts";
import type { ExperimentReport } from "#lib/experiment/report/report.ts";
import { ArmName } from "./arm-name.tsx";
import { FigureTable } from "./figure-table.tsx";
import { FunnelChart } from "../charts/funnel-chart.tsx";
import { ShortNoAnswer } from "./no-answer.tsx";
import { More, Remark, Section } from "./section.tsx";

const drawn = (share: number | Undefined | null): number | null => (typeof share === "number" ? share : null);
/** Nothing where there is nothing to be a share of: the first step has none before it. */
function written(share: number | Undefined | null) {
  if (share === null) return "";
  return isUndefined(share) ? <ShortNoAnswer why={share.why} /> : roughPercentText(share);
}

/** How far the shoppers of each arm came. */
export function FunnelPart({ report }: { readonly report: ExperimentReport }) {
  const { funnel } = report;
  // Those assigned are no share of the shown.
  const shares = funnel.filter(({ arms }) => arms.external.ofShown !== null);
  return (
    <Section id="funnel" about="Of those shown a button, how many came to each step.">
      <p className="flex flex-wrap gap-x-6 gap-y-1 text-caption">
        <ArmName arm="external" />
        <ArmName arm="instant" />
      </p>
      <FunnelChart
        points={shares.map(({ event, arms }) => ({
          event: STAGE_WORDS[event],
          external: drawn(arms.external.ofShown),
          instant: drawn(arms.instant.ofShown),
        }))}
        label="How many of the shown came to each step, by arm; the table below has the same numbers."
      />
      <More summary="The numbers of every step, and what counts as one">
        <div className="flex flex-col gap-4">
          <FigureTable
            label="The funnel by step"
            columns={[
              "Step",
              "External",
              "External, of shown",
              "External, of the step before",
              "Instant",
              "Instant, of shown",
              "Instant, of the step before",
            ]}
            rows={funnel.map(({ event, arms }) => ({
              key: event,
              head: STAGE_WORDS[event],
              cells: (["external", "instant"] as const).flatMap((arm) => [
                countText(arms[arm].shoppers),
                written(arms[arm].ofShown),
                written(arms[arm].ofPrevious),
              ]),
            }))}
          />
          <Remark>
            Clicked is the first press of the card’s one button: “Continue to checkout”, or on instant “Add delivery
            address”, and “Buy now” where the address is known. Details come after it in both arms. A step can have more
            shoppers than the one before it where a way to pay skips one: the payment sheet may know the details
            already.
          </Remark>
        </div>
      </More>
    </Section>
  );
}
