import { renderToStaticMarkup } from "react-dom/server";
import { expect, it } from "vitest";
import { ClosedCheckout } from "#app/checkout/[link]/closed-checkout.tsx";
import { checkoutTexts } from "#app/checkout/texts/checkout-texts.ts";
import { componentTexts } from "#app/components/texts/component-texts.ts";
import { aSession } from "../fixtures/builders.ts";

const written = (status: "expired" | "canceled", locale: string, returnUrl: string | null = null) =>
  renderToStaticMarkup(<ClosedCheckout session={aSession({ status })} returnUrl={returnUrl} locale={locale} />);

it.each(["expired", "canceled"] as const)(
  "what is said of a checkout that is %s has spaces as its language has them",
  (status) => {
    const [ja, en] = [checkoutTexts("ja"), checkoutTexts("en")];
    expect(written(status, "ja")).toContain(`${status === "expired" ? ja.expiredText : ja.canceledText}${ja.buyAgain}`);
    expect(written(status, "en")).toContain(
      `${status === "expired" ? en.expiredText : en.canceledText} ${en.buyAgain}`,
    );
  },
);

it("whoever has no way back but their own is sent to the chat once, and who has one gets its link", () => {
  expect(written("canceled", "en")).not.toContain(componentTexts("en").backToChatYourself);
  expect(written("canceled", "en", "https://chat.example.com/")).toContain('href="https://chat.example.com/"');
});
