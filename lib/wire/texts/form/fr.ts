import { regionName } from "../../address/region-name.ts";
import type { FormTexts } from "../details.ts";

/** Labels and names have their article, as the sentences below need them. */
export const fr: FormTexts = {
  names: {
    city: { city: "la ville", suburb: "la localité", post_town: "la ville", district: "le district" },
    state: {
      any: "la région",
      area: "la zone",
      county: "le comté",
      department: "le département",
      district: "le district",
      do_si: "la province ou la ville",
      emirate: "l’émirat",
      island: "l’île",
      oblast: "l’oblast",
      parish: "la paroisse",
      prefecture: "la préfecture",
      province: "la province",
      region: "la région",
      state: "l’État",
    },
    postal_code: {
      eircode: "l’Eircode",
      pin: "le code PIN",
      postal: "le code postal",
      postcode: "le code postal",
      zip: "le code ZIP",
    },
  },
  labels: {
    name: "le prénom et le nom",
    company: "la société",
    line_one: "l’adresse",
    line_two: "le complément d’adresse",
    city: "la ville",
    country: "le pays",
    state: "la région",
    postal_code: "le code postal",
  },
  part: (name) => name,
  missing: (label) => `Veuillez indiquer ${label}.`,
  postalCode: (name, example) => `Veuillez saisir ${name} au format ${example}.`,
  tooLong: (label, max) => `Veuillez raccourcir ${label} à ${max} caractères au plus.`,
  countryMissing: "Veuillez choisir le pays.",
  country: "Veuillez indiquer le pays par son code ISO 3166-1 à deux lettres, par exemple FR ou US.",
  region: (label, country, examples) =>
    `Veuillez indiquer ${label} (${regionName(country, "fr")}) par son nom ou son code, par exemple ${examples}.`,
  military: "Pour une adresse APO, FPO ou DPO, l’État est AA, AE ou AP.",
  phone: "Veuillez indiquer le numéro de téléphone avec l’indicatif du pays, par exemple +33 1 23 45 67 89.",
  phoneExtension:
    "Veuillez indiquer le numéro de téléphone sans numéro de poste : le transporteur ne peut pas le composer.",
  emailMissing: "Veuillez indiquer votre adresse e-mail.",
  email: "Veuillez saisir l’adresse e-mail sous la forme nom@example.com.",
  emailLetters:
    "Avant le @, utilisez des lettres sans accent (a à z), des chiffres et des signes comme - et _. Les services de paiement et bien des serveurs de messagerie n’acceptent rien d’autre.",
  vatNumber: {
    not_one:
      "Ce numéro de TVA n’a pas la forme de ceux de son pays. Veuillez l’écrire avec le code du pays, par exemple FR40303265045.",
    not_covered:
      "Les numéros de TVA de l’Union européenne, du Royaume-Uni, de la Suisse et de la Norvège sont acceptés ici.",
  },
};
