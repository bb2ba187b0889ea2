import { expect, type Page } from "@playwright/test";
import { ADA, HOME } from "./tools.ts";

/** The merchant's checkout pages and the sandbox bank, as a buyer finds them: by what is written on them. */

export async function openCheckout(page: Page, continueUrl: string, returnTo?: string): Promise<void> {
  const address = new URL(continueUrl).pathname;
  await page.goto(returnTo === undefined ? address : `${address}?redirectUrl=${encodeURIComponent(returnTo)}`);
}

const PAY = /^(pay|continue to payment|go to payment)/i;

/** Fills in what the page asks for; a field that it does not show is one that it does not need. */
export async function giveDetails(page: Page): Promise<void> {
  const fill = async (label: RegExp, text: string) => {
    const field = page.getByLabel(label).first();
    if (await field.isVisible()) await field.fill(text);
  };
  const country = page.getByLabel(/^country/i).first();
  if (await country.isVisible()) await country.selectOption(HOME.country);
  await fill(/^e-?mail/i, ADA.email);
  await fill(/^(full )?name/i, HOME.name);
  await fill(/^(street )?address( line 1)?( \*)?$/i, HOME.line_one);
  await fill(/^(city|town)/i, HOME.city);
  await fill(/^(zip|postal|postcode)/i, HOME.postal_code);
  const state = page.getByLabel(/^(state|province|region)/i).first();
  if (await state.isVisible()) {
    if ((await state.evaluate((element) => element.tagName)) === "SELECT") await state.selectOption(HOME.state);
    else await state.fill(HOME.state);
  }
  await page
    .getByRole("button", { name: /^(save|continue|use this address|update)/i })
    .first()
    .click();
  // Saved, and the page shows it: what a test does next must not meet a page that is about to go.
  await expect(page.getByRole("button", { name: PAY }).first()).toBeVisible();
}

/** From the filled-in checkout page to the bank. */
export async function goToBank(page: Page): Promise<void> {
  await page.getByRole("button", { name: PAY }).first().click();
  await expect(page).toHaveURL(/\/sandbox-bank\//);
  await expect(page.getByText(/simulat|sandbox|no real money/i).first()).toBeVisible();
}

export const BANK_ANSWERS = {
  pay: /^Pay /,
  decline: "Use a card that is declined",
  leave: "Leave without paying",
  pay_twice: "Let the bank take it twice by mistake",
} as const;

export async function answerBank(page: Page, answer: keyof typeof BANK_ANSWERS): Promise<void> {
  await page.getByRole("button", { name: BANK_ANSWERS[answer] }).click();
}

export async function expectReceipt(page: Page): Promise<void> {
  await expect(page.getByText(/T-[2-9A-Z]{4}-[2-9A-Z]{4}/).first()).toBeVisible();
}
