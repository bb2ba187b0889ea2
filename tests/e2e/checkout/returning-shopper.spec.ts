import { expect, test } from "@playwright/test";
import {
  buyButton,
  buySomething,
  giveAddress,
  openTry,
  payButton as payInChat,
  payInSheet,
  search,
  sheet,
  widgetFor,
} from "../try-page.ts";
import {
  answerBank,
  detailsForm,
  expectReceipt,
  giveDetails,
  goToBank,
  openCheckout,
  payButton,
} from "../checkout-page.ts";
import { expectOneOrder, prepared, shopper } from "../tools.ts";

const SECOND = "Harbour LED lantern";

test("a shopper who had the address remembered buys again without typing anything, and can have it forgotten @phone", async ({
  page,
  request,
}) => {
  const visit = await openTry(page, { shopper: "arm-instant" });
  await buySomething(page, "instant");
  await giveAddress(page, { remembers: true });
  await payInChat(page, "instant").click();
  await payInSheet(page, "pay");
  await expectOneOrder(request, await visit.sessionId());

  await search(page, "lantern");
  await buyButton(page, SECOND).click();
  const second = widgetFor(page, SECOND);
  await expect(second.getByText("Deliver to (remembered)", { exact: true })).toBeVisible();
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

for (const javaScriptEnabled of [true, false])
  test.describe(javaScriptEnabled ? "with JavaScript" : "without JavaScript", () => {
    test.use({ javaScriptEnabled });

    test("details are remembered from the page only when the box is checked, and forgotten there with one click", async ({
      page,
      request,
    }) => {
      const subject = shopper("arm-external");
      const buy = async (isRemembered: boolean) => {
        const { id, continue_url: address } = await prepared(request, subject);
        await openCheckout(page, address);
        const box = page.getByRole("checkbox", { name: /^Remember these details for my next order / });
        await expect(box).not.toBeChecked();
        await box.setChecked(isRemembered);
        await giveDetails(page);
        await goToBank(page);
        await answerBank(page, "pay");
        if (javaScriptEnabled) await expectReceipt(page);
        await expectOneOrder(request, id);
      };
      await buy(false);
      // Still asked for, so nothing was kept.
      await buy(true);
      await openCheckout(page, (await prepared(request, subject)).continue_url);
      await expect(payButton(page)).toBeVisible();
      await expect(page.getByText("Remembered from an earlier order.", { exact: true })).toBeVisible();
      await page.getByRole("button", { name: "Forget these details", exact: true }).click();
      await expect(detailsForm(page)).toBeVisible();
      await openCheckout(page, (await prepared(request, subject)).continue_url);
      await expect(detailsForm(page)).toBeVisible();
    });
  });
