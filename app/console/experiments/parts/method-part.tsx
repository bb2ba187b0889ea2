import type { ReactNode } from "react";
import { percentText } from "#lib/experiment/report/percent-text.ts";
import type { ExperimentPlan } from "#lib/experiment/figures.ts";
import { FoldedSection } from "./section.tsx";

/** How each number is made, in short. */
export function MethodPart({ plan }: { readonly plan: ExperimentPlan }) {
  return (
    <FoldedSection id="method">
      <dl className="grid gap-x-8 gap-y-4 text-caption md:grid-cols-2">
        <Note name="Unit">
          The shopper, in the arm of their first assignment. The server records the assignment in both arms alike; the
          exposure is the button on the screen.
        </Note>
        <Note name="Conversion">
          Difference of two rates with Newcombe&rsquo;s interval (1998), which holds at 0% and 100% too, and the pooled
          z test.
        </Note>
        <Note name="Valid at every look">
          An asymptotic confidence sequence (Waudby-Smith and others, arXiv 2103.06476), narrowest at the planned size.
          It may be read every day, and pays for that with its width.
        </Note>
        <Note name="Fixed">
          Read once, at the first whole week in which the planned shoppers were there and their time to pay was over; α
          = {percentText(plan.alpha)}, two-sided.
        </Note>
        <Note name="Money">
          Welch&rsquo;s interval on means of whole minor units. The highest are cut at the 99.9% point of both arms
          together. Earlier spending is taken out by CUPED (Deng and others, 2013); the value of an order by the delta
          method.
        </Note>
        <Note name="Corrections">
          Holm for conversion and guardrails, and for the split by segment; Benjamini–Hochberg for breakdowns; for
          sellers Fisher’s exact test with Holm, and partial pooling after Morris.
        </Note>
        <Note name="The split">Pearson&rsquo;s χ² against the plan&rsquo;s shares (Fabijan and others, 2019).</Note>
        <Note name="Chance and loss">
          Beta beliefs about both rates, starting flat; the loss from a normal belief about the relative change,
          starting at 0 ± 30%.
        </Note>
      </dl>
    </FoldedSection>
  );
}

function Note({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <div>
      <dt className="font-semibold">{name}</dt>
      <dd className="text-muted">{children}</dd>
    </div>
  );
}
