import { expect, test } from "@playwright/test";
import { answerBank, expectReceipt, giveDetails, goToBank, openCheckout, openOrder } from "./checkout-page.ts";
import { expectOneOrder, prepared, ready, status, tool, ADA } from "./tools.ts";
import { buyButton, buySomething, giveAddress, openTry, payButton, sheet, widget } from "./try-page.ts";
import { expectUsable, expectUsableWhenSmall, violationsIn } from "./usable-page.ts";

for (const address of [
  "/",
  "/policies/terms",
  "/policies/privacy",
  "/policies/returns",
  "/policies/shipping",
  "/checkout/co_nobody",
  "/orders/or_nobody",
  "/nothing/here",
  "/console",
  "/console/disputes",
  "/try/mail",
]) {
  test(`${address} can be used by everybody @phone`, async ({ page }) => {
    await page.goto(address);
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    await expectUsable(page, address);
  });
}

test("the e-mails that were sent can be read by everybody, on a small screen and with large text", async ({
  page,
  request,
}) => {
  const session = await ready(request);
  const payment_data = { token: `tok_sandbox_ok_${session.id}`, provider: "stripe" };
  await tool(request, "complete_checkout", { checkout_session_id: session.id, buyer: ADA, payment_data });
  const view = await expectOneOrder(request, session.id);
  const subject = `[Test] Your order ${view.order?.order_number} from ${view.seller_name}`;
  const mail = page.getByRole("link").filter({ hasText: subject });
  await expect(async () => {
    await page.goto("/try/mail");
    await expect(mail).toBeVisible({ timeout: 1000 });
  }).toPass();
  await expectUsableWhenSmall(page, "e-mails");
  await mail.click();
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await expectUsableWhenSmall(page, "an e-mail");
});

test("the checkout can be used by everybody at every step @phone", async ({ page, request }) => {
  const session = await prepared(request);
  await openCheckout(page, session.continue_url, "https://chatgpt.com/c/1");
  await expectUsable(page, "checkout, details missing");
  await giveDetails(page);
  await expectUsable(page, "checkout, ready");
  await goToBank(page);
  await expectUsable(page, "sandbox bank");
  await answerBank(page, "pay");
  await expectReceipt(page);
  await expectUsable(page, "receipt");
  const view = await expectOneOrder(request, session.id);
  await openOrder(page, view.order);
  await expectUsable(page, "order");
});

test("a confirmation at the bank can be used by everybody @phone", async ({ page, request }) => {
  const session = await ready(request);
  await tool(request, "complete_checkout", {
    checkout_session_id: session.id,
    buyer: ADA,
    payment_data: { token: "tok_sandbox_3ds", provider: "stripe" },
  });
  const { action_url: address } = await status(request, session.id);
  await page.goto(new URL(address ?? "about:blank").pathname);
  await expectUsable(page, "confirmation at the bank");
  await openCheckout(page, session.continue_url);
  await expectUsable(page, "checkout while a payment is open");
});

test("the stand-in and the widget can be used by everybody @phone", async ({ page }) => {
  // While the conversation scrolls, a button passes below the heading and is smaller than it is.
  await page.emulateMedia({ reducedMotion: "reduce" });
  await openTry(page, { shopper: "arm-instant" });
  await expect(buyButton(page)).toBeEnabled();
  await expectUsable(page, "stand-in");
  await buySomething(page, "instant");
  await expectUsable(page, "widget, details missing");
  await giveAddress(page);
  await expectUsable(page, "widget, ready");
  await payButton(page, "instant").click();
  await expect(sheet(page)).toBeVisible();
  await expectUsable(page, "payment sheet");
});

test("a fault inside the widget's frame is found", async ({ page }) => {
  await openTry(page, { shopper: "arm-external" });
  await buySomething(page, "external");
  await widget(page)
    .getByRole("main")
    .evaluate((main) => main.append(document.createElement("button")));
  const found = await Promise.all(page.frames().map((frame) => violationsIn(frame)));
  expect(found.flat()).toEqual([expect.stringMatching(/^button-name: /)]);
});
