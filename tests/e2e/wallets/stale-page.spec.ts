import { expect, test } from "@playwright/test";
import { expectReceipt, openCheckout } from "../checkout-page.ts";
import { charges, prepared, status, totalText } from "../tools.ts";
import { chooseAddress, openAtTop, pressCard, sandboxWallet, walletSheet } from "./wallet-button.ts";

test("a sheet that is opened after the order was changed elsewhere shows no total: it closes, and the page says what is new", async ({
  page,
  request,
}) => {
  const session = await prepared(request);
  await openAtTop(page, session.continue_url);
  const other = await page.context().newPage();
  await openCheckout(other, session.continue_url);
  const summary = other.getByRole("region", { name: "Your order", exact: true });
  await summary.getByRole("button", { name: /^One more of / }).click();
  await expect(async () => {
    expect((await status(request, session.id)).line_items[0]?.item.quantity).toBeGreaterThan(1);
  }).toPass();
  await sandboxWallet(page).click();
  await expect(page.getByRole("alert")).toBeVisible();
  await expect(walletSheet(page)).toBeHidden();
  expect(await charges(request, session.id)).toEqual([]);
  await chooseAddress(page, "home");
  const amount = walletSheet(page).locator("#sandbox-wallet-amount");
  const shown = await amount.textContent();
  await pressCard(page, "ok");
  await expectReceipt(page);
  expect(shown).toContain(totalText(await status(request, session.id)));
});
