import { expect, test } from "@playwright/test";
import { answerBank, expectReceipt, goBackToBank, goToBank, payButton } from "../checkout-page.ts";
import { charges, expectOneOrder, prepared, ready, status, tool, totalText } from "../tools.ts";
import { expectUsable } from "../usable-page.ts";
import {
  ASKED,
  CARDS,
  chooseCard,
  expectCodeShown,
  expectNoPlace,
  openWithWallet,
  sandboxWallet,
  walletPlace,
  walletSheet,
} from "./wallet-button.ts";

test("a wallet pays the total that is on the page, once, without another page", async ({ page, request }) => {
  const session = await prepared(request);
  await openWithWallet(page, session.continue_url);
  await sandboxWallet(page).click();
  await expect(walletSheet(page)).toContainText(totalText(await status(request, session.id)));
  await expect(walletSheet(page)).toContainText("SIMULATED. No real money moves.");
  await expectUsable(page, "the sheet");
  await walletSheet(page).getByRole("button", { name: CARDS.ok, exact: true }).click();
  await expectReceipt(page);
  await expectOneOrder(request, session.id);
});

test("the sheet closes with Escape and Cancel, gives the focus back, and charges nothing", async ({
  page,
  request,
}) => {
  const session = await prepared(request);
  await openWithWallet(page, session.continue_url);
  for (const close of [
    () => page.keyboard.press("Escape"),
    () => walletSheet(page).getByRole("button", { name: "Cancel", exact: true }).click(),
  ]) {
    await sandboxWallet(page).focus();
    await page.keyboard.press("Enter");
    await expect(walletSheet(page)).toBeVisible();
    await close();
    await expect(walletSheet(page)).toBeHidden();
    await expect(sandboxWallet(page)).toBeFocused();
  }
  expect(await charges(request, session.id)).toEqual([]);
});

test("a declined card says why, and Pay and the wallet are there for another try", async ({ page, request }) => {
  const session = await prepared(request);
  await openWithWallet(page, session.continue_url);
  await chooseCard(page, "declined");
  await expect(page.getByRole("alert")).toContainText("not enough money");
  await expect(page.getByText(/^Your payment failed on/)).toHaveCount(0);
  await expect(payButton(page)).toBeEnabled();
  await chooseCard(page, "ok");
  await expectReceipt(page);
  await expectOneOrder(request, session.id, ["declined"]);
});

test("a code that was typed and not applied is applied by the press, and the next one pays what then stands there", async ({
  page,
  request,
}) => {
  const session = await prepared(request);
  await openWithWallet(page, session.continue_url);
  const before = totalText(await status(request, session.id));
  await page.getByLabel("Discount code", { exact: true }).fill("WELCOME10");
  await sandboxWallet(page).click();
  await expectCodeShown(page, "WELCOME10");
  await expect(payButton(page)).not.toContainText(before);
  await expect(walletSheet(page)).toBeHidden();
  expect(await charges(request, session.id)).toEqual([]);
  await chooseCard(page, "ok");
  await expectReceipt(page);
  expect((await status(request, session.id)).discount_codes).toEqual(["WELCOME10"]);
  await expectOneOrder(request, session.id);
});

test("a delivery that is chosen while a wallet pays takes the wallet's answer from nobody", async ({
  page,
  request,
}) => {
  const session = await prepared(request);
  await openWithWallet(page, session.continue_url);
  let answer = () => {};
  const answered = new Promise<void>((resolve) => (answer = resolve));
  await page.route(/\/form\/wallet$/, async (route) => {
    await answered;
    await route.continue();
  });
  await chooseCard(page, "declined");
  await page.getByRole("radio", { name: /^Express, / }).click();
  answer();
  await expect(page.getByRole("alert")).toContainText("not enough money");
});

test("after a declined card Pay opens the payment page", async ({ page, request }) => {
  const session = await prepared(request);
  await openWithWallet(page, session.continue_url);
  await chooseCard(page, "declined");
  await expect(page.getByRole("alert")).toBeVisible();
  await goToBank(page);
  await answerBank(page, "pay");
  await expectReceipt(page);
  await expectOneOrder(request, session.id, ["declined"]);
});

test("the bank's confirmation leads back to a paid order", async ({ page, request }) => {
  const session = await prepared(request);
  await openWithWallet(page, session.continue_url);
  await chooseCard(page, "3ds");
  await page.getByRole("button", { name: "Approve this payment", exact: true }).click();
  await expectReceipt(page);
  await expectOneOrder(request, session.id);
});

