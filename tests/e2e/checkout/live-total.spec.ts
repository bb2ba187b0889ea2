import { expect, test } from "@playwright/test";
import { answerBank, expectReceipt, giveDetails, goToBank, openCheckout, payButton } from "../checkout-page.ts";
import { expectOneOrder, ready, status, totalText } from "../tools.ts";

test("the total follows the delivery as soon as it is chosen, and is what is paid", async ({ page, request }) => {
  const session = await ready(request);
  await openCheckout(page, session.continue_url);
  await giveDetails(page);
  const before = (await payButton(page).textContent()) ?? "";
  await expect(page.getByRole("button", { name: "Update the total", exact: true })).toHaveCount(0);
  const chosen = page.getByRole("radio", { checked: true });
  await chosen.focus();
  await page.evaluate(() => window.scrollTo(0, document.documentElement.scrollHeight));
  const scrolled = await page.evaluate(() => window.scrollY);
  await page.keyboard.press("ArrowDown");
  await expect(payButton(page)).not.toHaveText(before);
  const view = await status(request, session.id);
  expect(view.fulfillment_option_id).toBe("express");
  await expect(payButton(page)).toHaveText(`Pay ${totalText(view)}`);
  // Said once to a screen reader, and not found twice by one that comes by later.
  const said = page.locator("[aria-live]", { hasText: `Pay ${totalText(view)}` });
  await expect(said).toHaveCount(1);
  await expect(said).toHaveCount(0);
  await expect(page.getByRole("region", { name: "Your order", exact: true })).toContainText(totalText(view));
  // Nothing jumps: the next arrow key moves on from here.
  await expect(page.getByRole("radio", { name: /^Express, / })).toBeFocused();
  expect(await page.evaluate(() => window.scrollY)).toBe(scrolled);
  await expect(page.getByRole("alert").getByText(/^The total is now /)).toHaveCount(0);
  await goToBank(page);
  await answerBank(page, "pay");
  await expectReceipt(page);
  await expectOneOrder(request, session.id);
});
