import { describe, expect, it } from "vitest";
import type { DetailOrigins } from "#lib/checkout/ownership.ts";
import type { Buyer, CheckoutSession } from "#lib/checkout/session.ts";
import { shownTo } from "#lib/purchase/access/shown-details.ts";
import type { Relation } from "#lib/purchase/access/relation.ts";
import { needsAddress, readChanges, type TypedDetails } from "#lib/wire/details-form.ts";
import { aProduct, anAddress, aSession, someRules } from "../fixtures/builders.ts";

const NOTHING: TypedDetails = {
  email: "",
  name: "",
  country: "US",
  line_one: "",
  company: "",
  line_two: "",
  city: "",
  state: "",
  postal_code: "",
  phone_number: "",
  vat_number: "",
};
const LANE = { name: "Vera Victim", line_one: "12 Lane", city: "Austin", state: "TX", postal_code: "78701" };
const ADA: Buyer = { name: "Ada Byron", email: "ada@example.com", phoneNumber: "+12125550100" };

const known = (buyer: Buyer | null, origins: DetailOrigins, isDigital = false): CheckoutSession => ({
  ...aSession(
    isDigital
      ? {
          lines: [{ product: aProduct({ isDigital }), quantity: 1 }],
          address: null,
          rules: { ...someRules, taxes: [] },
        }
      : {},
  ),
  buyer,
  origins,
});
const CHAT: DetailOrigins = { address: "chat", buyer: null };
const API: DetailOrigins = { address: "api", buyer: "api" };
const PAGE: DetailOrigins = { address: "page", buyer: "page" };
const read = (typed: Partial<TypedDetails>, session: CheckoutSession, relation: Relation = "link") =>
  readChanges({ ...NOTHING, ...typed }, session, shownTo(relation, session));
const fieldsOf = (reading: ReturnType<typeof read>) =>
  reading.kind === "problems" ? reading.problems.map(({ field }) => field) : [];

describe("details typed over those that a browser is shown in part", () => {
  it("an e-mail address is enough where the chat gave the address, whose receiver is the buyer", () => {
    expect(read({ email: "ada@example.com" }, known(null, CHAT))).toEqual({
      kind: "changes",
      buyer: { name: "Ada Lovelace", email: "ada@example.com", phoneNumber: null },
    });
    expect(fieldsOf(read({}, known(null, CHAT)))).toEqual(["email"]);
  });

  it("nothing typed changes nothing", () => {
    expect(read({}, known(ADA, API))).toEqual({ kind: "changes" });
    expect(read({ country: "" }, known(ADA, API))).toEqual({ kind: "changes" });
    expect(read({}, known(ADA, { address: null, buyer: "api" }, true))).toEqual({ kind: "changes" });
  });

  it("a kept e-mail address is not saved as one that this browser gave", () => {
    const reading = read(LANE, known(ADA, API));
    expect(reading).toMatchObject({ kind: "changes", address: { lineOne: "12 Lane", city: "Austin" } });
    expect(reading).not.toHaveProperty("buyer");
  });

  it("another e-mail address keeps the buyer's name and number", () => {
    expect(read({ email: "b@example.com" }, known(ADA, API))).toEqual({
      kind: "changes",
      buyer: { ...ADA, email: "b@example.com" },
    });
  });

  it("an address is changed as a whole, and a chosen country or a phone number begins one", () => {
    const rest = ["name", "line_one", "city", "state", "postal_code"];
    expect(fieldsOf(read({ line_one: "12 Lane" }, known(ADA, API)))).toEqual(
      rest.filter((field) => field !== "line_one"),
    );
    expect(fieldsOf(read({ country: "CA" }, known(ADA, API)))).toEqual(rest);
    expect(fieldsOf(read({ phone_number: "+12125550100" }, known(ADA, API)))).toEqual(rest);
  });

  it("a person who buys downloads is changed as a whole too", () => {
    const session = known(ADA, { address: null, buyer: "api" }, true);
    expect(fieldsOf(read({ name: "Vera" }, session))).toEqual(["email"]);
    expect(read({ name: "Vera", email: "v@example.com" }, session)).toEqual({
      kind: "changes",
      buyer: { name: "Vera", email: "v@example.com", phoneNumber: null },
    });
  });

  it("a download whose tax goes by where its buyer is asks for that address, before and after it is known", () => {
    const lines = [{ product: aProduct({ isDigital: true }), quantity: 1 }];
    expect(needsAddress(aSession({ lines, address: null }))).toBe(true);
    expect(needsAddress(aSession({ lines, address: anAddress() }))).toBe(true);
    expect(needsAddress(aSession({ lines, address: null, rules: { ...someRules, taxes: [] } }))).toBe(false);
  });

  it("what a browser is shown in full is not kept when it empties the fields", () => {
    expect(fieldsOf(read({}, known(ADA, PAGE), "same_browser"))).toEqual([
      "email",
      "name",
      "line_one",
      "city",
      "state",
      "postal_code",
    ]);
  });
});
