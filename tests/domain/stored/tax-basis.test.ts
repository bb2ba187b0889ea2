import { describe, expect, it } from "vitest";
import { BY_TABLE, type TaxBasis } from "#lib/checkout/taxes/quote.ts";
import { sessionFromRow, sessionToRow } from "#lib/store/drizzle/session-row.ts";
import { taxBasisFromStored, taxBasisToStored } from "#lib/store/drizzle/stored/tax-basis.ts";
import { aSession, NOON } from "../../fixtures/builders.ts";

const throughJson = <Value>(value: Value): Value => JSON.parse(JSON.stringify(value));

describe("who worked a tax out, as it is stored", () => {
  it.each<TaxBasis>([
    BY_TABLE,
    { ...BY_TABLE, isEstimated: true },
    {
      source: "service",
      isEstimated: false,
      calculation: {
        service: "stripe",
        id: "taxcalc_1",
        digest: "abc",
        expiresAt: NOON,
        reasons: [{ lineId: "line_1", reason: "standard_rated" }],
      },
      notCollectedIn: ["US CA"],
    },
    {
      ...BY_TABLE,
      source: "service",
      calculation: { service: "stripe", id: "taxcalc_1", digest: "abc", expiresAt: null, reasons: [] },
    },
  ])("comes back as it was", (basis) => {
    expect(taxBasisFromStored(throughJson(taxBasisToStored(basis)))).toEqual(basis);
  });

  it("is the table in a session of a release that had no other", () => {
    const row = sessionToRow(aSession(), NOON);
    const { taxBasis: _, ...older } = throughJson(row.basket) as Record<string, unknown>;
    expect(sessionFromRow({ ...row, basket: older }).taxBasis).toEqual(BY_TABLE);
  });
});
