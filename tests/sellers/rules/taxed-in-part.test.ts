import { expect, it } from "vitest";
import { taxedInPart } from "#lib/checkout/taxes/own-taxes.ts";
import type { TaxRule } from "#lib/checkout/taxes/rule.ts";
import { sellerId } from "#lib/ids.ts";

const KUMO = sellerId("kumo");
const SETTINGS = { defaultClass: "standard", zipRates: new Map() };
const inRegions = (country: string, regions: readonly string[], postalCodes: TaxRule["postalCodes"] = []): TaxRule => ({
  country,
  regions,
  postalCodes,
  classes: [],
  rates: [],
  mode: "added",
  appliesToShipping: true,
  sellers: [KUMO],
});
const HST = ["NB", "NL", "NS", "PE", "ON"];
const GST = ["AB", "BC", "MB", "NT", "NU", "QC", "SK", "YT"];

it("own taxes that name every province of Canada leave nothing of it untaxed, and one too few leaves that one", () => {
  expect(taxedInPart([inRegions("CA", HST), inRegions("CA", GST)], KUMO, SETTINGS)).toEqual([]);
  const parts = [...HST, ...GST.slice(1)];
  expect(taxedInPart([inRegions("CA", parts)], KUMO, SETTINGS)).toEqual([{ country: "CA", parts }]);
});

it("own taxes that name all of Spain's communities leave nothing of it untaxed", () => {
  const communities = "AN AR AS CN CB CL CM CT EX GA IB MC MD NC PV RI VC CE ML".split(" ");
  expect(taxedInPart([inRegions("ES", communities)], KUMO, SETTINGS)).toEqual([]);
});
