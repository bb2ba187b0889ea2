import { expect, type APIRequestContext, type Locator, type Page } from "@playwright/test";
import { giveDetails, openCheckout, payButton } from "../checkout-page.ts";
import { status } from "../tools.ts";

/** What the sandbox wallet's sheet offers, by what each card does. */
export const CARDS = {
  ok: "A card that is accepted",
  declined: "A card that is declined",
  "3ds": "A card that the bank wants confirmed",
  timeout_captured: "A card whose answer is lost",
} as const;

/** What the page says of a wallet's payment that waits for the bank's question. */
export const ASKED = "Your bank asks you to confirm this payment";
/** What a press says, read aloud too. */
export const walletSays = (page: Page): Locator => page.locator("#wallet-says");

export const walletPlace = (page: Page): Locator => page.locator("#wallets");
export const sandboxWallet = (page: Page): Locator =>
  page.getByRole("button", { name: "Sandbox wallet (simulated)", exact: true });
export const walletSheet = (page: Page): Locator => page.getByRole("dialog", { name: "Sandbox wallet", exact: true });
/** One of the lists of the sheet that asks where. */
export const sheetList = (page: Page, name: "Send to" | "Delivery"): Locator =>
  walletSheet(page).getByRole("group", { name, exact: true });
/** The button that the stand-in for Stripe's script puts in the place of a wallet's. */
export const doubleWallet = (page: Page): Locator =>
  page.getByRole("button", { name: "Wallet of the Stripe double (not Stripe)", exact: true });

/** A checkout that can be paid, with the wallet above Pay. */
export async function openWithWallet(page: Page, continueUrl: string): Promise<void> {
  await openCheckout(page, continueUrl);
  await giveDetails(page);
  await expect(payButton(page)).toBeVisible();
}

export async function chooseCard(page: Page, card: keyof typeof CARDS): Promise<void> {
  await sandboxWallet(page).click();
  await walletSheet(page).getByRole("button", { name: CARDS[card], exact: true }).click();
}

/** The page shows the order with a code, and not only the server has it: until then a press says that it is updated. */
export async function expectCodeShown(page: Page, code: string): Promise<void> {
  await expect(page.getByRole("button", { name: `${code} : remove this code`, exact: true })).toBeVisible();
}

/** Nothing of the wallets is seen, heard or in the way. */
export async function expectNoPlace(page: Page): Promise<void> {
  await expect(payButton(page)).toBeVisible();
  expect(await walletPlace(page).evaluate((place) => place.getBoundingClientRect().height)).toBe(0);
  await expect(page.getByRole("group", { name: "Pay with a wallet", exact: true })).toHaveCount(0);
}

/** What the sandbox wallet has kept of its owner's addresses, by what each is there for. */
export const ADDRESSES = {
  home: "1 Main Street, New York, NY, 10001, US",
  otherTax: "500 Congress Avenue, Austin, TX, 78701, US",
  abroad: "Hut Point Road, McMurdo Station, AQ",
  incomplete: "New York, NY, 10001, US",
} as const;

/** A checkout of which nothing is known, with the wallet above the form. */
export async function openAtTop(page: Page, continueUrl: string): Promise<void> {
  await openCheckout(page, continueUrl);
  await expect(sandboxWallet(page)).toBeVisible();
}

/** Opens the sheet and chooses where in it; `isSent` is false where nothing is delivered. */
export async function chooseAddress(page: Page, address: keyof typeof ADDRESSES, isSent = true): Promise<void> {
  await sandboxWallet(page).click();
  await sheetList(page, "Send to").getByRole("radio", { name: ADDRESSES[address], exact: true }).check();
  if (isSent) await expectSheetReady(page);
}

/** The sheet shows a total, so that its cards can be pressed. */
export const expectSheetReady = (page: Page): Promise<void> =>
  expect(walletSheet(page).getByRole("button", { name: CARDS.ok, exact: true })).toBeEnabled();

export async function pressCard(page: Page, card: keyof typeof CARDS): Promise<void> {
  await walletSheet(page).getByRole("button", { name: CARDS[card], exact: true }).click();
}

/** The same buyer adds one more of the order's goods on another page, and this page has not heard of it. */
export async function addOneElsewhere(
  page: Page,
  request: APIRequestContext,
  { id, continue_url }: { readonly id: string; readonly continue_url: string },
): Promise<void> {
  const other = await page.context().newPage();
  await openCheckout(other, continue_url);
  const summary = other.getByRole("region", { name: "Your order", exact: true });
  await summary.getByRole("button", { name: /^One more of / }).click();
  await expect(async () => {
    expect((await status(request, id)).line_items[0]?.item.quantity).toBeGreaterThan(1);
  }).toPass();
}
