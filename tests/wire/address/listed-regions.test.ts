import { expect, it } from "vitest";
import { typedDetails } from "#app/checkout/[link]/form-state.ts";
import { listRegions } from "#app/checkout/[link]/list-regions.ts";
import { readDetails } from "#lib/wire/details-form.ts";

const HOME = { email: "ada@example.com", name: "Ada", line_one: "1 Main St", city: "Ottawa", postal_code: "K1A 0B1" };
const formOf = (fields: Readonly<Record<string, string>>) => {
  const form = new FormData();
  for (const [name, value] of Object.entries({ ...HOME, ...fields })) form.set(name, value);
  return form;
};

it("a region of the list that was shown counts for that country, and for no other one", () => {
  expect(typedDetails(formOf({ country: "CA", state: "ON", listed_country: "CA" })).state).toBe("ON");
  expect(typedDetails(formOf({ country: "US", state: "NT", listed_country: "CA" })).state).toBe("");
  expect(typedDetails(formOf({ country: "DE", state: "ON", listed_country: "CA" })).state).toBe("");
});

it("a region that was written where no list was shown counts as it stands", () => {
  expect(typedDetails(formOf({ country: "CA", state: "Ontario" })).state).toBe("Ontario");
});

it.each([
  ["CA", "Ontario", "ON"],
  ["CA", "québec", "QC"],
  ["JP", "東京都", "13"],
  ["US", "NY", "NY"],
  ["US", "Ontario", "Ontario"],
  ["DE", "Bayern", "Bayern"],
])("in %s, %s is shown again as the choice %s", (country, state, choice) => {
  const { typed, regions } = listRegions(typedDetails(formOf({ country, state })), "en");
  expect(typed.state).toBe(choice);
  expect(regions.country).toBe(country);
});

it("what is chosen is kept as a label has it", () => {
  const read = readDetails(typedDetails(formOf({ country: "CA", state: "ON", listed_country: "CA" })), true);
  expect(read).toMatchObject({ kind: "details", address: { region: "ON", country: "CA" } });
});
