import { expect, test } from "@playwright/test";
import { openCheckout, payButton } from "../checkout-page.ts";
import { charges, prepared, status, totalText } from "../tools.ts";
import { openAtTop, chooseAddress, pressCard } from "./wallet-button.ts";

test("a sheet that is opened after the order was changed elsewhere charges nothing for goods that its page does not show", async ({
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
  await chooseAddress(page, "home");
  await pressCard(page, "ok");
  await expect(page.getByRole("alert")).toBeVisible();
  expect(await charges(request, session.id)).toEqual([]);
  await expect(payButton(page)).toHaveText(`Pay ${totalText(await status(request, session.id))}`);
});
