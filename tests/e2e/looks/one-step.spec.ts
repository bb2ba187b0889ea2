import { expect, test, type Page } from "@playwright/test";
import { HOME, tool } from "../tools.ts";
import {
  addressButton,
  buySomething,
  giveAddress,
  openTry,
  payButton,
  reloadWidget,
  sheet,
  widget,
} from "../try-page.ts";

/** An inline card is at most as high as a phone's window: https://developers.openai.com/plugins/concepts/ui-guidelines */
const MAX_HEIGHT = 600;
const PRIMARY = "button.first, button[type=submit]";

/** One thing at a time: the card is no higher than a phone, and of its big buttons there is one, which can be pressed. */
async function expectOneStep(page: Page, primary: string | RegExp): Promise<void> {
  const card = widget(page);
  await expect(card.locator(PRIMARY).filter({ visible: true })).toHaveText([primary]);
  await expect(card.locator(PRIMARY).filter({ visible: true })).toBeEnabled();
  for (const width of [1280, 390]) {
    await page.setViewportSize({ width, height: 844 });
    await expect
      .poll(() => card.locator("main").evaluate((main) => Math.ceil(main.getBoundingClientRect().height)))
      .toBeLessThanOrEqual(MAX_HEIGHT);
  }
}

test("instant asks for one thing at a time: a button for the address, the form alone, then the button that pays", async ({
  page,
}) => {
  await openTry(page, { shopper: "arm-instant" });
  await buySomething(page, "instant");
  await expectOneStep(page, "Add delivery address");
  await expect(widget(page).getByRole("textbox")).toHaveCount(0);
  await addressButton(widget(page)).click();
  await expect(widget(page).getByLabel("ZIP code", { exact: true })).toBeVisible();
  await expectOneStep(page, "Continue");
  await expect(widget(page).getByText("Total so far", { exact: true })).toHaveCount(0);
  await widget(page).getByRole("button", { name: "Back", exact: true }).click();
  await giveAddress(page);
  await expectOneStep(page, /^Buy now · \$\d+\.\d\d$/);
  await expect(widget(page).getByRole("textbox")).toHaveCount(0);
});

test("external begins with as little as instant: one button that works, and no field", async ({ page }) => {
  await openTry(page, { shopper: "arm-external" });
  await buySomething(page, "external");
  await expectOneStep(page, "Continue to checkout");
  await expect(widget(page).getByRole("textbox")).toHaveCount(0);
});

test("an address that the model knows is asked for by nobody: the card begins with the button that pays", async ({
  page,
  request,
}) => {
  const visit = await openTry(page, { shopper: "arm-instant" });
  await buySomething(page, "instant");
  const id = await visit.sessionId();
  await tool(request, "update_checkout", { checkout_session_id: id, fulfillment_address: HOME });
  await reloadWidget(page);
  await expectOneStep(page, /^Buy now · \$\d+\.\d\d$/);
  await payButton(page, "instant").click();
  await expect(sheet(page)).toBeVisible();
});