test("a refused confirmation leads back to an order that can be paid again", async ({ page, request }) => {
  const session = await prepared(request);
  await openWithWallet(page, session.continue_url);
  await chooseCard(page, "3ds");
  await page.getByRole("button", { name: "Refuse it", exact: true }).click();
  await page.getByRole("link", { name: "Back to the checkout", exact: true }).click();
  await expect(page.getByText(/^Your payment failed on/)).toBeVisible();
  await chooseCard(page, "ok");
  await expectReceipt(page);
  await expectOneOrder(request, session.id, ["declined"]);
});

test("a confirmation that was left is continued, in whichever tab the order is opened", async ({ page, request }) => {
  const session = await prepared(request);
  await openWithWallet(page, session.continue_url);
  await chooseCard(page, "3ds");
  await expect(page.getByRole("button", { name: "Approve this payment", exact: true })).toBeVisible();
  await page.goto(new URL(session.continue_url).pathname);
  await expect(page.getByRole("heading", { name: ASKED, exact: true })).toBeVisible();
  await page.getByRole("button", { name: "Confirm at your bank", exact: true }).click();
  await page.getByRole("button", { name: "Approve this payment", exact: true }).click();
  await expectReceipt(page);
  await expectOneOrder(request, session.id);
});

test("a lost answer is still being checked and ends as one order", async ({ page, request }) => {
  const session = await prepared(request);
  await openWithWallet(page, session.continue_url);
  await chooseCard(page, "timeout_captured");
  await expectReceipt(page);
  await expectOneOrder(request, session.id);
});

test("an answer that does not reach the page is asked for again by the same press", async ({ page, request }) => {
  const session = await prepared(request);
  await openWithWallet(page, session.continue_url);
  let isLost = false;
  await page.route("**/form/wallet", async (route) => {
    if (isLost) return route.continue();
    isLost = true;
    await route.fetch();
    return route.abort();
  });
  await chooseCard(page, "ok");
  await expectReceipt(page);
  await expectOneOrder(request, session.id);
  expect(isLost).toBe(true);
});

test("two quick presses and a press of Pay between them pay once", async ({ page, request }) => {
  const session = await prepared(request);
  await openWithWallet(page, session.continue_url);
  await sandboxWallet(page).click();
  await walletSheet(page)
    .getByRole("button", { name: CARDS.ok, exact: true })
    .evaluate((card) => {
      const pay = document.querySelector<HTMLElement>("[data-updating]");
      for (const one of [card as HTMLElement, pay, card as HTMLElement]) one?.click();
    });
  await expectReceipt(page);
  await expectOneOrder(request, session.id);
});

test("an order that was changed elsewhere is refused in words, and the new total is what is paid", async ({
  page,
  request,
}) => {
  const session = await ready(request);
  await openWithWallet(page, session.continue_url);
  const [line] = session.line_items;
  const changed = await tool(request, "update_checkout", {
    checkout_session_id: session.id,
    items: [{ id: line?.item.id, quantity: 2 }],
  });
  expect(changed.isError, changed.text).toBe(false);
  await chooseCard(page, "ok");
  await expect(page.getByRole("alert")).toBeVisible();
  expect(await charges(request, session.id)).toEqual([]);
  const total = totalText(await status(request, session.id));
  await expect(payButton(page)).toHaveText(`Pay ${total}`);
  await sandboxWallet(page).click();
  await expect(walletSheet(page)).toContainText(total);
  await walletSheet(page).getByRole("button", { name: CARDS.ok, exact: true }).click();
  await expectReceipt(page);
  await expectOneOrder(request, session.id);
});

test("with the payment page open in another tab the wallet charges nothing and the page says what is open", async ({
  page,
  context,
  request,
}) => {
  const session = await prepared(request);
  await openWithWallet(page, session.continue_url);
  const other = await context.newPage();
  await other.goto(new URL(session.continue_url).pathname);
  await goToBank(other);
  await chooseCard(page, "ok");
  await expect(page.getByRole("heading", { name: "You have not paid yet", exact: true })).toBeVisible();
  expect(await charges(request, session.id)).toEqual([]);
  await goBackToBank(page);
  await answerBank(page, "pay");
  await expectReceipt(page);
  await expectOneOrder(request, session.id);
});

test("where the script does not load there is no place for a wallet, and Pay is there", async ({ page, request }) => {
  await page.route("**/wallet/*.js", (route) => route.abort());
  const session = await prepared(request);
  await openWithWallet(page, session.continue_url);
  await expectNoPlace(page);
  await expect(walletPlace(page)).toBeHidden();
});

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });
  test("there is no wallet, no gap, and Pay pays", async ({ page, request }) => {
    const session = await prepared(request);
    await openWithWallet(page, session.continue_url);
    await expect(walletPlace(page)).toBeHidden();
    expect((await walletPlace(page).boundingBox())?.height ?? 0).toBe(0);
    await goToBank(page);
    await answerBank(page, "pay");
    await expectReceipt(page);
    await expectOneOrder(request, session.id);
  });
});
