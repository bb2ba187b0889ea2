import { regionName } from "../../address/region-name.ts";
import type { FormTexts } from "../details.ts";

/** Labels and names stand in the accusative with their article, as the sentences below need them. */
export const de: FormTexts = {
  names: {
    city: { city: "den Ort", suburb: "den Ort", post_town: "den Ort", district: "den Bezirk" },
    state: {
      any: "die Region",
      area: "das Gebiet",
      county: "die Grafschaft",
      department: "das Departement",
      district: "den Bezirk",
      do_si: "die Provinz oder Stadt",
      emirate: "das Emirat",
      island: "die Insel",
      oblast: "die Oblast",
      parish: "die Gemeinde",
      prefecture: "die Präfektur",
      province: "die Provinz",
      region: "die Region",
      state: "den Bundesstaat",
    },
    postal_code: {
      eircode: "den Eircode",
      pin: "den PIN-Code",
      postal: "die Postleitzahl",
      postcode: "die Postleitzahl",
      zip: "den ZIP-Code",
    },
  },
  labels: {
    name: "den Vor- und Nachnamen",
    company: "die Firma",
    line_one: "Straße und Hausnummer",
    line_two: "den Adresszusatz",
    city: "den Ort",
    country: "das Land",
    state: "die Region",
    postal_code: "die Postleitzahl",
  },
  part: (name) => name,
  missing: (label) => `Bitte geben Sie ${label} an.`,
  postalCode: (name, example) => `Bitte geben Sie ${name} in der Form ${example} an.`,
  tooLong: (label, max) => `Bitte kürzen Sie ${label} auf höchstens ${max} Zeichen.`,
  countryMissing: "Bitte wählen Sie das Land aus.",
  country: "Bitte geben Sie das Land als Code mit zwei Buchstaben nach ISO 3166-1 an, etwa DE oder US.",
  region: (label, country, examples) =>
    `Bitte geben Sie ${label} (${regionName(country, "de")}) mit Namen oder Kürzel an, etwa ${examples}.`,
  military: "Bei APO, FPO und DPO ist der Bundesstaat AA, AE oder AP.",
  phone: "Bitte geben Sie die Telefonnummer mit Landesvorwahl an, etwa +49 30 1234567.",
  phoneExtension: "Bitte geben Sie die Telefonnummer ohne Nebenstelle an; Zusteller können keine anwählen.",
  emailMissing: "Bitte geben Sie Ihre E-Mail-Adresse an.",
  email: "Bitte geben Sie die E-Mail-Adresse in der Form name@example.com an.",
  emailLetters:
    "Bitte verwenden Sie vor dem @ nur Buchstaben ohne Akzente und Umlaute (a bis z), Ziffern und Zeichen wie - und _. Andere nehmen Zahlungsdienste und viele Mailserver nicht an.",
  vatNumber: {
    not_one:
      "Diese USt-IdNr. hat nicht die Form ihres Landes. Bitte geben Sie sie mit Länderkennung an, etwa DE136695976.",
    not_covered:
      "Hier werden USt-IdNrn. der Europäischen Union, des Vereinigten Königreichs, der Schweiz und Norwegens angenommen.",
  },
};
