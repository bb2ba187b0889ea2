import { expect, test } from "@playwright/test";
import { answerBank, expectReceipt, giveDetails, goToBank } from "../checkout-page.ts";
import { expectOneOrder } from "../tools.ts";
import {
  buySomething,
  expectPaid,
  followToCheckout,
  giveAddress,
  openTry,
  payButton,
  payInSheet,
  search,
  sheet,
  widget,
} from "../try-page.ts";

test("the receipt leads back to the stand-in's chat, which shows the order and what the bank did", async ({
  page,
  request,
}) => {
  const visit = await openTry(page, { shopper: "arm-external" });
  await buySomething(page, "external");
  const checkout = await followToCheckout(page, "external");
  await giveDetails(checkout);
  await goToBank(checkout);
  await answerBank(checkout, "pay_twice");
  await expectReceipt(checkout);
  const id = await visit.sessionId();
  await expectOneOrder(request, id, ["refunded"]);
  await checkout.getByRole("link", { name: "Back to the chat (stand-in)", exact: true }).click();
  await expect(checkout.getByText("Welcome back. I am looking at your order.", { exact: true })).toBeVisible();
  await expectPaid(checkout);
  const opened = checkout.context().waitForEvent("page");
  await checkout.getByRole("link", { name: "See what the sandbox bank did", exact: true }).click();
  const books = await opened;
  await expect(books.getByText("Charged", { exact: false })).toHaveCount(2);
  await expect(books.getByText("Paid by the buyer after refunds", { exact: true })).toBeVisible();
});

test("a confirmation at the bank finishes the payment on the sheet by itself", async ({ page, request }) => {
  const visit = await openTry(page, { shopper: "arm-instant" });
  await buySomething(page, "instant");
  await giveAddress(page);
  await payButton(page, "instant").click();
  await payInSheet(page, "challenge");
  const opened = page.context().waitForEvent("page");
  await sheet(page).getByRole("link", { name: "Confirm at the sandbox bank", exact: true }).click();
  const bank = await opened;
  await bank.getByRole("button", { name: "Approve this payment", exact: true }).click();
  await expect(bank.getByText("You approved this payment", { exact: true })).toBeVisible();
  await expect(sheet(page)).toHaveCount(0);
  await expectPaid(page);
  await expectOneOrder(request, await visit.sessionId());
});

test("a canceled checkout is prepared again when the buyer starts again", async ({ page }) => {
  await openTry(page, { shopper: "arm-external" });
  await buySomething(page, "external");
  await widget(page).getByRole("button", { name: "Cancel order", exact: true }).click();
  await widget(page).getByRole("button", { name: "Yes, cancel it", exact: true }).click();
  await widget(page).getByRole("button", { name: "Start again", exact: true }).click();
  await expect(page.locator('iframe[title="Checkout"]')).toHaveCount(2);
});

test("what the shop does not have is not answered with something else", async ({ page }) => {
  await openTry(page, { shopper: "arm-external" });
  await search(page, "zzzz nothing");
  await expect(page.getByText(/^The shop has nothing for “zzzz nothing”\. Try “.+” or “.+”\.$/)).toBeVisible();
  await search(page, "where is my order?");
  await expect(page.getByText("There is no order in this chat yet. Buy something, and ask again.")).toBeVisible();
});
