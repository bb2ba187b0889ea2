import { expect, test, type APIRequestContext } from "@playwright/test";
import type { CheckoutView } from "#lib/wire/tool-contract.ts";
import { answerBank, expectReceipt, giveDetails, goToBank, openCheckout, payButton } from "./checkout-page.ts";
import { expectOneOrder, status, tool, totalText } from "./tools.ts";

async function preparedWith(request: APIRequestContext, id: string): Promise<CheckoutView> {
  const answer = await tool(request, "checkout_session", { checkout_session: { items: [{ id, quantity: 2 }] } });
  expect(answer.isError, answer.text).toBe(false);
  return answer.structured;
}

// Both are in stock without end (config/demo-feed.csv).
for (const [currency, product] of [
  ["JPY", "km-yunomi-indigo"],
  ["KWD", "bq-finjan-6"],
] as const) {
  test(`a purchase in ${currency} shows and takes the amount with that currency's digits`, async ({
    page,
    request,
  }) => {
    const session = await preparedWith(request, product);
    expect(session.currency.toUpperCase()).toBe(currency);
    await openCheckout(page, session.continue_url);
    await giveDetails(page);
    const view = await status(request, session.id);
    await expect(payButton(page)).toHaveText(`Pay ${totalText(view)}`);
    await goToBank(page);
    await expect(payButton(page)).toHaveText(`Pay ${totalText(view)}`);
    await answerBank(page, "pay");
    await expectReceipt(page);
    await expectOneOrder(request, session.id);
  });
}
