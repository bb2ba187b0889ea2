import { expect, test, type Page } from "@playwright/test";
import { answerBank, expectReceipt, payButton } from "../checkout-page.ts";
import { expectNoOrder, expectOneOrder, prepared, ready, status } from "../tools.ts";
import { expectUsable } from "../usable-page.ts";
import {
  ASKED,
  chooseCard,
  expectCodeShown,
  openWithWallet,
  sandboxWallet,
  walletSays,
  walletSheet,
} from "./wallet-button.ts";

const PAYING = "The wallet’s payment is being made. Please do not pay again, and keep this page open.";
const UPDATING = "This page is still being updated. Please press the wallet again in a moment.";
const LEAVE = "Nothing is charged before you pay.";
const PAY_ANOTHER_WAY = "Do not confirm, pay another way";

/** Answers of one form wait until `go` is called. */
async function holdBack(page: Page, form: string) {
  let go = () => {};
  const gone = new Promise<void>((resolve) => (go = resolve));
  await page.route(new RegExp(`/form/${form}$`), async (route) => {
    await gone;
    await route.continue();
  });
  return () => go();
}

test("while a wallet is charged the page says so, and no longer that nothing is", async ({ page, request }) => {
  const session = await prepared(request);
  await openWithWallet(page, session.continue_url);
  await expect(page.getByText(LEAVE)).toBeVisible();
  const go = await holdBack(page, "wallet");
  await chooseCard(page, "declined");
  await expect(walletSays(page)).toHaveText(PAYING);
  await expect(page.getByText(LEAVE)).toBeHidden();
  await expect(payButton(page)).toHaveAttribute("aria-disabled", "true");
  await expectUsable(page, "while a wallet is charged");
  // Another press is answered with the same.
  await sandboxWallet(page).click();
  await expect(walletSheet(page)).toBeHidden();
  await expect(walletSays(page)).toHaveText(PAYING);
  go();
  await expect(page.getByRole("alert")).toContainText("not enough money");
  await expect(walletSays(page)).toBeEmpty();
  await expect(page.getByText(LEAVE)).toBeVisible();
  await expect(payButton(page)).not.toHaveAttribute("aria-disabled", "true");
});

test("a press while the page is being updated says so, and not any more when it can be pressed", async ({
  page,
  request,
}) => {
  const session = await ready(request);
  await openWithWallet(page, session.continue_url);
  const go = await holdBack(page, "order");
  await page.getByRole("radio", { name: /^Express, / }).click();
  await sandboxWallet(page).click();
  await expect(walletSays(page)).toHaveText(UPDATING);
  await expect(walletSheet(page)).toBeHidden();
  go();
  await expect(walletSays(page)).toBeEmpty();
  await chooseCard(page, "ok");
  await expectReceipt(page);
  await expectOneOrder(request, session.id);
});

test("a code that is applied first is said, until the next press", async ({ page, request }) => {
  const session = await prepared(request);
  await openWithWallet(page, session.continue_url);
  await page.getByLabel("Discount code", { exact: true }).fill("WELCOME10");
  await sandboxWallet(page).click();
  await expect(walletSays(page)).toHaveText(
    "Your discount code is applied first. Please check the total, then press the wallet again.",
  );
  await expectCodeShown(page, "WELCOME10");
  expect((await status(request, session.id)).discount_codes).toEqual(["WELCOME10"]);
  await sandboxWallet(page).click();
  await expect(walletSheet(page)).toBeVisible();
  await expect(walletSays(page)).toBeEmpty();
});

test("a wallet that waits for the bank is called that, in this browser and in another one", async ({
  page,
  browser,
  request,
}) => {
  const session = await prepared(request);
  const { pathname } = new URL(session.continue_url);
  await openWithWallet(page, session.continue_url);
  await chooseCard(page, "3ds");
  await expect(page.getByRole("button", { name: "Approve this payment", exact: true })).toBeVisible();
  const other = await (await browser.newContext({ locale: "en-US" })).newPage();
  for (const one of [page, other]) {
    await one.goto(new URL(pathname, page.url()).href);
    await expect(one.getByRole("heading", { name: ASKED, exact: true })).toBeVisible();
    await expect(one.getByText("The payment page for this order is open", { exact: false })).toHaveCount(0);
    await expect(one.getByRole("button", { name: PAY_ANOTHER_WAY, exact: true })).toBeVisible();
    await expectUsable(one, "a wallet's confirmation is open");
  }
  // The other browser gives the confirmation up, pays on the payment page, and the bank's question leads to nothing any more.
  await other.getByRole("button", { name: PAY_ANOTHER_WAY, exact: true }).click();
  await answerBank(other, "pay");
  await expect(other.getByRole("heading", { name: "Thank you. Your order is paid.", exact: true })).toBeVisible();
  await page.reload();
  await expectReceipt(page);
  await expectOneOrder(request, session.id);
  await other.context().close();
});

test("the buyer's own browser gives the confirmation up and pays by another card", async ({ page, request }) => {
  const session = await prepared(request);
  await openWithWallet(page, session.continue_url);
  await chooseCard(page, "3ds");
  await expect(page.getByRole("button", { name: "Approve this payment", exact: true })).toBeVisible();
  await page.goto(new URL(session.continue_url).pathname);
  await page.getByRole("button", { name: PAY_ANOTHER_WAY, exact: true }).click();
  await expect(payButton(page)).toBeVisible();
  await expectNoOrder(request, session.id);
  await chooseCard(page, "ok");
  await expectReceipt(page);
  await expectOneOrder(request, session.id);
});
