import { renderToStaticMarkup } from "react-dom/server";
import { expect, it } from "vitest";
import { WaitingPayment } from "#app/checkout/[link]/waiting-payment.tsx";
import { checkoutTexts } from "#app/checkout/texts/checkout-texts.ts";
import type { CheckoutSession } from "#lib/checkout/session.ts";
import { formatMoney } from "#lib/money.ts";
import { LANGUAGES } from "#lib/wire/languages.ts";
import { aSession } from "../fixtures/builders.ts";

const session = aSession({ status: "awaiting_buyer" });
const written = (isUnanswered: boolean) =>
  renderToStaticMarkup(
    <WaitingPayment
      session={session}
      isUnanswered={isUnanswered}
      isWallet={false}
      mayChange
      publicUrl="https://shop.example.com"
      locale="en"
      answer={null}
    />,
  );

it("who comes back from paying reads that it is still being checked until the payment provider has answered, on a page that looks again", () => {
  const { checkingText, confirmTitle } = checkoutTexts("en");
  const unanswered = written(true);
  expect(unanswered).toContain(checkingText);
  expect(unanswered).toMatch(new RegExp(`<a href="/checkout/${session.link}/done"[^>]* data-look-again`));
  expect(unanswered).not.toContain(confirmTitle);
  expect(written(false)).toContain(confirmTitle);
});

it.each(LANGUAGES)(
  "whoever left the payment page reads how much is to be paid there, in their language: %s",
  (locale) => {
    if (session.status !== "awaiting_buyer") throw new Error("the session does not wait for its buyer");
    const left: CheckoutSession = { ...session, attempt: { ...session.attempt, route: "external" } };
    for (const mayChange of [true, false])
      expect(
        renderToStaticMarkup(
          <WaitingPayment
            session={left}
            isWallet={false}
            mayChange={mayChange}
            publicUrl="https://shop.example.com"
            locale={locale}
            answer={null}
          />,
        ),
      ).toContain(formatMoney(session.totals.total, locale));
  },
);
