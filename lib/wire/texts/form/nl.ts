import { regionName } from "../../address/region-name.ts";
import type { FormTexts } from "../details.ts";

/** Labels and names have their article, as the sentences below need them. */
export const nl: FormTexts = {
  names: {
    city: { city: "de plaats", suburb: "de plaats", post_town: "de plaats", district: "het district" },
    state: {
      any: "de provincie of staat",
      area: "het gebied",
      county: "het graafschap",
      department: "het departement",
      district: "het district",
      do_si: "de provincie of stad",
      emirate: "het emiraat",
      island: "het eiland",
      oblast: "de oblast",
      parish: "de parochie",
      prefecture: "de prefectuur",
      province: "de provincie",
      region: "de regio",
      state: "de staat",
    },
    postal_code: {
      eircode: "de Eircode",
      pin: "de pincode",
      postal: "de postcode",
      postcode: "de postcode",
      zip: "de ZIP-code",
    },
  },
  labels: {
    name: "de voor- en achternaam",
    company: "het bedrijf",
    line_one: "de straat en het huisnummer",
    line_two: "de toevoeging bij het adres",
    city: "de plaats",
    country: "het land",
    state: "de provincie of staat",
    postal_code: "de postcode",
  },
  part: (name) => name,
  missing: (label) => `Vul ${label} in.`,
  postalCode: (name, example) => `Vul ${name} in zoals ${example}.`,
  tooLong: (label, max) => `Kort ${label} in tot hoogstens ${max} tekens.`,
  countryMissing: "Kies het land.",
  country: "Vul het land in als ISO 3166-1-code van twee letters, bijvoorbeeld NL of US.",
  region: (label, country, examples) =>
    `Vul ${label} (${regionName(country, "nl")}) in met de naam of de code, bijvoorbeeld ${examples}.`,
  military: "Bij een APO-, FPO- of DPO-adres is de staat AA, AE of AP.",
  phone: "Vul het telefoonnummer in met de landcode, bijvoorbeeld +31 20 123 4567.",
  phoneExtension: "Vul het telefoonnummer in zonder toestelnummer; een bezorger kan dat niet kiezen.",
  emailMissing: "Vul uw e-mailadres in.",
  email: "Vul het e-mailadres in zoals naam@example.com.",
  emailLetters:
    "Gebruik vóór de @ letters zonder accenten (a tot z), cijfers en tekens zoals - en _. Betaaldiensten en veel mailservers accepteren niets anders.",
  vatNumber: {
    not_one:
      "Dit btw-nummer is niet geschreven zoals in het land gebruikelijk is. Vul het in met de landcode, bijvoorbeeld NL004495445B01.",
    not_covered:
      "Hier worden btw-nummers uit de Europese Unie, het Verenigd Koninkrijk, Zwitserland en Noorwegen geaccepteerd.",
  },
};
