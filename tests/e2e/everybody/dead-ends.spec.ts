import { expect, test } from "@playwright/test";
import { answerBank, giveDetails, goToBank, openCheckout } from "../checkout-page.ts";
import { prepared, ready, tool } from "../tools.ts";

const CHAT = "https://chatgpt.com/c/dead-ends";

test("a page that is not there, and an order that is nobody's, lead to the shop", async ({ page }) => {
  for (const address of ["/nothing/here", "/orders/or_nobody", "/checkout/co_nobody"]) {
    await page.goto(address);
    await expect(page.getByRole("main").locator('a[href="/"]'), address).toHaveCount(1);
  }
});

test("a checkout leads back to the chat at each step, also when it is closed or the bank was left", async ({
  page,
  request,
}) => {
  const back = page.locator(`a[href="${CHAT}"]`);
  const session = await prepared(request);
  await openCheckout(page, session.continue_url, CHAT);
  await expect(back).toHaveText("Back to ChatGPT");
  await giveDetails(page);
  await expect(back).toBeVisible();
  await goToBank(page);
  await answerBank(page, "leave");
  await expect(page).toHaveURL(/\/checkout\//);
  await expect(back).toBeVisible();

  const closed = await ready(request);
  await tool(request, "cancel_checkout", { checkout_session_id: closed.id });
  await openCheckout(page, closed.continue_url, CHAT);
  await expect(page.getByRole("heading", { name: "This checkout was canceled", exact: true })).toBeVisible();
  await expect(back).toHaveText("Back to ChatGPT");
});

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("the stand-in says that it needs JavaScript, and that the shop does not", async ({ page }) => {
    await page.goto("/try");
    await expect(
      page.getByText("The stand-in needs JavaScript. The shop’s own checkout pages work without it.", { exact: true }),
    ).toBeVisible();
  });
});
