import { describe, expect, it } from "vitest";
import { likelyEmail, readEmail } from "#lib/wire/address/email.ts";

describe("an e-mail address", () => {
  it.each([
    ["Ada Lovelace <ada@example.com>", "ada@example.com"],
    ["<ada@example.com>", "ada@example.com"],
    ["mailto:ada@example.com", "ada@example.com"],
    ["ada＠example。com", "ada@example.com"],
  ])("%j is read as it is copied or typed, %j", (typed, email) => {
    expect(readEmail(typed)).toEqual({ kind: "email", email });
  });

  it("of two names none", () => {
    for (const text of [
      "a@example.com <b@example.com>",
      "Ada <a@example.com> <b@example.com>",
      "a@example.com, b@example.com",
    ])
      expect(readEmail(text).kind, text).toBe("problem");
  });

  it.each(["a..b@example.com", ".ada@example.com", "ada.@example.com", "ada@-example.com", "ada@example.1"])(
    "%j is refused, because no mail system takes it",
    (text) => {
      expect(readEmail(text).kind).toBe("problem");
    },
  );

  it.each([
    ["ada@gmial.com", "ada@gmail.com"],
    ["ada@gmail.con", "ada@gmail.com"],
    ["ada@gmal.com", "ada@gmail.com"],
    ["ada@hotmial.com", "ada@hotmail.com"],
    ["ada@outlok.com", "ada@outlook.com"],
    ["ada@example.con", "ada@example.com"],
    ["ada@gmail.co", "ada@gmail.com"],
    ["ada@icloud.cm", "ada@icloud.com"],
  ])("%j is taken, and asked about as %j", (typed, meant) => {
    expect(readEmail(typed)).toEqual({ kind: "email", email: typed });
    expect(likelyEmail(typed)).toBe(meant);
  });

  it.each(["ada@gmail.com", "ada@gmx.at", "ada@example.com", "ada@mail.example.co", "ada@ymail.com", "ada@hotmail.fr"])(
    "%j is not asked about",
    (typed) => {
      expect(likelyEmail(typed)).toBeNull();
    },
  );
});
