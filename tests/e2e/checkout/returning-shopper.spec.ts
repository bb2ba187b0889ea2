import { expect, test } from "@playwright/test";
import {
  buyButton,
  buySomething,
  giveAddress,
  openTry,
  payButton,
  payInSheet,
  search,
  sheet,
  widgetFor,
} from "../try-page.ts";
import { expectOneOrder } from "../tools.ts";

const SECOND = "Harbour LED lantern";

test("a shopper who had the address remembered buys again without typing anything, and can have it forgotten @phone", async ({
  page,
  request,
}) => {
  const visit = await openTry(page, { shopper: "arm-instant" });
  await buySomething(page, "instant");
  await giveAddress(page, { remembers: true });
  await payButton(page, "instant").click();
  await payInSheet(page, "pay");
  await expectOneOrder(request, await visit.sessionId());

  await search(page, "lantern");
  await buyButton(page, SECOND).click();
  const second = widgetFor(page, SECOND);
  await expect(second.getByText("(remembered)", { exact: true })).toBeVisible();
  await expect(
    second.getByText("Ada Lovelace, 1 Main St, New York, NY 10001, United States", { exact: true }),
  ).toBeVisible();
  const pay = second.getByRole("button", { name: /^Buy now · \S+$/ });
  await pay.click();
  await expect(sheet(page)).toBeVisible();
  await page.keyboard.press("Escape");
  await second.getByRole("button", { name: "Forget the remembered details", exact: true }).click();
  await expect(second.getByRole("button", { name: "Add delivery address", exact: true })).toBeEnabled();
  await expect(second.getByText("1 Main St")).toHaveCount(0);
});
