import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { ReportView } from "#app/console/experiments/report-view.tsx";
import { UNDEFINED_TEXTS } from "#lib/experiment/answer.ts";
import { VERDICT_WORDS, WARNING_ADVICE } from "#lib/experiment/report/words.ts";
import type { ExperimentReport } from "#lib/experiment/report/report.ts";
import type { Verdict } from "#lib/experiment/report/verdict.ts";
import { warningText, type Warning } from "#lib/experiment/report/warning.ts";
import { textOf } from "../widget/draw-purchase.tsx";
import { CASES, LONG_NAME, PHASE } from "./report-cases.ts";

const NO_NOTES = { hypothesis: null, decisions: [] };

/** The text of the page as a person reads it. */
const shown = (report: ExperimentReport, phases = [PHASE], sellers = new Map<string, string>()) =>
  textOf(
    renderToStaticMarkup(
      <ReportView report={report} phases={phases} phase={phases[0] ?? null} sellers={sellers} notes={NO_NOTES} />,
      // A day that is held together is a part of its sentence.
    ).replaceAll(/<span class="inline-block max-w-full wrap-anywhere">([^<]*)<\/span>/g, "$1"),
  )
    .replaceAll("&#x27;", "'")
    .replaceAll("&amp;", "&")
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">");

const WARNINGS: { readonly [kind in Warning["kind"]]: Extract<Warning, { kind: kind }> } = {
  sample_ratio_mismatch: { kind: "sample_ratio_mismatch", count: "shown", p: 0.000_02 },
  sample_ratio_mismatch_in_segment: {
    kind: "sample_ratio_mismatch_in_segment",
    count: "assigned",
    dimension: "seller",
    value: "Alpine Supply",
    p: 0.000_04,
  },
  shown_less_in_one_arm: { kind: "shown_less_in_one_arm", external: 0.98, instant: 0.91 },
  reassigned: { kind: "reassigned", shoppers: 120, share: 0.012 },
  reversed: { kind: "reversed", dimension: "platform" },
  interrupted: { kind: "interrupted", times: 2, isOpen: true },
  guardrail_worse: { kind: "guardrail_worse", name: "declined", difference: 0.012 },
  unresolved_decides: { kind: "unresolved_decides", external: 4, instant: 90 },
  effect_changes: { kind: "effect_changes", firstWeek: 0.04, later: 0.001 },
  begins_inside_phase: { kind: "begins_inside_phase", from: "2026-09-14", phaseFirstDay: "2026-09-07" },
  ends_early: { kind: "ends_early", to: "2026-09-20", phaseLastDay: "2026-10-04" },
  fixed_interval_early: { kind: "fixed_interval_early", plannedShoppers: 8000, missingShoppers: 500 },
  not_whole_weeks: { kind: "not_whole_weeks", dayCount: 12 },
  open_windows: { kind: "open_windows", shoppers: 340, windowDays: 3 },
  revenue_too_young: { kind: "revenue_too_young", revenueAgeDays: 30 },
};

