import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { checkoutPart } from "#app/checkout/[link]/checkout-part.ts";
import { CheckoutHeading } from "#app/checkout/[link]/progress/checkout-heading.tsx";
import { checkoutTexts } from "#app/checkout/texts/checkout-texts.ts";
import { redactedAddress } from "#lib/checkout/redacted.ts";
import type { CheckoutSession } from "#lib/checkout/session.ts";
import { LANGUAGES } from "#lib/wire/languages.ts";
import { aProduct, aSession } from "../fixtures/builders.ts";
import { textOf } from "../widget/draw-purchase.tsx";

const ADA = { name: "Ada Lovelace", email: "ada@example.com", phoneNumber: null };

type Options = { readonly locale?: string; readonly changesDetails?: boolean; readonly mayChange?: boolean };

function headingOf(
  session: CheckoutSession,
  { locale = "en-US", changesDetails = false, mayChange = true }: Options = {},
) {
  const { address, buyer } = session;
  return renderToStaticMarkup(
    <CheckoutHeading
      session={session}
      details={{
        address: address === null ? null : redactedAddress(address, true),
        buyer: buyer === null ? null : { kind: "full", ...buyer },
        mayChange,
      }}
      changesDetails={changesDetails}
      answer={null}
      part={checkoutPart(session, changesDetails)}
      locale={locale}
    />,
  );
}
const saidOf = (...given: Parameters<typeof headingOf>) =>
  textOf(headingOf(...given).replace(/<h1.*<\/h1>/, "")).trim();

const nothingKnown = aSession({ address: null });
const fromChat = aSession();
const ready: CheckoutSession = { ...fromChat, buyer: ADA };

describe("the checkout says in one sentence what is left before Pay:", () => {
  it("what to fill in, until there is nothing", () => {
    expect(saidOf(nothingKnown)).toBe("Fill in your contact details and delivery address, then pay.");
    expect(saidOf(fromChat)).toBe("Fill in your contact details, then pay.");
    expect(saidOf(ready)).toBe("All details are filled in.");
  });

  it("the billing address of what is not sent, where its tax needs one, and else the contact alone", () => {
    const download = (missing: "tax_address" | null): CheckoutSession => ({
      ...aSession({ lines: [{ product: aProduct({ isDigital: true }), quantity: 1 }], address: null }),
      ...(missing === null ? { status: "ready" } : { status: "not_ready", missing: [missing] }),
    });
    expect(saidOf(download("tax_address"))).toBe("Fill in your contact details and billing address, then pay.");
    expect(saidOf(download(null))).toBe("Fill in your contact details, then pay.");
  });

  it("nothing while a payment is open or over, where another browser gives the details, and while they are changed", () => {
    for (const status of ["paying", "expired", "canceled"] as const) expect(saidOf(aSession({ status }))).toBe("");
    expect(saidOf(nothingKnown, { mayChange: false })).toBe("");
    expect(saidOf(ready, { changesDetails: true })).toBe("");
  });

  it("nothing while the buyer can only wait, because the tax is not known", () => {
    expect(saidOf({ ...ready, status: "not_ready", missing: ["tax"] })).toBe("");
  });

  it.each(LANGUAGES)(
    "with no number, which would not be that of the form's fields, in the reader's language: %s",
    (locale) => {
      const { fillIn, allFilledIn } = checkoutTexts(locale);
      const said = saidOf(nothingKnown, { locale });
      expect(said).toBe(fillIn.contactAndAddress);
      expect(said).toMatch(/^\D+[.。]$/);
      expect(said.startsWith("Fill in")).toBe(locale === "en");
      expect(saidOf(ready, { locale })).toBe(allFilledIn);
    },
  );

  it("in a place that is there at every step, so that it is announced politely when its words change", () => {
    for (const session of [nothingKnown, ready, aSession({ status: "paying" })])
      expect(headingOf(session)).toContain('<output id="progress"');
  });
});
