import { expect, test, type Locator, type Page } from "@playwright/test";
import { detailsForm, expectReceipt, openCheckout, payButton as payOnPage } from "../checkout-page.ts";
import { ADA, expectOneOrder, HOME, prepared } from "../tools.ts";
import { addressButton, buyButton, expectPaid, openTry, payButton, sheet, widget } from "../try-page.ts";

/** As many as a page of ours may have before what somebody looks for. */
const MAX_PRESSES = 80;

/** Whether an element has the focus, in whichever frame it is. */
const hasFocus = (wanted: Locator): Promise<boolean> =>
  wanted.evaluate((element) => element === document.activeElement && document.hasFocus());

/** What is pressed next goes to this element: its frame has the focus too. */
const expectFocus = (wanted: Locator) => expect.poll(() => hasFocus(wanted)).toBe(true);

/** Presses Tab until `wanted` has the focus, which everybody can see. */
async function tabTo(page: Page, wanted: Locator): Promise<void> {
  await expect(wanted).toBeVisible();
  for (let presses = 0; presses < MAX_PRESSES && !(await hasFocus(wanted)); presses += 1)
    await page.keyboard.press("Tab");
  await expect(wanted).toBeFocused();
  const outline = await wanted.evaluate((element) => {
    const styles = [element, element.closest("label")].flatMap((one) => (one === null ? [] : [getComputedStyle(one)]));
    return styles.map(({ outlineStyle, outlineWidth }) => (outlineStyle === "none" ? "0px" : outlineWidth));
  });
  expect(outline.some((width) => Number.parseFloat(width) >= 2)).toBe(true);
}

async function press(page: Page, wanted: Locator): Promise<void> {
  await expect(wanted).toBeEnabled();
  await tabTo(page, wanted);
  await page.keyboard.press("Enter");
}

/** Types over what a field has, or chooses in a list by the first letters of a name. */
async function type(page: Page, field: Locator, text: string): Promise<void> {
  await tabTo(page, field);
  if ((await field.evaluate((element) => element.tagName)) === "INPUT") await page.keyboard.press("ControlOrMeta+A");
  await page.keyboard.type(text);
}

for (const javaScriptEnabled of [true, false])
  test.describe(javaScriptEnabled ? "with JavaScript" : "without JavaScript", () => {
    test.use({ javaScriptEnabled });

    test("the checkout page is filled in, changed and paid by keyboard alone", async ({ page, request }) => {
      const session = await prepared(request);
      await openCheckout(page, session.continue_url);
      const field = (label: string) => page.getByLabel(label, { exact: true });
      await type(page, field("E-mail"), ADA.email);
      await type(page, field("Country"), "United States");
      await expect(field("Country")).toHaveValue(HOME.country);
      await type(page, field("Full name"), HOME.name);
      await type(page, field("Address"), HOME.line_one);
      await type(page, field("City"), HOME.city);
      const region = detailsForm(page).locator("[name=state]");
      // With JavaScript the country's list takes the field's place.
      if (javaScriptEnabled) await expect(detailsForm(page).locator("select[name=state]")).toBeVisible();
      const isList = (await region.evaluate((element) => element.tagName)) === "SELECT";
      await type(page, region, isList ? "New York" : HOME.state);
      await type(page, page.getByLabel(/^(ZIP|Postal) code$/), HOME.postal_code);
      await page.keyboard.press("Enter");
      await tabTo(page, page.getByRole("radio", { checked: true }));
      await page.keyboard.press("ArrowDown");
      await expect(page.getByRole("radio", { name: /^Express, / })).toBeChecked();
      if (!javaScriptEnabled) await press(page, page.getByRole("button", { name: "Update the total", exact: true }));
      // The shop's answer is on the page: Pay charges the total with the express delivery.
      const express = page.locator("label").filter({ has: page.locator('[value="express"]') });
      const price = (await express.locator("bdi").textContent()) ?? "";
      await expect(page.getByRole("region", { name: "Your order", exact: true })).toContainText(price);
      await press(page, payOnPage(page));
      await press(page, page.locator('button[name="answer"][value="pay"]'));
      if (javaScriptEnabled) await expectReceipt(page);
      const view = await expectOneOrder(request, session.id);
      expect(view.fulfillment_option_id).toBe("express");
    });
  });

test("the card in the chat is filled in, and the sheet is paid, by keyboard alone", async ({ page, request }) => {
  const visit = await openTry(page, { shopper: "arm-instant" });
  await press(page, buyButton(page));
  await press(page, addressButton(widget(page)));
  const field = (label: string) => widget(page).getByLabel(label, { exact: true });
  await type(page, field("Country"), "United States");
  await type(page, field("Name"), HOME.name);
  await type(page, field("Address"), HOME.line_one);
  await type(page, field("City"), HOME.city);
  await type(page, field("State"), HOME.state);
  await type(page, field("ZIP code"), HOME.postal_code);
  await page.keyboard.press("Enter");
  await press(page, payButton(page, "instant"));
  await expect(sheet(page)).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(sheet(page)).toHaveCount(0);
  await expectFocus(payButton(page, "instant"));
  await expect(payButton(page, "instant")).toBeEnabled();
  await page.keyboard.press("Enter");
  await expect(sheet(page)).toBeVisible();
  await press(page, sheet(page).getByRole("button", { name: /^Pay \S/ }));
  await expectPaid(page);
  await expectFocus(widget(page).getByRole("heading", { level: 1 }));
  await expectOneOrder(request, await visit.sessionId());
});

test("the chat keeps the focus on the button that was pressed, while it answers and afterwards", async ({ page }) => {
  await openTry(page, { shopper: "arm-instant" });
  const chip = page.getByRole("button", { name: "jacket", exact: true });
  await press(page, chip);
  await expect(page.getByText(/^You: jacket$/)).toBeVisible();
  await expect(chip).toBeEnabled();
  await expectFocus(chip);
  const box = page.getByRole("searchbox", { name: "Find something to buy", exact: true });
  await box.fill("lantern");
  const find = page.getByRole("button", { name: "Search", exact: true });
  await press(page, find);
  await expect(page.getByText(/^You: lantern$/)).toBeVisible();
  await expect(chip).toBeEnabled();
  await expectFocus(find);
  const buy = buyButton(page);
  await press(page, buy);
  await expect(addressButton(widget(page))).toBeVisible();
  await expect(chip).toBeEnabled();
  await expectFocus(buy);
});