describe("the page of the report", () => {
  const cases = Object.entries(CASES).map(([name, make]) => [name, make()] as const);
  const more = CASES.more();

  it("says the verdict in words, each kind in its own", () => {
    for (const [kind, words] of Object.entries(VERDICT_WORDS)) {
      const verdict = { ...more.verdict, kind } as Verdict;
      expect(shown({ ...more, verdict }), kind).toContain(words);
    }
    expect(new Set(Object.values(VERDICT_WORDS)).size).toBe(Object.keys(VERDICT_WORDS).length);
  });

  it("the cases lead to the verdicts that a product team meets", () => {
    const kinds = Object.fromEntries(cases.map(([name, { verdict }]) => [name, verdict.kind]));
    expect(kinds).toEqual({
      empty: "nothing_shown",
      firstDays: "first_week",
      early: "too_early",
      more: "more_paid",
      fewer: "fewer_paid",
      cannotTell: "cannot_tell",
      blocked: "sample_ratio_mismatch",
      currencies: "more_paid",
    });
  });

  it.each(cases)("shows the sentence of the verdict and every warning with what to do (%s)", (_name, report) => {
    const text = shown(report);
    expect(text).toContain(report.verdictText);
    for (const warning of report.warnings) {
      expect(text).toContain(warningText(warning));
      expect(text).toContain(WARNING_ADVICE[warning.kind]);
    }
  });

  it("has a text and an advice for every kind of warning", () => {
    const text = shown({ ...more, warnings: Object.values(WARNINGS) });
    for (const warning of Object.values(WARNINGS)) {
      expect(text).toContain(warningText(warning));
      expect(text).toContain(WARNING_ADVICE[warning.kind]);
    }
  });

  it.each(cases)("never shows what is no number (%s)", (_name, report) => {
    expect(shown(report)).not.toMatch(/NaN|Infinity|undefined|\[object/);
  });

  it("says that there is no answer, and why, where there is none", () => {
    const why = { kind: "undefined", why: "no_variance" } as const;
    const none: ExperimentReport = {
      ...more,
      conversion: {
        ...more.conversion,
        comparison: why,
        lift: why,
        sequential: why,
        posteriors: why,
        liftPosterior: why,
        detectable: why,
        fixedHorizon: { kind: "not_before", plannedShoppers: 8000, missingShoppers: 8000 },
      },
      timeToPay: why,
      guardrails: more.guardrails.map((one) => ({ ...one, comparison: why, correctedP: why })),
      revenue: more.revenue.map((one) => ({ ...one, winsorised: why, gross: why, net: why, orderValue: why })),
    };
    const text = shown(none);
    const conversion = text.slice(text.lastIndexOf("Paid conversion"), text.lastIndexOf("Day by day"));
    expect(conversion).toContain(`No answer. ${UNDEFINED_TEXTS.no_variance}`);
    expect(conversion).not.toMatch(/[+−]?0\.00|\b0%/);
    const guardrails = text.slice(text.lastIndexOf("What must not get worse"), text.indexOf("If the open payments"));
    expect(guardrails.split("No answer.")).toHaveLength(more.guardrails.length + 1);
  });

  it("writes money with the digits of its currency, and never adds two up", () => {
    const text = shown(CASES.currencies());
    const of = (currency: string) =>
      text.slice(text.indexOf(` ${currency} until`)).split("Intervals are fixed ones")[0];
    expect(of("JPY")).toMatch(/Gross ¥[\d,]+ ¥[\d,]+ \+¥[\d,]+ /);
    expect(of("JPY")).not.toMatch(/¥[\d,]+\.\d/);
    expect(of("KWD")).toMatch(/Gross KWD\s[\d,]+\.\d{3} /);
    expect(of("USD")).toMatch(/Gross \$[\d,]+\.\d{2} /);
  });

  it("has one line for the verdict, with the days and shoppers that it is about", () => {
    const text = shown(more);
    expect(text).toMatch(/Verdict: Conclusion: instant sells more 95% interval of the difference \+\d/);
    expect(text).toMatch(/Shoppers shown a button [\d,]+ of [\d,]+ planned Days \d{4}-\d\d-\d\d to \d{4}-\d\d-\d\d/);
  });

  it("puts up front what changes the decision, and folds away what the verdict allows for", () => {
    const drawn = (warnings: readonly Warning[]) =>
      renderToStaticMarkup(
        <ReportView
          report={{ ...more, warnings }}
          phases={[PHASE]}
          phase={PHASE}
          sellers={new Map()}
          notes={NO_NOTES}
        />,
      );
    const html = drawn([WARNINGS.reversed, WARNINGS.not_whole_weeks]);
    expect(html.match(/border-warning/g)).toHaveLength(1);
    expect(textOf(html)).toContain("One more thing, which the verdict allows for already");
    expect(drawn([WARNINGS.not_whole_weeks])).not.toContain("border-warning");
  });

  it("opens a folded section where something is wrong with it, and no other", () => {
    const openIn = (report: ExperimentReport) =>
      [
        ...renderToStaticMarkup(
          <ReportView report={report} phases={[PHASE]} phase={PHASE} sellers={new Map()} notes={NO_NOTES} />,
        ).matchAll(/<details open=""><summary[^>]*><h2 id="(\w+)-title"/g),
      ].map(([, id]) => id);
    expect(openIn(more)).toEqual([]);
    expect(openIn(CASES.blocked())).toEqual(["split"]);
  });

  it("shows the hypothesis and what was decided, the latest first", () => {
    const notes = {
      hypothesis: "Paying in the chat loses fewer buyers.",
      decisions: [
        { day: "2026-09-01", text: "Begun." },
        { day: "2026-10-01", text: "Two more weeks." },
      ],
    };
    const text = textOf(
      renderToStaticMarkup(
        <ReportView report={more} phases={[PHASE]} phase={PHASE} sellers={new Map()} notes={notes} />,
      ),
    );
    expect(text).toContain("Paying in the chat loses fewer buyers.");
    expect(text).toMatch(/Decided so far 2026-10-01 Two more weeks\. 2026-09-01 Begun\./);
  });

  it("names what the arms do not have in common before their click", () => {
    const text = shown(more);
    for (const said of ["“Add delivery address”", "“Buy now”", "“Continue to checkout”"]) expect(text).toContain(said);
  });

  it("marks simulated shoppers, and nobody else", () => {
    expect(shown(more, [{ ...PHASE, isSimulated: true }])).toContain("Simulated: nobody met these shoppers");
    expect(shown(more)).not.toContain("Simulated");
  });

  it("offers the other phases and says that they are not added up", () => {
    const html = renderToStaticMarkup(
      <ReportView
        report={more}
        phases={[PHASE, { ...PHASE, phase: "a/b&c" }]}
        phase={PHASE}
        sellers={new Map()}
        notes={NO_NOTES}
      />,
    );
    expect(html).toContain('href="/console/experiments/checkout-route?phase=a%2Fb%26c"');
    expect(textOf(html)).toContain("Phases are never added up");
    expect(html).toContain('aria-current="page"');
  });

  it("shows what to do while nobody is in it, and shows no figure", () => {
    const text = shown(CASES.empty(), []);
    expect(text).toContain("npm run demo:experiment");
    expect(text).not.toContain("Paid conversion");
  });

  it("calls sellers by their names and shows long ones whole", () => {
    const text = shown(CASES.blocked(), [PHASE], new Map([["seller_alpine", "Alpine Supply"]]));
    expect(text).toContain("Seller Alpine Supply, shown");
    expect(text).toContain("for seller “Alpine Supply”");
    expect(text).toContain(LONG_NAME);
  });

  it("marks the fixed interval while it must not be read", () => {
    expect(shown(CASES.early())).toContain("Not before 8,000 shoppers in whole weeks");
    expect(shown(more)).toContain("Once, and this was it");
  });

  it("shows when instant was closed", () => {
    const from = new Date("2026-09-12T10:00:00Z");
    const interruptions = [{ from, until: null, why: "the kill switch" }];
    expect(shown({ ...more, interruptions })).toContain("2026-09-12 10:00 UTC to now: the kill switch");
  });

  it("every figure of a chart is in a table too", () => {
    const html = renderToStaticMarkup(
      <ReportView report={more} phases={[PHASE]} phase={PHASE} sellers={new Map()} notes={NO_NOTES} />,
    );
    for (const { day } of more.days) expect(html).toContain(`>${day}</th>`);
    expect(html.match(/the table below has the same numbers/g)).toHaveLength(2);
    expect(html).toContain(".chart { display: none }");
  });
});
