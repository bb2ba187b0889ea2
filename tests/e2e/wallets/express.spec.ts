import { expect, test, type Route } from "@playwright/test";
import { detailsForm, expectReceipt, goToBank, answerBank, openCheckout, payButton } from "../checkout-page.ts";
import { ADA, charges, expectNoOrder, expectOneOrder, prepared, ready, status, totalText } from "../tools.ts";
import { expectUsable, expectUsableWhenSmall } from "../usable-page.ts";
import {
  ADDRESSES,
  addOneElsewhere,
  CARDS,
  chooseAddress,
  expectSheetReady,
  openAtTop,
  pressCard,
  sandboxWallet,
  sheetList,
  walletPlace,
  walletSays,
  walletSheet,
} from "./wallet-button.ts";

const PHONE = { width: 393, height: 852 };

test("on a phone a buyer who has typed nothing pays by the wallet at the top of the page", async ({
  page,
  request,
}) => {
  await page.setViewportSize(PHONE);
  const session = await prepared(request);
  await openAtTop(page, session.continue_url);
  const [wallet, form] = [await sandboxWallet(page).boundingBox(), await detailsForm(page).boundingBox()];
  expect((wallet?.y ?? PHONE.height) + (wallet?.height ?? 0)).toBeLessThan(PHONE.height);
  expect(wallet?.y ?? 0).toBeLessThan(form?.y ?? 0);
  await expectUsable(page, "a wallet above the form");
  await sandboxWallet(page).click();
  await expectSheetReady(page);
  await expectUsable(page, "the sheet that asks where");
  const shown = await walletSheet(page).locator("[aria-live]").textContent();
  await pressCard(page, "ok");
  await expectReceipt(page);
  await expectOneOrder(request, session.id);
  const order = await status(request, session.id);
  expect(shown).toContain(totalText(order));
});

test("the sheet is worked by keyboard alone: another place, another delivery, and the card", async ({
  page,
  request,
}) => {
  const session = await prepared(request);
  await openAtTop(page, session.continue_url);
  await sandboxWallet(page).focus();
  await page.keyboard.press("Enter");
  await expectSheetReady(page);
  const amount = walletSheet(page).locator("[aria-live]");
  const atHome = await amount.textContent();
  await sheetList(page, "Send to").getByRole("radio", { name: ADDRESSES.home, exact: true }).focus();
  await page.keyboard.press("ArrowDown");
  await expectSheetReady(page);
  await expect(amount).not.toHaveText(atHome ?? "");
  const standard = await amount.textContent();
  await page.keyboard.press("Tab");
  await expect(sheetList(page, "Delivery").getByRole("radio", { name: /Standard/ })).toBeFocused();
  await page.keyboard.press("ArrowDown");
  await expectSheetReady(page);
  await expect(amount).not.toHaveText(standard ?? "");
  const express = await amount.textContent();
  await page.keyboard.press("Tab");
  await expect(walletSheet(page).getByRole("button", { name: CARDS.ok, exact: true })).toBeFocused();
  await page.keyboard.press("Enter");
  await expectReceipt(page);
  await expectOneOrder(request, session.id);
  expect(express).toContain(totalText(await status(request, session.id)));
});

test("a place where nothing is delivered cannot be paid for, and another one can", async ({ page, request }) => {
  const session = await prepared(request);
  await openAtTop(page, session.continue_url);
  await chooseAddress(page, "abroad", false);
  await expect(walletSheet(page)).toContainText("We cannot deliver to that address. Please choose another one.");
  await expect(walletSheet(page).getByRole("button", { name: CARDS.ok, exact: true })).toBeDisabled();
  await walletSheet(page).getByRole("button", { name: "Cancel", exact: true }).click();
  await expect(walletSays(page)).toContainText("The wallet cannot be used for that address.");
  expect(await charges(request, session.id)).toEqual([]);
  await chooseAddress(page, "otherTax");
  await expect(walletSays(page)).toBeEmpty();
  await pressCard(page, "ok");
  await expectReceipt(page);
  await expectOneOrder(request, session.id);
});

for (const [what, fail] of [
  ["an error", (route) => route.fulfill({ status: 500, body: "" })],
  ["no answer", (route) => route.abort()],
] satisfies readonly (readonly [string, (route: Route) => Promise<void>])[])
  test(`a place that the server could not be asked about is not refused, and is paid for when it can: ${what}`, async ({
    page,
    request,
  }) => {
    const session = await prepared(request);
    await openAtTop(page, session.continue_url);
    const address = (await walletPlace(page).getAttribute("data-preview")) ?? "";
    await page.route(`**${address}`, fail);
    await sandboxWallet(page).click();
    await expect(walletSheet(page)).toContainText("The total for that address could not be worked out just now.");
    await expect(walletSheet(page).getByRole("button", { name: CARDS.ok, exact: true })).toBeDisabled();
    await walletSheet(page).getByRole("button", { name: "Cancel", exact: true }).click();
    await expect(walletSays(page)).toContainText("Please press the wallet again in a moment");
    await page.unroute(`**${address}`);
    await chooseAddress(page, "otherTax");
    await expect(walletSays(page)).toBeEmpty();
    await pressCard(page, "ok");
    await expectReceipt(page);
    await expectOneOrder(request, session.id);
  });

