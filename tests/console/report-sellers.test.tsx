import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { SellersPart } from "#app/console/experiments/parts/sellers/sellers-part.tsx";
import type { ExperimentReport } from "#lib/experiment/report/report.ts";
import { textOf } from "../widget/draw-purchase.tsx";
import { CASES, LONG_NAME } from "./report-cases.ts";

const more = CASES.more();
const drawn = (report: ExperimentReport, sellers = new Map<string, string>(), hasRoutes = true) =>
  renderToStaticMarkup(<SellersPart report={report} sellers={sellers} hasRoutes={hasRoutes} />);
const shown = (report: ExperimentReport, sellers?: Map<string, string>) =>
  textOf(drawn(report, sellers)).replaceAll("&amp;", "&");

describe("the report by seller", () => {
  it("says by seller what was found, what is likely and how many have too few, and folds the many away", () => {
    const [row] = more.sellers.rows;
    if (row === undefined) throw new Error("the case has a seller");
    const small = Array.from({ length: 200 }, (_, index) => ({
      ...row,
      value: `small-${index}`,
      reading: "too_few" as const,
      correctedP: { kind: "undefined", why: "too_few_to_test" } as const,
    }));
    const found = { ...row, value: "fernweh", reading: "fewer_paid" as const, correctedP: 0.004 };
    const sellers = {
      ...more.sellers,
      rows: [...small, found],
      tested: 3,
      neededShoppers: 1_000_000,
      readOn: "2026-10-04",
    };
    const text = shown({ ...more, sellers }, new Map([["fernweh", LONG_NAME]]));
    expect(text).toContain("Read on 2026-10-04, 3 sellers tested together: instant sells more at 0 and less at 1.");
    expect(text).toContain("A seller needs 1,000,000 shoppers");
    expect(text).toContain("0 have them, 201 have too few.");
    expect(text).toContain("188 more with fewer shoppers");
    expect(text.indexOf(LONG_NAME)).toBeLessThan(text.indexOf("small-0"));
    expect(text).toContain("Instant sells less");
  });

  it("leads to a seller's routes for whoever may open them, is closed, and is nothing without sellers", () => {
    expect(drawn(more)).toContain('href="/console/routes?seller=');
    expect(drawn(more, new Map(), false)).not.toContain("/console/routes");
    expect(drawn(more)).not.toContain("<details open");
    expect(drawn({ ...more, sellers: { ...more.sellers, isReversed: true } })).toContain("<details open");
    expect(drawn({ ...more, sellers: { ...more.sellers, rows: [] } })).toBe("");
  });
});
