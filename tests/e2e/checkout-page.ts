import { expect, type Locator, type Page } from "@playwright/test";
import { ADA, HOME } from "./tools.ts";

/** The merchant's checkout pages and the sandbox bank, as a buyer finds them: by what is written on them. */

/** An order's number, as people write it down. */
export const ORDER_NUMBER = /T-[2-9A-Z]{4}-[2-9A-Z]{4}/;

export async function openCheckout(page: Page, continueUrl: string, returnTo?: string): Promise<void> {
  const address = new URL(continueUrl).pathname;
  await page.goto(returnTo === undefined ? address : `${address}?redirectUrl=${encodeURIComponent(returnTo)}`);
}

/** The checkout page that `click` opens in a window of its own, once it is drawn. */
export async function checkoutOpenedBy(page: Page, click: () => Promise<void>): Promise<Page> {
  const opened = page.context().waitForEvent("page");
  await click();
  const checkout = await opened;
  await expect(checkout.getByRole("heading", { name: "Checkout", exact: true, level: 1 })).toBeVisible();
  return checkout;
}

/** The form that asks for the buyer and, for goods that are sent, where they go. */
export const detailsForm = (page: Page): Locator =>
  page.getByRole("region", { name: /^Contact( and delivery address)?$/ }).locator("form");

/** The button of the checkout page or the bank's page that pays; it bears the amount. */
export const payButton = (page: Page): Locator => page.getByRole("button", { name: /^Pay \S/ });

/** Fills in everything that the page asks for before goods are sent, over what it knows already, and saves it. */
export async function giveDetails(page: Page): Promise<void> {
  const form = detailsForm(page);
  const field = (label: string) => form.getByLabel(label, { exact: true });
  await expect(field("E-mail")).toBeVisible();
  // With an address from the chat the page asks for the e-mail address alone.
  if ((await field("Country").count()) > 0) await typeAddress(form);
  await field("E-mail").fill(ADA.email);
  await form.getByRole("button", { name: "Continue", exact: true }).click();
  // Saved, and the page shows it: what a test does next must not meet a page that is about to go.
  await expect(form).toHaveCount(0);
  await expect(payButton(page)).toBeVisible();
}

async function typeAddress(form: Locator): Promise<void> {
  const field = (label: string) => form.getByLabel(label, { exact: true });
  await field("Country").selectOption(HOME.country);
  await field("Full name").fill(HOME.name);
  await field("Address").fill(HOME.line_one);
  await field("City").fill(HOME.city);
  await giveRegion(form, HOME.state);
  await form.getByLabel(/^(ZIP|Postal) code$/).fill(HOME.postal_code);
}

/** A list where the page has the country's, which may arrive while the field is there to write in. */
export async function giveRegion(form: Locator, region: string): Promise<void> {
  const field = form.locator("[name=state]");
  await expect(async () => {
    if (await field.evaluate((element) => element.tagName === "SELECT"))
      await field.selectOption(region, { timeout: 1000 });
    else await field.fill(region, { timeout: 1000 });
    // What was written while the list took the field's place is nowhere.
    await expect(field).toHaveValue(region, { timeout: 1000 });
  }).toPass();
}

/** From the filled-in checkout page to the bank. */
export async function goToBank(page: Page): Promise<void> {
  await payButton(page).click();
  await expectBank(page);
}

/** From a checkout whose payment page is open already to that page. */
export async function goBackToBank(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Continue to payment", exact: true }).click();
  await expectBank(page);
}

async function expectBank(page: Page): Promise<void> {
  await expect(page).toHaveURL(/\/sandbox-bank\/[^/]+$/);
  await expect(page.getByText("SIMULATED. Sandbox bank: no real money moves.", { exact: true })).toBeVisible();
}

type BankAnswer = "pay" | "decline" | "leave" | "pay_twice";

/** In the bank’s language, whichever it is. */
export async function answerBank(page: Page, answer: BankAnswer): Promise<void> {
  await page.locator(`button[name="answer"][value="${answer}"]`).click();
}

/** The page that the buyer comes back to says that the order is paid, and its number. */
export async function expectReceipt(page: Page): Promise<void> {
  await expect(page.getByRole("heading", { name: "Thank you. Your order is paid.", exact: true })).toBeVisible();
  await expect(page.getByRole("article").getByText(ORDER_NUMBER)).toBeVisible();
}

/** The order's own page, which the buyer keeps. */
export async function openOrder(page: Page, order: { order_number: string; permalink_url: string } | undefined) {
  if (order === undefined) throw new Error("the checkout has no order");
  await page.goto(new URL(order.permalink_url).pathname);
  await expectOrderPage(page, order.order_number);
}

export async function expectOrderPage(page: Page, orderNumber: string): Promise<void> {
  await expect(page.getByRole("heading", { name: `Order ${orderNumber}`, exact: true, level: 1 })).toBeVisible();
}