test("an answer about a place that was left takes nothing back of what is said of the next one", async ({
  page,
  request,
}) => {
  const session = await prepared(request);
  await openAtTop(page, session.continue_url);
  let answer = () => {};
  const answered = new Promise<void>((resolve) => (answer = resolve));
  const address = (await walletPlace(page).getAttribute("data-preview")) ?? "";
  let later = 0;
  await page.route(`**${address}`, async (route) => {
    if (route.request().postData()?.includes("10001") === true) await answered;
    await route.continue();
    later += 1;
  });
  await chooseAddress(page, "abroad", false);
  await expect(walletSays(page)).toContainText("The wallet cannot be used for that address.");
  const late = page.waitForEvent("requestfinished", (one) => one.url().endsWith(address));
  answer();
  await (await (await late).response())?.finished();
  await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));
  expect(later).toBe(2);
  await expect(walletSheet(page)).toContainText("We cannot deliver to that address.");
  expect(await walletSays(page).textContent()).toContain("The wallet cannot be used for that address.");
});

test("an address without a street charges nothing and is in the form to be mended, with Pay after it", async ({
  page,
  request,
}) => {
  const session = await prepared(request);
  await openAtTop(page, session.continue_url);
  await detailsForm(page).getByLabel("Full name", { exact: true }).fill("Somebody Else");
  await chooseAddress(page, "incomplete");
  await pressCard(page, "ok");
  const form = detailsForm(page);
  await expect(form.getByRole("alert")).toBeVisible();
  await expect(form.getByLabel("Full name", { exact: true })).toHaveValue(ADA.name);
  await expect(form.getByLabel("City", { exact: true })).toHaveValue("New York");
  await expectNoOrder(request, session.id);
  await form.getByLabel("Address", { exact: true }).fill("1 Main Street");
  await form.getByRole("button", { name: "Continue", exact: true }).click();
  await expect(payButton(page)).toBeVisible();
  await expect(sandboxWallet(page)).toBeVisible();
  await goToBank(page);
  await answerBank(page, "pay");
  await expectReceipt(page);
  await expectOneOrder(request, session.id);
});

test("a declined card keeps the details: the wallet at the top then asks for nothing but the card", async ({
  page,
  request,
}) => {
  const session = await prepared(request);
  await openAtTop(page, session.continue_url);
  await chooseAddress(page, "home");
  await pressCard(page, "declined");
  await expect(page.getByRole("alert")).toContainText("not enough money");
  await expect(payButton(page)).toBeVisible();
  await sandboxWallet(page).click();
  await expect(sheetList(page, "Send to")).toHaveCount(0);
  await pressCard(page, "ok");
  await expectReceipt(page);
  await expectOneOrder(request, session.id, ["declined"]);
});

test("an order that was changed while the sheet was open charges nothing, and one more press pays the new total", async ({
  page,
  request,
}) => {
  const session = await prepared(request);
  await openAtTop(page, session.continue_url);
  await chooseAddress(page, "home");
  await addOneElsewhere(page, request, session);
  await pressCard(page, "ok");
  await expect(page.getByRole("alert")).toBeVisible();
  expect(await charges(request, session.id)).toEqual([]);
  await expect(payButton(page)).toHaveText(`Pay ${totalText(await status(request, session.id))}`);
  await sandboxWallet(page).click();
  await pressCard(page, "ok");
  await expectReceipt(page);
  await expectOneOrder(request, session.id);
});

test("with an address from the chat the wallet gives the e-mail address alone", async ({ page, request }) => {
  const session = await ready(request);
  await openAtTop(page, session.continue_url);
  await sandboxWallet(page).click();
  await expect(walletSheet(page)).toContainText(ADA.email);
  await expect(sheetList(page, "Send to")).toHaveCount(0);
  await pressCard(page, "ok");
  await expectReceipt(page);
  await expectOneOrder(request, session.id);
});

test("the sheet that asks where is usable on a small phone and with text of twice the size", async ({
  page,
  request,
}) => {
  const session = await prepared(request);
  await openAtTop(page, session.continue_url);
  await chooseAddress(page, "home");
  await expectUsableWhenSmall(page, "the sheet that asks where");
});

test.describe("with no script", () => {
  test.use({ javaScriptEnabled: false });
  test("nothing stands above the form", async ({ page, request }) => {
    const session = await prepared(request);
    await openCheckout(page, session.continue_url);
    await expect(detailsForm(page)).toBeVisible();
    await expect(walletPlace(page)).toHaveCount(0);
  });
});
