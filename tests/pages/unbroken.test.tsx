import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { Field } from "#app/components/field.tsx";
import { Unbroken } from "#app/components/unbroken.tsx";
import { checkoutTexts } from "#app/checkout/texts/checkout-texts.ts";
import { walletTexts } from "#app/checkout/texts/wallet/wallet-texts.ts";
import { checkPayload } from "#app/try/host/payload-check.ts";
import { PaymentSheet } from "#app/try/sheet/payment-sheet.tsx";
import { planTexts } from "#app/plans/texts/plan-texts.ts";
import { LANGUAGES } from "#lib/wire/languages.ts";
import { sessionForHost } from "#lib/wire/session-for-host.ts";
import { aCheckout } from "../widget/a-checkout.ts";

/** The parts of a text between which a line may end, and those inside which it may not. */
const wholeIn = (html: string) =>
  [...html.matchAll(/<span class="inline-block[^"]*">([^<]*)<\/span>/g)].map(([, text]) => text);
const textOf = (html: string) => html.replaceAll(/<[^>]+>/g, "");

describe.each(LANGUAGES)("in %s", (language) => {
  const labels = [checkoutTexts(language).details.email, planTexts(language).email];
  const sentences = Object.values(walletTexts(language).gives);

  it("no line ends at the hyphen of e-mail in a label or a wallet's sentence, and the words stay the same", () => {
    const drawn = [
      ...labels.map((label) =>
        renderToStaticMarkup(
          <Field name="email" label={label} type="email" autoComplete="email" value="" problem={null} />,
        ),
      ),
      ...sentences.map((text) => renderToStaticMarkup(<Unbroken>{text}</Unbroken>)),
    ];
    for (const [index, html] of drawn.entries()) {
      const text = [...labels, ...sentences][index] ?? "";
      expect(textOf(html)).toBe(text);
      const hyphened = text.match(/\S*e-mail\S*/gi) ?? [];
      expect(wholeIn(html)).toEqual(hyphened);
    }
  });
});

it("nine languages are looked at, and most of them write e-mail with a hyphen", () => {
  expect(LANGUAGES).toHaveLength(9);
  const hyphened = LANGUAGES.filter((language) => /e-mail/i.test(checkoutTexts(language).details.email));
  expect(hyphened.length).toBeGreaterThanOrEqual(6);
});

it("no line ends at the hyphen of e-mail in the payment sheet of the stand-in", () => {
  const opened = checkPayload(sessionForHost(aCheckout()));
  if (opened.kind === "refused") throw new Error("the sheet does not open for what a card sends");
  const sheet = { session: opened.session, note: null, isPaying: false };
  const html = renderToStaticMarkup(
    <PaymentSheet sheet={sheet} locale="en-US" onPay={() => undefined} onCancel={() => undefined} />,
  );
  expect(textOf(html)).toContain("E-mail for the receipt");
  expect(wholeIn(html)).toEqual(["E-mail"]);
});
