import { describe, expect, it } from "vitest";
import { privacyTimes } from "#app/policies/privacy-times.ts";
import { policyTexts } from "#app/policies/texts/policy-texts.ts";
import { BROWSER_COOKIE_SECONDS } from "#app/request/browser-cookie.ts";
import { redactedAddress, redactedBuyer } from "#lib/checkout/redacted.ts";
import { SESSION_LIFETIME_MS } from "#lib/purchase/checkout/prepare-checkout.ts";
import { KEPT_FOR_MS } from "#lib/purchase/idempotency.ts";
import { DETAILS_FIELDS, type DetailsField } from "#lib/wire/details-form.ts";
import { anAddress } from "../../fixtures/builders.ts";

/** The words of an element and of what is in it. */
function wordsOf(node: unknown): string {
  if (typeof node === "string" || typeof node === "number") return String(node);
  if (Array.isArray(node)) return node.map(wordsOf).join("");
  if (typeof node !== "object" || node === null || !("props" in node)) return "";
  const { props } = node;
  return typeof props === "object" && props !== null && "children" in props ? ` ${wordsOf(props.children)} ` : "";
}
const retention = { unpaidDays: 17, orderDays: 2922, historyDays: 123, rememberedDays: 77 };
const page = wordsOf(policyTexts("en").privacy(privacyTimes("en-US", retention))).replaceAll(/\s+/g, " ");
/** What the page says below a heading. */
const below = (heading: string) => page.split(heading)[1]?.slice(0, 900) ?? "";

/** What the page calls each field of the form: a new one has to be said. */
const ASKED: Readonly<Record<DetailsField, string>> = {
  email: "e-mail address",
  name: "name",
  company: "delivery address",
  country: "delivery address",
  line_one: "delivery address",
  line_two: "delivery address",
  city: "delivery address",
  state: "delivery address",
  postal_code: "delivery address",
  phone_number: "phone number",
  vat_number: "VAT number",
};

describe("the privacy page says what the code does", () => {
  it("names every detail that the checkout page asks for", () => {
    const received = page.split("From you on the checkout page:")[1]?.split(".")[0] ?? "";
    for (const field of DETAILS_FIELDS) expect(received, field).toContain(ASKED[field]);
  });

  it("names everything that a browser with the link alone is shown of a buyer, and where it is shown", () => {
    const shown = {
      ...redactedAddress(anAddress(), true),
      ...redactedBuyer({ name: "A", email: "a@b", phoneNumber: null }),
    };
    const words: Readonly<Record<string, string>> = {
      name: "the first letter of your name",
      country: "your country",
      email: "the first letter and the part after the @ of your e-mail address",
      city: "with its city",
    };
    const { kind: _kind, ...fields } = shown;
    expect(Object.keys(fields).toSorted()).toEqual(Object.keys(words).toSorted());
    for (const word of Object.values(words)) expect(below("Who sees it on our pages")).toContain(word);
    expect(below("Who sees it on our pages")).toContain("The checkout and the order’s page");
  });

  it("names the times from the code", () => {
    const hours = (ms: number) => `${ms / 3_600_000} hours`;
    expect(below("What we use it for")).toContain(`for ${hours(BROWSER_COOKIE_SECONDS * 1000)}`);
    expect(below("How long we keep it")).toContain(`closes after ${hours(SESSION_LIFETIME_MS)}`);
    expect(below("How long we keep it")).toContain(`at least ${hours(KEPT_FOR_MS)}`);
    expect(below("How long we keep it")).toContain("17 days later name, address, e-mail address, phone number");
    expect(below("How long we keep it")).toContain("2,922 days after it was paid");
    expect(below("How long we keep it")).toContain("are erased after 123 days");
    expect(privacyTimes("en-US", { ...retention, orderDays: 3650 }).orderDetails).toBe("10 years");
    expect(privacyTimes("de-DE", { ...retention, orderDays: 3650 }).orderDetails).toBe("10 Jahre");
  });

  it("names what is left of an order, and that a payment under way is waited for", () => {
    expect(below("What you can ask for")).toContain("number, dates, items, amounts and the country");
    expect(below("What you can ask for")).toContain("no longer found by your e-mail address");
    expect(below("What you can ask for")).toContain("as soon as it is settled");
  });
});
