/** What a seller writes of their own delivery and taxes. */
export const VAN = {
  id: "van",
  title: "Our van",
  subtitle: "Tomorrow",
  carrier: "Kumo",
  countries: ["DE"],
  prices: ["3.00 EUR"],
  earliest_days: 1,
  latest_days: 1,
};
export const VAT = { country: "DE", name: "USt", rate: "19%", mode: "included" };
