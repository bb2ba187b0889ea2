import { renderToStaticMarkup } from "react-dom/server";
import { expect, it } from "vitest";
import { PaymentNotices } from "#app/checkout/[link]/payment-notices.tsx";
import { KeepAddress } from "#app/orders/[link]/keep-address.tsx";
import { checkoutTexts } from "#app/checkout/texts/checkout-texts.ts";
import { ExampleNotice } from "#app/policies/example-notice.tsx";
import { policyWords } from "#app/policies/words/policy-words.ts";
import { orderTexts } from "#app/orders/texts/order-texts.ts";
import { filled } from "#lib/wire/widget/filled.ts";
import { WIDGET_TEXTS } from "#lib/wire/widget/texts/of-language.ts";
import { PurchaseView } from "#widget/views/purchase-view.tsx";
import type { Phase } from "#widget/purchase/purchase-phase.ts";
import { inEnglish } from "#widget/texts/widget-texts.ts";
import { NOON } from "../fixtures/builders.ts";
import { aCheckout } from "../widget/a-checkout.ts";
import { aBasket, actions } from "../widget/draw-purchase.tsx";

const POLICIES = { terms: "/t", privacy: "/p", returns: "/r", shipping: "/s" };
const plain = (html: string) => html.replace(/<[^>]+>/g, "");
const between = (locale: string) => (locale === "ja" ? "" : " ");
const cases = [["ja"], ["en"]] as const;

it.each(cases)(
  "in %s a payment that failed and the way on have a space between them as the language has it",
  (locale) => {
    const failed = { reason: "other" as const, failedAt: NOON };
    const html = renderToStaticMarkup(<PaymentNotices failed={failed} refusal={null} canPayAgain locale={locale} />);
    const { payAgain } = checkoutTexts(locale);
    expect(plain(html)).toMatch(new RegExp(`[.。]${between(locale)}${payAgain}`, "u"));
    expect(plain(html)).not.toContain(`  ${payAgain}`);
  },
);

it.each(cases)("in %s the order's page says how to come back, and then where questions are answered", (locale) => {
  const html = plain(renderToStaticMarkup(<KeepAddress policies={POLICIES} locale={locale} />));
  const { keepAddress, questions } = orderTexts(locale);
  const asked = plain(renderToStaticMarkup(<>{questions((_policy, text) => text)}</>));
  expect(html).toBe(`${keepAddress}${between(locale)}${asked}`);
});

it.each(cases)("in %s the card joins its sentences, shown and read out", (locale) => {
  const texts = { ...inEnglish(locale), ...WIDGET_TEXTS[locale], locale };
  const draw = (phase: Phase) =>
    plain(renderToStaticMarkup(<PurchaseView phase={phase} locale={locale} texts={texts} actions={actions} />));
  expect(draw({ phase: "closed", checkout: aCheckout({ status: "expired" }) })).toContain(
    `${texts.closedText}${between(locale)}${texts.startOverText}`,
  );
  const total = filled(texts.totalIs, { label: texts.total, amount: "" });
  expect(draw(aBasket({ notices: [{ kind: "sheet_closed" }] }))).toContain(
    `${texts.notices.sheet_closed}${between(locale)}${total.trimEnd()}`,
  );
});

it("in Japanese nothing is between a policy's notice and the sentence that it is in English; in German a space is", () => {
  const notice = (locale: string) => plain(renderToStaticMarkup(<ExampleNotice language="en" locale={locale} />));
  for (const locale of ["ja", "de"]) {
    const { exampleText, isEnglish } = policyWords(locale);
    expect(notice(locale)).toContain(`${exampleText}${between(locale)}${isEnglish}`);
  }
  expect(notice("en")).not.toContain(policyWords("en").isEnglish);
});
