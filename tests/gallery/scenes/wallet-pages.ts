import { expect, type Page } from "@playwright/test";
import { openCheckout } from "../../e2e/checkout-page.ts";
import { prepared, ready } from "../../e2e/tools.ts";
import { ADDRESSES } from "../../e2e/wallets/wallet-button.ts";
import { pageScene } from "./page-scene.ts";

// In no language: the page is looked at in all of them.
const openSheet = (page: Page): Promise<void> => page.locator("#sandbox-wallet").click();
const press = (page: Page, button: string): Promise<void> => page.locator(`#sandbox-wallet-sheet ${button}`).click();

/** Opens the sheet and waits until it says what an order to this address costs, or that nothing is sent there. */
async function choose(page: Page, address: keyof typeof ADDRESSES): Promise<void> {
  await openSheet(page);
  await page.locator("#sandbox-wallet-address").getByRole("radio", { name: ADDRESSES[address], exact: true }).check();
  const amount = page.locator("#sandbox-wallet-amount");
  await expect(amount).not.toHaveText((await amount.getAttribute("data-working")) ?? "");
}

const detailsScene = (name: string, act?: (page: Page) => Promise<void>) =>
  pageScene(
    `wallet-${name}`,
    async ({ page, request }) => openCheckout(page, (await prepared(request)).continue_url),
    act === undefined ? {} : { act, isMadeInEach: true },
  );

/** The sandbox's wallet at the top of the checkout, of which nothing is known, and its sheet. */
export const WALLET_PAGES = [
  detailsScene("sheet-home", (page) => choose(page, "home")),
  detailsScene("sheet-other-tax", (page) => choose(page, "otherTax")),
  detailsScene("sheet-abroad", (page) => choose(page, "abroad")),
  detailsScene("sheet-without-street", (page) => choose(page, "incomplete")),
  detailsScene("not-sent-there", async (page) => {
    await choose(page, "abroad");
    await press(page, "[data-cancel]");
    await expect(page.locator("#wallet-says")).not.toBeEmpty();
  }),
  detailsScene("street-missing", async (page) => {
    await choose(page, "incomplete");
    await press(page, '[data-card="ok"]');
    await expect(page.locator("main [role=alert]").first()).toBeVisible();
  }),
  detailsScene("declined", async (page) => {
    await choose(page, "home");
    await press(page, '[data-card="declined"]');
    await expect(page.locator("main [role=alert]").first()).toBeVisible();
  }),
  pageScene(
    "wallet-sheet-known-address",
    async ({ page, request }) => openCheckout(page, (await ready(request)).continue_url),
    { act: openSheet },
  ),
] as const;
