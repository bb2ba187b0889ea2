import { describe, expect, it } from "vitest";
import { readAcpCreate, acpCreateInput20250929 } from "#lib/wire/acp/requests.ts";
import { phoneText, readPhone } from "#lib/wire/address/libphonenumber-js.ts";
import { partFaults } from "#lib/wire/address/needed-parts.ts";
import { readPostalCode } from "#lib/wire/address/postal-code.ts";
import { readAddress, type AddressFields } from "#lib/wire/address/read-address.ts";
import { addressData } from "#scripts/addresses/address-data.ts";
import alpha3 from "#lib/wire/address/alpha3.json" with { type: "json" };
import formats from "#lib/wire/address/formats.json" with { type: "json" };
import layouts from "#lib/wire/address/layouts.json" with { type: "json" };
import regions from "#lib/checkout/regions/regions.json" with { type: "json" };

const problemsOf = (fields: AddressFields) => {
  const read = readAddress(fields);
  return read.kind === "problems" ? read.problems.map(({ field, code }) => `${field} ${code}`) : [];
};
const ada = { name: "Ada", line_one: "1 Main St", city: "Town" };

describe("the address data", () => {
  it("is what the packages say that it was made from", () => {
    const made = addressData();
    expect(formats).toEqual(JSON.parse(JSON.stringify(made.formats)));
    expect(alpha3).toEqual(made.alpha3);
    expect(layouts).toEqual(made.layouts);
    expect(regions).toEqual(JSON.parse(JSON.stringify(made.regions)));
  });
});

describe("a postal code", () => {
  it.each([
    ["DE", "D-10115", "10115"],
    ["DE", "DE 10115", "10115"],
    ["DE", "１０１１５", "10115"],
    ["NL", "NL 1011AB", "1011 AB"],
    ["NL", "1011ab", "1011 AB"],
    ["US", "100010001", "10001-0001"],
    ["US", "10001 0001", "10001-0001"],
    ["US", " 10001 ", "10001"],
    ["JP", "〒100-0001", "100-0001"],
    ["JP", "１００ー０００１", "100-0001"],
    ["JP", "1000001", "100-0001"],
    ["GB", "sw1a1aa", "SW1A 1AA"],
    ["GB", "SW1A-1AA", "SW1A 1AA"],
    ["GB", "m1 1ae", "M1 1AE"],
    ["CA", "k1a0b1", "K1A 0B1"],
    ["CA", "K1A-0B1", "K1A 0B1"],
    ["PT", "1100048", "1100-048"],
    ["PL", "00497", "00-497"],
    ["BR", "01310 200", "01310-200"],
    ["IE", "d02xh98", "D02 XH98"],
    ["AT", "A-1010", "1010"],
    ["AT", "A1010", "1010"],
    ["LU", "L1234", "1234"],
    ["DE", "D10115", "10115"],
    ["FI", "FIN-00100", "00100"],
    ["IN", "560 001", "560001"],
    ["AE", "00000", "00000"],
  ])("of %s typed as %j is %j", (country, typed, code) => {
    expect(readPostalCode(country, typed)).toEqual({ kind: "postal_code", code });
  });

  it("with a digit too many or too few is none, and is not cut or filled up", () => {
    for (const [country, typed] of [
      ["US", "1000"],
      ["US", "100012"],
      ["DE", "A-10115-1"],
      ["GB", "10115"],
      ["JP", "100-000"],
    ] as const)
      expect(readPostalCode(country, typed).kind, typed).toBe("not_one");
  });
});

