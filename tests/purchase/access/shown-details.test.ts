import { describe, expect, it } from "vitest";
import type { DetailOrigin } from "#lib/checkout/ownership.ts";
import { redactedEmail, redactedText } from "#lib/checkout/redacted.ts";
import { RELATIONS } from "#lib/purchase/access/relation.ts";
import { shownTo } from "#lib/purchase/access/shown-details.ts";
import { anAddress } from "../../fixtures/builders.ts";

const VERA = { name: "Vera Victim", email: "vera@victim.example", phoneNumber: "+15125550100" };
const LANE = anAddress({
  name: "Vera Victim",
  lineOne: "12 Secret Lane",
  lineTwo: "Hidden Flat",
  city: "Austin",
  region: "TX",
  postalCode: "78701",
  phoneNumber: "+15125550100",
});
const PERSONAL = /Vera|Victim|vera|Secret|Hidden|TX|78701|5125550100/;
const ORIGINS: readonly (DetailOrigin | null)[] = ["page", "chat", "api", null];
const of = (address: DetailOrigin | null, buyer: DetailOrigin | null = address) => ({
  address: LANE,
  buyer: VERA,
  origins: { address, buyer },
});

describe("what a page shows of details", () => {
  it("is everything to the browser that typed them", () => {
    expect(shownTo("same_browser", of("page"))).toEqual({
      address: { kind: "full", address: LANE },
      buyer: { kind: "full", ...VERA },
      mayChange: true,
    });
  });

  it.each(
    [...RELATIONS, null].flatMap((relation) =>
      ORIGINS.filter((origin) => relation !== "same_browser" || origin !== "page").map(
        (origin) => [relation, origin] as const,
      ),
    ),
  )("is no name, street or number to the relation %s when they come from %s", (relation, origin) => {
    const shown = shownTo(relation, of(origin));
    expect(JSON.stringify(shown).replace("@victim.example", "")).not.toMatch(PERSONAL);
    const isOutside = origin === "chat" || origin === "api";
    expect(shown).toMatchObject({
      address: { kind: "redacted", name: "V…", city: isOutside ? "Austin" : null, country: "US" },
      buyer: { kind: "redacted", name: "V…", email: "v…@victim.example" },
    });
  });

  it("does not show an address from the chat to a browser that has typed an e-mail address for it", () => {
    const shown = shownTo("same_browser", of("chat", "page"));
    expect(shown.address?.kind).toBe("redacted");
    expect(shown.buyer).toEqual({ kind: "full", ...VERA });
  });

  it("has nothing where nothing was given, and offers changes to nobody else", () => {
    const none = { address: null, buyer: null, origins: { address: null, buyer: null } };
    expect(shownTo("link", none)).toEqual({ address: null, buyer: null, mayChange: true });
    expect(shownTo("other_browser", none)).toEqual({ address: null, buyer: null, mayChange: false });
    expect(shownTo(null, none).mayChange).toBe(false);
  });
});

describe("redaction", () => {
  it("leaves an e-mail address its first character and its domain, whatever else it contains", () => {
    expect(redactedEmail("ada@example.com")).toBe("a…@example.com");
    expect(redactedEmail('"a@b"@example.com')).toBe('"…@example.com');
    expect(redactedEmail("😀da@example.com")).toBe("😀…@example.com");
  });

  it("leaves a name its first character, whole also where it takes two code units", () => {
    expect(["Ada Lovelace", "李清照", "𝒜da", ""].map(redactedText)).toEqual(["A…", "李…", "𝒜…", "?…"]);
  });
});
