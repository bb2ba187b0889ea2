import { describe, expect, it } from "vitest";
import { taxIdText } from "#lib/checkout/taxes/tax-id.ts";
import { acpUpdateInput, readAcpUpdate } from "#lib/wire/acp/requests.ts";
import { readDetails } from "#lib/wire/details-form.ts";
import { readVatNumber } from "#lib/wire/tax-ids/read-vat-number.ts";

const read = (text: string, country = "") => {
  const reading = readVatNumber(text, country);
  return reading.kind === "tax_id" ? taxIdText(reading.taxId) : reading.kind;
};

describe("a VAT number", () => {
  it.each([
    ["ATU13585627", "AT"],
    ["BE0428759497", "BE"],
    ["BG175074752", "BG"],
    ["CY10259033P", "CY"],
    ["CZ25123891", "CZ"],
    ["DE136695976", "DE"],
    ["DK13585628", "DK"],
    ["EE100931558", "EE"],
    ["EL094259216", "GR"],
    ["ESB58378431", "ES"],
    ["FI20774740", "FI"],
    ["FR40303265045", "FR"],
    ["HR33392005961", "HR"],
    ["HU12892312", "HU"],
    ["IE6433435F", "IE"],
    ["IT00743110157", "IT"],
    ["LT119511515", "LT"],
    ["LU15027442", "LU"],
    ["LV40003521600", "LV"],
    ["MT11679112", "MT"],
    ["NL004495445B01", "NL"],
    // Of a sole trader: its check digits are over all of the number.
    ["NL100000024B01", "NL"],
    ["PL8567346215", "PL"],
    ["PT501964843", "PT"],
    ["RO18547290", "RO"],
    ["SE123456789701", "SE"],
    ["SI50223054", "SI"],
    ["SK2022749619", "SK"],
    ["GB980780684", "GB"],
    ["CHE107787577IVA", "CH"],
    ["NO995525828MVA", "NO"],
  ])("%s is read with and without its country", (number, country) => {
    const prefix = number.startsWith("CHE") ? 3 : 2;
    expect(read(number)).toBe(number);
    expect(read(number.slice(prefix), country)).toBe(number);
    expect(read(` ${number.toLowerCase().replace(/(.{4})/g, "$1 ")}`, "US")).toBe(number);
  });

  it.each([
    ["GR 094259216", "", "EL094259216"],
    ["XI 980780684", "GB", "XI980780684"],
    ["CHE-107.787.577 MWST", "", "CHE107787577MWST"],
    ["DE 136.695.976", "FR", "DE136695976"],
    ["ＤＥ１３６６９５９７６", "", "DE136695976"],
    ["", "DE", "none"],
    [" - ", "DE", "none"],
  ])("%j with an address in %j is %s", (text, country, number) => {
    expect(read(text, country)).toBe(number);
  });

  it.each([
    ["DE136695977", ""],
    ["DE13669597", ""],
    ["136695977", "DE"],
    ["hello", "DE"],
    ["FR00303265045", ""],
  ])("%j with an address in %j is refused by its form or its check digits", (text, country) => {
    expect(read(text, country)).toBe("not_one");
  });

  it("of a country whose numbers are not known here is none", () => {
    expect(read("12-3456789", "US")).toBe("not_covered");
  });

  it("is asked for again at its field of the form, and kept with whoever gave it", () => {
    const fields = {
      email: "ada@example.com",
      name: "Ada",
      country: "DE",
      line_one: "Weg 1",
      city: "Berlin",
      postal_code: "10115",
    };
    expect(readDetails({ ...fields, vat_number: "136695976" }, true)).toMatchObject({
      kind: "details",
      buyer: { taxId: { country: "DE", number: "136695976", check: "form" } },
    });
    expect(readDetails({ ...fields, vat_number: "DE1" }, true)).toMatchObject({
      problems: [{ field: "vat_number", code: "invalid" }],
    });
    expect(readDetails({ ...fields, vat_number: "" }, true)).toEqual({
      kind: "details",
      address: expect.anything() as unknown,
      buyer: { name: "Ada", email: "ada@example.com", phoneNumber: null },
    });
  });
});

describe("a company's number that a platform sends", () => {
  const sent = (taxId: string) =>
    readAcpUpdate(
      acpUpdateInput.parse({
        buyer: { full_name: "Ada", email: "ada@example.com", company: { name: "A", tax_id: taxId } },
      }),
    );

  it("is read as on the page, and refused at its own path", () => {
    expect(sent("DE136695976")).toMatchObject({
      request: { buyer: { taxId: { country: "DE", number: "136695976" } } },
    });
    expect(sent("DE136695977")).toMatchObject({ problems: [{ field: "buyer.company.tax_id", code: "invalid" }] });
  });

  it("of another kind changes nothing", () => {
    expect(sent("12-3456789")).toMatchObject({ request: { buyer: { email: "ada@example.com" } } });
    expect(sent("12-3456789")).not.toMatchObject({ request: { buyer: { taxId: expect.anything() as unknown } } });
  });
});