describe("an address", () => {
  it("without the postal code or region that its country's post needs is asked for it", () => {
    expect(problemsOf({ ...ada, country: "IT" })).toEqual(["postal_code missing"]);
    for (const country of ["NL", "ES", "AT"]) expect(problemsOf({ ...ada, country })).toEqual(["postal_code missing"]);
    for (const country of ["BR", "IN"])
      expect(problemsOf({ ...ada, country })).toEqual(["state missing", "postal_code missing"]);
    expect(problemsOf({ ...ada, country: "AU", postal_code: "2000" })).toEqual(["state missing"]);
  });

  it("says what is missing in the country's own words", () => {
    const read = readAddress({ ...ada, country: "US" });
    expect(read.kind === "problems" && read.problems.map(({ message }) => message)).toEqual([
      "The state is missing.",
      "The ZIP code is missing.",
    ]);
    const inIndia = readAddress({ ...ada, country: "IN" });
    expect(inIndia.kind === "problems" && inIndia.problems.map(({ message }) => message)).toEqual([
      "The state is missing.",
      "The PIN code is missing.",
    ]);
  });

  it("with a code of another form is asked for one like the country's own", () => {
    const said = (country: string, state: string, postal_code: string) => {
      const read = readAddress({ ...ada, country, state, postal_code });
      return read.kind === "problems" ? read.problems.map(({ message }) => message) : [];
    };
    expect(said("US", "NY", "1")).toEqual([expect.stringMatching(/^Enter a ZIP code like \d{5}\.$/)]);
    expect(said("IE", "Dublin", "1")).toEqual([expect.stringMatching(/^Enter an Eircode like /)]);
  });

  it("is found to miss the same parts before it is sent", () => {
    for (const country of ["US", "IN", "IT", "BR", ""]) {
      const read = readAddress({ ...ada, country });
      const missing = read.kind === "problems" ? read.problems.map(({ field }) => field) : [];
      expect(partFaults({ ...ada, country }).map(({ field }) => field)).toEqual(missing);
    }
    expect(partFaults({ ...ada, country: "US", state: "NY", postal_code: "1" })).toEqual([
      { field: "postal_code", code: "invalid", example: expect.stringMatching(/^\d{5}$/) },
    ]);
  });

  it("in Spain, Italy, Japan or Korea has its region by the postal code", () => {
    const read = readAddress({ ...ada, country: "ES", postal_code: "35001" });
    expect(read).toMatchObject({ kind: "address", address: { region: "Las Palmas" } });
    expect(readAddress({ ...ada, country: "JP", postal_code: "1000001" })).toMatchObject({
      address: { region: "Tokyo" },
    });
  });

  it("of military post has one of the three states", () => {
    const base = { ...ada, line_one: "PSC 1234 Box 5678", country: "US", postal_code: "090211234" };
    expect(readAddress({ ...base, city: "apo", state: "ae" })).toMatchObject({
      address: { city: "APO", region: "AE", postalCode: "09021-1234" },
    });
    expect(problemsOf({ ...base, city: "APO", state: "NY" })).toEqual(["state invalid"]);
    for (const written of [
      { city: "APO AE", state: "" },
      { city: "apo, ae", state: "AE" },
      { city: "APO", state: "Armed Forces Europe" },
    ])
      expect(readAddress({ ...base, ...written })).toMatchObject({ address: { city: "APO", region: "AE" } });
    expect(problemsOf({ ...base, city: "APO", state: "" })).toEqual(["state missing"]);
  });

  it("has its region by the city where the city's name says both, and is asked for it elsewhere", () => {
    const region = (country: string, city: string, postal_code = "") => {
      const read = readAddress({ ...ada, country, city, postal_code });
      return read.kind === "address" ? read.address.region : read.problems.map(({ field }) => field);
    };
    expect(region("AE", "Dubai")).toBe("Dubai");
    expect(region("HK", "Kowloon")).toBe("Kowloon");
    expect(region("TW", "Taipei", "110")).toBe("Taipei");
    expect(region("CN", "Shanghai", "200001")).toBe("Shanghai");
    expect(region("MX", "Mexico City", "06600")).toBe("Ciudad de México");
    expect(region("US", "Washington", "20001")).toEqual(["state"]);
    expect(region("US", "New York", "10001")).toEqual(["state"]);
    expect(region("MX", "Puebla", "72000")).toEqual(["state"]);
  });

  it("keeps the company, the second line and a name of one word", () => {
    const read = readAddress({
      ...ada,
      name: "Cher",
      company: "Example GmbH, Dept 3",
      line_two: "Floor 2",
      country: "DE",
      postal_code: "10115",
    });
    expect(read).toMatchObject({ address: { name: "Cher", company: "Example GmbH, Dept 3", lineTwo: "Floor 2" } });
  });

  it("needs no city where the country is one", () => {
    expect(readAddress({ ...ada, city: "", country: "SG", postal_code: "048616" })).toMatchObject({
      address: { city: "Singapore" },
    });
    expect(readAddress({ ...ada, city: "", country: "AE", state: "DU" })).toMatchObject({
      address: { city: "Dubai", region: "Dubai" },
    });
  });
});

