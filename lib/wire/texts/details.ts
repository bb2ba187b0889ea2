import { ADDRESS_TEXTS, countryName } from "./address.ts";

/** What the server alone says of who buys and where it goes, for a form's field, in English. */
export const DETAILS_TEXTS = {
  tooLong: (label: string, max: number): string => `${label} has at most ${max} characters.`,
  /** Forms have a list of countries, so that one is chosen and not written. */
  countryMissing: "The country is missing.",
  country: "The country is a two-letter ISO 3166-1 code, such as US or JP.",
  region: (label: string, country: string, examples: string): string =>
    `${label} is not one of ${countryName(country)}. Write it by its name or code, such as ${examples}.`,
  military: "The state of an APO, FPO or DPO address is AA, AE or AP.",
  phone: "Write the phone number with its country code, such as +44 20 7946 0000.",
  phoneExtension: "Write the phone number without its extension; a carrier cannot dial one.",
  emailMissing: "The e-mail address is missing.",
  email: "Enter an e-mail address like name@example.com.",
  emailLetters:
    "Before the @, use letters without accents (a to z), digits and signs such as - and _. Payments and many mail servers take no others.",
  vatNumber: {
    not_one: "The VAT number is not written like one of its country. Write it with the country, such as DE136695976.",
    not_covered: "VAT numbers of the European Union, the United Kingdom, Switzerland and Norway are taken here.",
  },
};

/** All that is said of a form's fields. In other languages: lib/wire/texts/form. */
export const FORM_TEXTS = { ...ADDRESS_TEXTS, ...DETAILS_TEXTS };
export type FormTexts = typeof FORM_TEXTS;
