import { describe, expect, it } from "vitest";
import { shopFile } from "#lib/config/shop.ts";
import { readZipRates } from "#lib/config/shop/zip-rates.ts";

const read = (taxes: readonly unknown[], more: object = {}) =>
  shopFile.safeParse({ shipping: [], taxes, discounts: [], ...more });
const problems = (taxes: readonly unknown[], more: object = {}) =>
  read(taxes, more).error?.issues.map((issue) => issue.message) ?? [];
const VAT = { country: "DE", name: "VAT", rate: "19%", mode: "included" };

describe("the taxes of a shop file", () => {
  it("a file of an earlier release means what it meant", () => {
    const { data } = read([{ ...VAT, region: "BE", applies_to_shipping: false }, VAT]);
    expect(data?.taxes).toEqual([
      {
        country: "DE",
        regions: ["BE"],
        postalCodes: [],
        classes: [],
        rates: [{ name: "VAT", ratePerMillion: 190_000 }],
        mode: "included",
        appliesToShipping: false,
      },
      expect.objectContaining({ regions: [], appliesToShipping: true }),
    ]);
    expect(data?.taxSettings).toEqual({
      defaultClass: "standard",
      delivery: "highest",
      serviceCodes: new Map(),
      pricesShown: new Map(),
      sellerCountry: null,
      acceptsUncheckedTaxIds: false,
      zipRatesFile: null,
    });
  });

  it("postal codes are beginnings and ranges, classes are written as they are compared", () => {
    const { data } = read([{ ...VAT, postal_codes: ["35", "38000-38999", "bt"], classes: ["Reduced Rate", "books"] }]);
    expect(data?.taxes[0]).toMatchObject({
      postalCodes: [
        { from: "35", to: "35" },
        { from: "38000", to: "38999" },
        { from: "BT", to: "BT" },
      ],
      classes: ["reduced", "books"],
    });
  });

  it.each([
    ["a range that ends before it begins", { postal_codes: ["36000-35000"] }],
    ["a range of unlike lengths", { postal_codes: ["35-38999"] }],
    ["a postal code with other signs", { postal_codes: ["35*"] }],
    ["a region by its name", { region: "Las Palmas" }],
    ["a rate and rates", { rates: [{ name: "GST", rate: "5%" }] }],
    ["region and regions", { region: "BE", regions: ["BY"] }],
    ["a region of another country", { country: "US", region: "QC" }],
    ["a region of no country, among others", { country: "CA", regions: ["ON", "ZZ"] }],
    ["a region of every other country", { country: "*", region: "BE" }],
    ["no list of classes where one is begun", { classes: [] }],
  ])("%s is refused", (_, wrong) => {
    expect(problems([{ ...VAT, ...wrong }])).toHaveLength(1);
  });

  it("a class has the code of a tax service, as both are compared and written", () => {
    const codes = (service_codes: object) => ({ tax_settings: { service_codes } });
    expect(read([VAT], codes({ "Printed Books": "txcd_35010000" })).data?.taxSettings.serviceCodes).toEqual(
      new Map([["printed_books", "txcd_35010000"]]),
    );
    expect(problems([VAT], codes({ books: "books" }))).toEqual(["a code has the form txcd_35010000"]);
  });

  it("a tax without a rate is refused", () => {
    expect(problems([{ country: "DE", name: "VAT", mode: "included" }])).toEqual([
      "a tax has either a name and a rate, or rates",
    ]);
  });

  it("a setting that does not exist is refused", () => {
    expect(problems([VAT], { tax_settings: { delivery: "lowest" } })).toHaveLength(1);
    expect(problems([VAT], { tax_settings: { colour: "red" } })).toHaveLength(1);
  });
});

describe("a table of rates by ZIP code", () => {
  const rates = (text: string) => {
    const table = readZipRates(text);
    return table.kind === "rates" ? [...table.rates].map(([zip, one]) => [zip, one.name, one.ratePerMillion]) : table;
  };

  it("is read as the usual tables are written, with a state's and a city's name", () => {
    const text =
      "State,ZipCode,TaxRegionName,EstimatedCombinedRate,StateRate\r\nNY,10001,NEW YORK CITY,0.088750,0.040000\r\n" +
      'CA,94110,"SAN FRANCISCO, CITY",0.08625,0.06\r\n';
    expect(rates(text)).toEqual([
      ["10001", "NEW YORK CITY", 88_750],
      ["94110", "SAN FRANCISCO, CITY", 86_250],
    ]);
  });

  it("takes percentages, a byte order mark, and ZIP codes without their zeros", () => {
    expect(rates("\uFEFFzip,rate\n1001,6.25%\n90210,9.5%\n")).toEqual([
      ["01001", "Sales tax", 62_500],
      ["90210", "Sales tax", 95_000],
    ]);
  });

  it("takes a rate of nothing", () => {
    expect(rates("zip,rate\n97201,0\n97202,0.0000\n")).toEqual([
      ["97201", "Sales tax", 0],
      ["97202", "Sales tax", 0],
    ]);
  });

  it.each([
    ["state,city\n", "line 1: needs a column ZipCode and a column EstimatedCombinedRate or Rate"],
    ["zip,rate\n10001,\n", 'line 2: "" is not a rate like 0.08875 or 8.875%'],
    ["zip,rate\n10001,8.875\n", 'line 2: "8.875" is not a rate like 0.08875 or 8.875%'],
    ["zip,rate\n10001,0.0887512\n", 'line 2: "0.0887512" is not a rate like 0.08875 or 8.875%'],
    ["zip,rate\nSW1A 1AA,0.1\n", 'line 2: "SW1A 1AA" is not a ZIP code of five digits'],
    ["zip,rate\n10001,0.1\n\n10001,0.2\n", "line 4: 10001 has another rate further up"],
  ])("refuses %j with its line", (text, problem) => {
    expect(readZipRates(text)).toEqual({ kind: "invalid", problem });
  });
});
