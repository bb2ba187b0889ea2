import { expect, test } from "@playwright/test";
import { expectReceipt } from "../checkout-page.ts";
import { charges, prepared, status, totalText } from "../tools.ts";
import { addOneElsewhere, chooseAddress, openAtTop, pressCard, sandboxWallet, walletSheet } from "./wallet-button.ts";

test("a sheet that is opened after the order was changed elsewhere shows no total: it closes, and the page says what is new", async ({
  page,
  request,
}) => {
  const session = await prepared(request);
  await openAtTop(page, session.continue_url);
  await addOneElsewhere(page, request, session);
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
