/** What is wrong with who buys and where it goes, for a form's field. One place, so that another language is another file. */
export const ADDRESS_TEXTS = {
  labels: {
    name: "The name",
    line_one: "The street address",
    line_two: "The second address line",
    city: "The city",
    country: "The country",
    state: "The state or province",
    postal_code: "The postal code",
  },
  missing: (label: string) => `${label} is missing.`,
  tooLong: (label: string, max: number) => `${label} has at most ${max} characters.`,
  country: "The country is a two-letter ISO 3166-1 code, such as US or JP.",
  region: (country: string) => `The state or province is not one of ${country}.`,
  postalCode: (country: string, example: string) =>
    `The postal code is not written like one of ${country}, such as ${example}.`,
  phone: "Write the phone number with its country code, such as +44 20 7946 0000.",
  emailMissing: "The e-mail address is missing.",
  email: "The e-mail address is not written like name@example.com.",
} as const;
