import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { ReasonList } from "#app/console/routes/reason-list.tsx";
import { StepTable } from "#app/console/routes/step-table.tsx";
import { sellerId } from "#lib/ids.ts";
import { ROUTE_REASONS, routeOfReason, type ReasonCounts } from "#lib/routing/reason-counts.ts";
import { reasonsView } from "#lib/wire/routing/reasons-view.ts";
import { REASON_TEXTS } from "#lib/wire/texts/reasons.ts";
import { routesText } from "#scripts/routing/routes-text.ts";

const QUERY = {
  sellerId: sellerId("fernweh"),
  from: new Date("2026-11-02T00:00:00Z"),
  until: new Date("2026-11-09T00:00:00Z"),
};
const day = (date: string) => new Date(`2026-11-${date}T00:00:00Z`);
const COUNTED: ReasonCounts = {
  stepHours: 24,
  counts: [
    { step: day("02"), reason: "already_paid", purchases: 9 },
    { step: day("02"), reason: "host_cannot_pay", purchases: 1000 },
    { step: day("03"), reason: "host_cannot_pay", purchases: 500 },
    { step: day("03"), reason: "variant_instant", purchases: 500 },
  ],
  decisions: 2400,
  countedFrom: null,
};

describe("why a seller's purchases took their route", () => {
  it("has each reason with its share of the purchases that had a route, the most frequent first", () => {
    const view = reasonsView(QUERY, COUNTED);
    expect(view).toMatchObject({ seller_id: "fernweh", purchases: 2000, decisions: 2400, counted_from: null });
    expect(view.reasons.map(({ reason, route, purchases, share }) => [reason, route, purchases, share])).toEqual([
      ["host_cannot_pay", "external", 1500, 0.75],
      ["variant_instant", "instant", 500, 0.25],
      ["already_paid", null, 9, null],
    ]);
    expect(view.steps).toEqual([
      { from: "2026-11-02T00:00:00.000Z", purchases: { already_paid: 9, host_cannot_pay: 1000 } },
      { from: "2026-11-03T00:00:00.000Z", purchases: { host_cannot_pay: 500, variant_instant: 500 } },
    ]);
  });

  it("says in words what each reason means and what to do, in a terminal and on the page", () => {
    const counts = ROUTE_REASONS.map((reason) => ({ step: day("02"), reason, purchases: 1 }));
    const view = reasonsView(QUERY, { ...COUNTED, counts });
    const html = renderToStaticMarkup(ReasonList({ rows: view.reasons, purchases: view.purchases }));
    const page = html.replaceAll("&#x27;", "'");
    const text = routesText(view);
    for (const reason of ROUTE_REASONS)
      for (const written of [page, text]) {
        expect(written).toContain(reason);
        expect(written).toContain(REASON_TEXTS[reason].means);
        expect(written).toContain(REASON_TEXTS[reason].todo);
      }
    expect(ROUTE_REASONS.filter((reason) => routeOfReason(reason) === "instant")).toEqual(["variant_instant"]);
  });

  it("names the earliest decision counted where there were too many, and says so where there was none", () => {
    const cut = routesText(reasonsView(QUERY, { ...COUNTED, countedFrom: new Date("2026-11-02T03:04:00Z") }));
    expect(cut).toContain("Only the latest 2,400 decisions are counted, from 2026-11-02 03:04 on.");
    const none = reasonsView(QUERY, { stepHours: 24, counts: [], decisions: 0, countedFrom: null });
    expect(routesText(none)).toBe("Routes of fernweh, 2026-11-02 00:00 to 2026-11-09 00:00 UTC: none was decided.\n");
  });

  it("over time has every reason in every step, also where it had none", () => {
    const html = renderToStaticMarkup(StepTable({ routes: reasonsView(QUERY, COUNTED) }));
    const cells = [...html.matchAll(/<td[^>]*><div>([^<]*)<\/div>/g)].map(([, cell]) => cell);
    expect(cells).toEqual(["1,000", "0", "9", "500", "500", "0"]);
  });
});
