import { renderToStaticMarkup } from "react-dom/server";
import { expect, it } from "vitest";
import { WaitingPayment } from "#app/checkout/[link]/waiting-payment.tsx";
import { checkoutTexts } from "#app/checkout/texts/checkout-texts.ts";
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
