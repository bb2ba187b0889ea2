import { expect, type Locator } from "@playwright/test";
import { answerBank, expectReceipt, giveDetails, goToBank } from "../checkout-page.ts";
import {
  addressButton,
  buyButton,
  buySomething,
  expectPaid,
  followToCheckout,
  giveAddress,
  openTry,
  payButton,
  payInSheet,
  sheet,
  widget,
} from "../try-page.ts";
import { sandboxWallet } from "../wallets/wallet-button.ts";
import { test } from "./fixed-shop.ts";

/** What is another in each run: numbers of orders, minutes, the shop's port, and what nobody can guess. */
const fixed = (text: string): string =>
  text
    .replaceAll(/T-[2-9A-Z]{4}-[2-9A-Z]{4}/g, "T-ABCD-2345")
    .replaceAll(/\b\d{1,2}:\d{2} [AP]M/g, "10:00 AM")
    .replaceAll(/localhost:\d+/g, "shop.test")
    .replaceAll(/[A-Za-z0-9_-]{18,}/g, "…")
    // Every country is an option. The one that is chosen stays.
    .replaceAll(
      /(?:\n +- option "[^"]+"){20,}/g,
      (options) => `\n${/ +/.exec(options)?.[0]}- … ${options.split("\n").length - 1} options`,
    );

/**
 * What a screen reader has to read of one step, in its order: roles, names and states. The files are read by a person; one
 * that changed is read again before it is renewed.
 */
async function compareSpoken(part: Locator, step: string): Promise<void> {
  expect.soft(`${fixed(await part.ariaSnapshot())}\n`).toMatchSnapshot(["spoken", `${step}.txt`]);
}

test("a buyer who listens hears each step of a purchase on both routes", async ({ page }) => {
  await openTry(page, { shopper: "arm-instant" });
  await expect(buyButton(page)).toBeEnabled();
  await compareSpoken(page.getByRole("main"), "instant-1-chat");
  await buySomething(page, "instant");
  const card = widget(page).locator("body");
  await compareSpoken(card, "instant-2-card");
  await addressButton(widget(page)).click();
  await expect(widget(page).getByLabel("ZIP code", { exact: true })).toBeVisible();
  await compareSpoken(card, "instant-3-address");
  await widget(page).getByRole("button", { name: "Back", exact: true }).click();
  await giveAddress(page);
  await compareSpoken(card, "instant-4-ready");
  await widget(page)
    .getByRole("button", { name: /^Details and code/ })
    .click();
  await compareSpoken(card, "instant-5-total");
  await widget(page).getByRole("button", { name: "Back to the order", exact: true }).click();
  await payButton(page, "instant").click();
  await expect(sheet(page)).toBeVisible();
  await compareSpoken(sheet(page), "instant-6-sheet");
  await payInSheet(page, "pay");
  await expectPaid(page);
  await compareSpoken(card, "instant-7-paid");
  await compareSpoken(page.getByRole("main"), "instant-8-chat");

  await openTry(page, { shopper: "arm-external" });
  await buySomething(page, "external");
  await compareSpoken(card, "external-1-card");
  const checkout = await followToCheckout(page, "external");
  const all = checkout.locator("body");
  // A page that is long already shows its wallets a little later.
  await expect(sandboxWallet(checkout)).toBeVisible();
  await compareSpoken(all, "external-2-details");
  await giveDetails(checkout);
  await compareSpoken(all, "external-3-payment");
  await goToBank(checkout);
  await compareSpoken(all, "external-4-bank");
  await answerBank(checkout, "pay");
  await expectReceipt(checkout);
  // The days are by the buyer's clock once the page's script has run.
  await checkout.waitForLoadState();
  await compareSpoken(all, "external-5-receipt");
  await checkout.getByRole("link", { name: "Your order’s page, to keep or print", exact: true }).click();
  await expect(checkout.getByRole("heading", { level: 1, name: /^Order T-/ })).toBeVisible();
  await checkout.waitForLoadState();
  await compareSpoken(all, "external-6-order");
  await checkout.goBack();
  await checkout.getByRole("link", { name: "Back to the chat (stand-in)", exact: true }).click();
  await expectPaid(checkout);
  await compareSpoken(checkout.getByRole("main"), "external-7-chat");
  await compareSpoken(widget(checkout).locator("body"), "external-8-paid");
});
