import { expect, test, type Page } from "@playwright/test";
import { detailsForm, giveDetails, openCheckout, payButton } from "../checkout-page.ts";
import { prepared, ready } from "../tools.ts";

const heading = (page: Page, name: string) => page.getByRole("heading", { name, exact: true, level: 2 });

/** What Tab reaches from here on, by the names of links, buttons and fields, until it reaches `last`. */
async function tabbed(page: Page, last: string): Promise<readonly string[]> {
  const names: string[] = [];
  for (let presses = 0; presses < 40 && names.at(-1) !== last; presses += 1) {
    await page.keyboard.press("Tab");
    names.push(
      await page.evaluate(() => {
        const at = document.activeElement;
        const label = at instanceof HTMLInputElement ? at.labels?.[0] : at;
        return (at?.getAttribute("aria-label") ?? label?.textContent ?? "").trim();
      }),
    );
  }
  return names;
}

for (const javaScriptEnabled of [true, false])
  test.describe(javaScriptEnabled ? "with JavaScript" : "without JavaScript", () => {
    test.use({ javaScriptEnabled });

    test("each step begins with the focus at its heading", async ({ page, request }) => {
      const session = await ready(request);
      await openCheckout(page, session.continue_url);
      await giveDetails(page);
      await expect(heading(page, "Delivery")).toBeFocused();
      await page.getByRole("link", { name: /^Change/ }).click();
      await expect(heading(page, "Contact and delivery address")).toBeFocused();
      await page.getByRole("link", { name: "Keep as it is", exact: true }).click();
      await expect(heading(page, "Delivery")).toBeFocused();
    });
  });

test("what is left before Pay is said in one place, whose words change as the buyer goes on", async ({
  page,
  request,
}) => {
  const session = await prepared(request);
  await openCheckout(page, session.continue_url);
  const progress = page.getByRole("main").getByRole("status");
  await expect(progress).toHaveText("Fill in your contact details and delivery address, then pay.");
  // A live region that is there before its words change is announced; one that comes with them may not be.
  const region = await progress.elementHandle();
  await giveDetails(page);
  await expect(progress).toHaveText("All details are filled in.");
  expect(await progress.evaluate((now, before) => now === before, region)).toBe(true);
});

test("a checkout that was just opened leaves the focus where it is", async ({ page, request }) => {
  await openCheckout(page, (await prepared(request)).continue_url);
  await expect(detailsForm(page)).toBeVisible();
  await expect(page.locator("body")).toBeFocused();
});

test("Tab goes through the checkout in the order of the screen: Change, delivery, Pay, then the code", async ({
  page,
  request,
}) => {
  const session = await ready(request);
  await openCheckout(page, session.continue_url);
  await giveDetails(page);
  await page.evaluate(() => (document.activeElement as HTMLElement).blur());
  const pay = (await payButton(page).textContent()) ?? "";
  await page.getByRole("link", { name: /^Change/ }).focus();
  const order = await tabbed(page, "Apply");
  expect(order[0]).toContain("Standard");
  expect(order.indexOf(pay)).toBeGreaterThan(0);
  expect(order.indexOf("Discount code")).toBeGreaterThan(order.indexOf(pay));
});
