import { expect, test } from "@playwright/test";
import { openCheckout } from "../checkout-page.ts";
import { status } from "../tools.ts";
import { buySomething, closeSheet, giveAddress, openTry, payButton, sheet, widget } from "../try-page.ts";

test("the card stands before the words about it, as in ChatGPT", async ({ page }) => {
  await openTry(page, { shopper: "arm-instant" });
  await buySomething(page, "instant");
  const words = page.getByText(/^Here is your checkout with .+\. Nothing has been charged yet\.$/);
  const frame = page.locator('iframe[title="Checkout"]');
  const [card, text] = await Promise.all([frame.boundingBox(), words.boundingBox()]);
  expect(card !== null && text !== null && card.y + card.height <= text.y).toBe(true);
});

test("a card whose sheet stays silent asks whether it was closed, and offers to check the order", async ({ page }) => {
  await openTry(page, { shopper: "arm-instant" });
  await buySomething(page, "instant");
  await giveAddress(page);
  await payButton(page, "instant").click();
  await expect(sheet(page)).toBeVisible();
  await expect(
    widget(page).getByRole("button", { name: "Closed the sheet? Check my order", exact: true, includeHidden: true }),
  ).toBeVisible();
  await closeSheet(page);
  await expect(payButton(page, "instant")).toBeEnabled();
});

test("a checkout that was canceled before it was paid is called a checkout in the card and on the page, not an order", async ({
  page,
  request,
}) => {
  const visit = await openTry(page, { shopper: "arm-external" });
  await buySomething(page, "external");
  await widget(page).getByRole("button", { name: "Cancel order", exact: true }).click();
  await widget(page).getByRole("button", { name: "Yes, cancel it", exact: true }).click();
  const canceled = { name: "This checkout was canceled", exact: true };
  await expect(widget(page).getByRole("heading", canceled)).toBeVisible();
  const { continue_url: address } = await status(request, await visit.sessionId());
  await openCheckout(page, address);
  await expect(page.getByRole("heading", canceled)).toBeVisible();
});

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("the stand-in says that it needs JavaScript, and shows nothing that looks as if it could be used", async ({
    page,
  }) => {
    await page.goto("/try");
    await expect(
      page.getByText("The stand-in needs JavaScript. The shop’s own checkout pages work without it.", { exact: true }),
    ).toBeVisible();
    await expect(page.getByRole("button").filter({ visible: true })).toHaveCount(0);
    await expect(page.getByRole("searchbox")).toHaveCount(0);
  });
});