describe("a phone number", () => {
  it.each([
    ["+44 (0)20 7946 0000", "GB", "+442079460000"],
    ["+49 (0)30 901820", "DE", "+4930901820"],
    ["+33 (0)1 42 60 30 30", "FR", "+33142603030"],
    ["+31 (0)20 624 1111", "NL", "+31206241111"],
    ["+43 (0)1 515520", "AT", "+431515520"],
    ["+41 (0)44 211 11 11", "CH", "+41442111111"],
    ["+46 (0)8 508 290 00", "SE", "+46850829000"],
    ["+61 (0)2 9230 1234", "AU", "+61292301234"],
    ["+39 06 6982", "IT", "+39066982"],
    ["06 6982", "IT", "+39066982"],
    ["442079460000", "GB", "+442079460000"],
    ["447700900123", "GB", "+447700900123"],
    ["0044 20 7946 0000", "DE", "+442079460000"],
    ["０３－３２１３－１１１１", "JP", "+81332131111"],
    ["98765 43210", "IN", "+919876543210"],
    ["1-212-555-0100", "US", "+12125550100"],
    ["+52 1 55 1234 5678", "MX", "+525512345678"],
    ["+52 1 55 1234 5678", "US", "+525512345678"],
    ["00521 5512345678", "DE", "+525512345678"],
    ["044 55 1234 5678", "MX", "+525512345678"],
    ["01 55 1234 5678", "MX", "+525512345678"],
    ["0155 1234 567", "DE", "+491551234567"],
    ["09 1234 5678", "CL", "+56912345678"],
    ["tel: 07700 900123", "GB", "+447700900123"],
  ])("%j of %s is %s", (typed, country, number) => {
    expect(readPhone(typed, country)).toEqual({ kind: "phone", number });
  });

  it("with an extension is refused, because what is stored cannot hold one", () => {
    for (const typed of ["+1 212 555 0100 ext. 12", "+1 212 555 0100 x12", "+442079460000;ext=3"])
      expect(readPhone(typed, "US").kind, typed).toBe("extension");
    expect(problemsOf({ ...ada, country: "DE", postal_code: "10115", phone_number: "030 901820 ext 5" })).toEqual([
      "phone_number invalid",
    ]);
  });

  it("is shown to its own country in the home form and to others with the country code", () => {
    expect(phoneText("+442079460000", "GB")).toBe("020 7946 0000");
    expect(phoneText("+442079460000", "US")).toBe("+44 20 7946 0000");
    expect(phoneText("+390288450001", "IT")).toBe("02 8845 0001");
    expect(phoneText("nonsense", "IT")).toBe("nonsense");
  });

  it("that an agent sends beside the address is read by the address's country and refused by its own path", () => {
    const sent = (phone: string) =>
      readAcpCreate(
        acpCreateInput20250929.parse({
          line_items: [{ id: "mug" }],
          fulfillment_details: {
            phone_number: phone,
            address: { ...ada, country: "GB", postal_code: "SW1A 2AA" },
          },
        }),
        "line_items",
      );
    expect(sent("442079460000")).toMatchObject({ request: { address: { phoneNumber: "+442079460000" } } });
    expect(sent("12")).toMatchObject({ problems: [{ field: "fulfillment_details.phone_number" }] });
  });
});
