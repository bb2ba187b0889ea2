import { expect, test } from "vitest";
import { kindOfWanted, reasonOfRestriction } from "#lib/sellers/wanted.ts";

test("what a provider asks for has a word of ours, by its own names and the sandbox bank's", () => {
  const words = {
    "individual.verification.document": "document",
    identity_document: "document",
    external_account: "bank_account",
    bank_account_verification: "bank_account",
    "individual.id_number": "id_number",
    "company.tax_id": "id_number",
    "individual.address.line1": "address",
    "individual.dob.day": "birth",
    "individual.first_name": "name",
    "individual.email": "contact",
    "business_profile.url": "company",
    "company.structure": "company",
    "owners.relationship": "people",
    "tos_acceptance.date": "terms",
    identity: "identity",
    "settings.moon_phase": null,
  };
  for (const [what, kind] of Object.entries(words)) expect(kindOfWanted(what), what).toBe(kind);
});

test("a restriction has a reason that a seller can act on, and an unknown one has none", () => {
  expect(
    ["requirements.past_due", "requirements.pending_verification", "rejected.fraud", "account_gone", "listed", "x"].map(
      reasonOfRestriction,
    ),
  ).toEqual(["overdue", "checking", "rejected", "gone", "checking", "other"]);
});
