import AxeBuilder from "@axe-core/playwright";
import { expect, test } from "@playwright/test";
import {
  buySomething,
  closeSheet,
  followToCheckout,
  giveAddress,
  openTry,
  payButton,
  payInSheet,
  search,
  sheet,
  widget,
} from "./try-page.ts";
import { answerBank, expectReceipt, giveDetails, goToBank } from "./checkout-page.ts";
import { expectNoOrder, expectOneOrder } from "./tools.ts";

const ORDER_NUMBER = /T-[2-9A-Z]{4}-[2-9A-Z]{4}/;

test("in a plain MCP Apps host the buyer pays on the checkout page, and the chat reports the order", async ({
  page,
  request,
}) => {
  const visit = await openTry(page, { shopper: "arm-instant", hasOpenAi: false });
  await buySomething(page);
  await expect(payButton(page, "external")).toBeVisible();
  await expect(payButton(page, "instant")).toHaveCount(0);
  const checkout = await followToCheckout(page);
  await giveDetails(checkout);
  await goToBank(checkout);
  await answerBank(checkout, "pay");
  await expectReceipt(checkout);
  await expectOneOrder(request, await visit.sessionId());
  await checkout.close();
  await expect(widget(page).getByText(ORDER_NUMBER).first()).toBeVisible();
  await expect(page.getByRole("link", { name: "Open the receipt" })).toBeVisible();
});

test("where no widget is shown the text's link leads to the checkout page, and the chat reports the order", async ({
  page,
  request,
}) => {
  const visit = await openTry(page, { shopper: "arm-instant", hasWidget: false });
  await page
    .getByRole("button", { name: /^buy\b/i })
    .first()
    .click();
  const link = page.getByRole("link", { name: /\/checkout\// });
  await expect(link).toBeVisible();
  await expect(page.locator("iframe")).toHaveCount(0);
  const opened = page.context().waitForEvent("page");
  await link.click();
  const checkout = await opened;
  await giveDetails(checkout);
  await goToBank(checkout);
  await answerBank(checkout, "pay");
  await expectReceipt(checkout);
  await expectOneOrder(request, await visit.sessionId());
  await checkout.close();
  // Headless Chromium does not always say that a tab came back; a person's browser does.
  await page.evaluate(() => window.dispatchEvent(new Event("focus")));
  await expect(page.getByText(ORDER_NUMBER).first()).toBeVisible();
});

test("a host that loses the answer after the charge still ends with the order in the widget, paid once", async ({
  page,
  request,
}) => {
  const visit = await openTry(page, { shopper: "arm-instant", losesAnswer: true });
  await buySomething(page);
  await giveAddress(page);
  await payButton(page, "instant").click();
  await payInSheet(page, "pay");
  await expect(sheet(page)).toBeHidden();
  await expect(widget(page).getByText(ORDER_NUMBER).first()).toBeVisible();
  await expectOneOrder(request, await visit.sessionId());
});

test("a sheet that is closed by a host that rejects leaves nothing paid and the checkout page on offer", async ({
  page,
  request,
}) => {
  const visit = await openTry(page, { shopper: "arm-instant", cancel: "reject" });
  await buySomething(page);
  await giveAddress(page);
  await payButton(page, "instant").click();
  await closeSheet(page);
  await expect(payButton(page, "external")).toBeVisible();
  await expectNoOrder(request, await visit.sessionId());
});

test("a widget that is mounted again shows the state of the purchase, before the payment and after it", async ({
  page,
}) => {
  await openTry(page, { shopper: "arm-instant" });
  await buySomething(page);
  await giveAddress(page);
  await expect(payButton(page, "instant")).toBeVisible();
  await page.getByRole("button", { name: "Reload the widget" }).click();
  await payButton(page, "instant").click();
  await payInSheet(page, "pay");
  await expect(widget(page).getByText(ORDER_NUMBER).first()).toBeVisible();
  const number = await widget(page).getByText(ORDER_NUMBER).first().innerText();
  await page.getByRole("button", { name: "Reload the widget" }).click();
  await expect(widget(page).getByText(number).first()).toBeVisible();
});

test("Escape closes the sheet as Cancel does, and the keyboard stays inside it until then", async ({ page }) => {
  await openTry(page, { shopper: "arm-instant" });
  await buySomething(page);
  await giveAddress(page);
  await payButton(page, "instant").click();
  await expect(sheet(page)).toBeVisible();
  for (let presses = 0; presses < 12; presses += 1) {
    await page.keyboard.press("Tab");
    expect(
      await page.evaluate(() => {
        const focused = document.activeElement;
        return focused === document.body || focused?.closest("dialog") !== null;
      }),
    ).toBe(true);
  }
  await page.keyboard.press("Escape");
  await expect(sheet(page)).toBeHidden();
  await expect(payButton(page, "external")).toBeVisible();
});

test("the log shows what the widget and the shop sent, and neither the token nor who the buyer is", async ({
  page,
}) => {
  await openTry(page, { shopper: "arm-instant" });
  await buySomething(page);
  await giveAddress(page);
  await payButton(page, "instant").click();
  await payInSheet(page, "pay");
  await expect(page.getByRole("link", { name: "Open the receipt" })).toBeVisible();
  await page.getByRole("button", { name: /^Messages/ }).click();
  const log = page.getByRole("complementary", { name: "Behind the scenes" });
  const rows = log.getByRole("button", { name: /complete_checkout|update_checkout|requestCheckout/ });
  const found = await rows.count();
  expect(found).toBeGreaterThan(5);
  for (let index = 0; index < found; index += 1) await rows.nth(index).click();
  const text = await log.innerText();
  expect(text).toContain("tok_sandbox_ok_•••");
  expect(text).not.toMatch(/Ada Lovelace|ada@example\.com|1 Main St|10001|tok_sandbox_ok_[0-9a-f]/);
  // The payload that our widget sends is what the documented client accepts without a word.
  await expect(log.getByText(/payment sheet ·/)).toHaveCount(0);
  const { violations } = await new AxeBuilder({ page }).include("aside").analyze();
  expect(violations.map((one) => one.id)).toEqual([]);
});

test("a search without a hit says so, and a shop that does not answer is not mistaken for an empty one", async ({
  page,
}) => {
  await openTry(page, { shopper: "arm-external" });
  await expect(page.getByRole("button", { name: /^buy\b/i }).first()).toBeVisible();
  await search(page, "zzzz");
  await expect(page.getByText(/has nothing for “zzzz”/)).toBeVisible();
  await page.route("**/mcp", (route) => route.abort());
  await search(page, "mug");
  await expect(page.getByText(/does not answer/)).toBeVisible();
  await page.unroute("**/mcp");
  await search(page, "mug");
  await expect(page.getByText(/has these for “mug”/)).toBeVisible();
});
