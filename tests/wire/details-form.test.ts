import { describe, expect, it } from "vitest";
import { readDetails } from "#lib/wire/details-form.ts";

const ADDRESS = {
  email: " ada@example.com ",
  name: "Ada Lovelace",
  line_one: "1 Main St",
  line_two: "",
  city: "New York",
  state: "new york",
  country: "US",
  postal_code: "10001",
  phone_number: "(212) 555-0100",
};

describe("what a buyer writes on the checkout page", () => {
  it("gives the buyer and the address of one form", () => {
    expect(readDetails(ADDRESS, true)).toEqual({
      kind: "details",
      buyer: { name: "Ada Lovelace", email: "ada@example.com", phoneNumber: "+12125550100" },
      address: {
        name: "Ada Lovelace",
        lineOne: "1 Main St",
        company: null,
        lineTwo: null,
        city: "New York",
        region: "NY",
        country: "US",
        postalCode: "10001",
        phoneNumber: "+12125550100",
      },
    });
  });

  it("names every problem once, in the order of the fields on the page", () => {
    const read = readDetails({ country: "US", postal_code: "1" }, true);
    expect(read.kind === "problems" && read.problems.map(({ field, code }) => `${field} ${code}`)).toEqual([
      "email missing",
      "name missing",
      "line_one missing",
      "city missing",
      "state missing",
      "postal_code invalid",
    ]);
  });

  it("asks for no address when nothing is sent by post", () => {
    expect(readDetails({ email: "ada@example.com", name: "Ada" }, false)).toEqual({
      kind: "details",
      buyer: { name: "Ada", email: "ada@example.com", phoneNumber: null },
      address: null,
    });
    const read = readDetails({ email: "ada@example.com", phone_number: "12" }, false);
    expect(read.kind === "problems" && read.problems.map(({ field }) => field)).toEqual(["name", "phone_number"]);
  });

  it.each(["", "ada", "a b@example.com", "ada@", "ada@@x", "a\u0000@example.com", `${"a".repeat(250)}@example.com`])(
    "refuses %j as an e-mail address",
    (email) => {
      const read = readDetails({ ...ADDRESS, email }, true);
      expect(read.kind === "problems" && read.problems.map(({ field }) => field)).toEqual(["email"]);
    },
  );

  it("stores no control characters and no halves of characters, whatever is sent", () => {
    const read = readDetails({ ...ADDRESS, name: "A\u0000da\ud800", city: "New\u0007York" }, true);
    expect(JSON.stringify(read)).not.toMatch(/\\u0000|\\u0007|\\ud800/);
    const digital = readDetails({ email: "ada@example.com", name: "A\u0000da\ud800" }, false);
    expect(digital.kind === "details" && digital.buyer.name).toBe("A da");
  });
});

describe("an e-mail address", () => {
  const read = (email: string) => readDetails({ email, name: "Ada" }, false);

  it.each([
    ["<ada@example.com>", "ada@example.com"],
    ["ada@example.com.", "ada@example.com"],
    [" ada@bücher.example ", "ada@bücher.example"],
    ["o'neil+shop@mail.example.co.uk", "o'neil+shop@mail.example.co.uk"],
  ])("%j is read as it is meant", (typed, email) => {
    expect(read(typed)).toMatchObject({ kind: "details", buyer: { email } });
  });

  it.each(["ada@gmial", "ada@example..com", "ada@@example.com", "ada@.example.com", "Ada <ada@example.com> x", "ada"])(
    "%j is refused at its field",
    (typed) => {
      expect(read(typed)).toMatchObject({ kind: "problems", problems: [{ field: "email", code: "invalid" }] });
    },
  );

  it.each(["jörg@example.de", "josé.garcía@example.es", "山田@example.jp", "ada\u00ad@example.com"])(
    "%j is asked for in letters without accents where it is typed, and not refused at Pay",
    (typed) => {
      const message = expect.stringContaining("letters without accents (a to z)") as string;
      expect(read(typed)).toMatchObject({ kind: "problems", problems: [{ field: "email", code: "invalid", message }] });
    },
  );
});
