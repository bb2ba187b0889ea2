import { noAnswer } from "../answer.ts";
import type { ReportSections } from "./sections.ts";

const WITHHELD = noAnswer("begins_inside_phase");
const CUT = noAnswer("cut_of_whole_phase");

/**
 * Takes out what days inside a phase cannot say. A confidence sequence covers all of its ends at once, but only the one
 * beginning (Waudby-Smith and others, https://arxiv.org/abs/2103.06476, section 1); the planned size is the phase's; and a
 * p-value or a chance of days that were picked after a look is not what it says. Counts, rates and fixed intervals stay,
 * which hold for days that were chosen beforehand.
 */
export function withoutVerdicts<Body extends ReportSections>(body: Body): Body {
  const { conversion, guardrails, breakdowns, sellers, days } = body;
  return {
    ...body,
    conversion: {
      ...conversion,
      sequential: WITHHELD,
      fixedHorizon: { kind: "part_of_phase" },
      posteriors: WITHHELD,
      liftPosterior: WITHHELD,
    },
    guardrails: guardrails.map((one) => ({ ...one, correctedP: WITHHELD, reading: "cannot_tell" as const })),
    correctedConversionP: WITHHELD,
    breakdowns: breakdowns.map((one) => ({ ...one, rows: one.rows.map((row) => ({ ...row, correctedP: WITHHELD })) })),
    sellers: {
      ...sellers,
      readOn: null,
      tested: 0,
      rows: sellers.rows.map((row) => ({ ...row, correctedP: WITHHELD, reading: "not_yet" as const })),
    },
    days: days.map((day) => ({ ...day, sequential: WITHHELD })),
  };
}

/** The highest amounts are counted over the whole phase, so some of its days have no cut of their own. */
export const withoutCut = (revenue: ReportSections["revenue"]): ReportSections["revenue"] =>
  revenue.map((one) => ({ ...one, winsorised: CUT }));
