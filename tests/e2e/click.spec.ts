import { expect, test, type Page, type Route } from "@playwright/test";
import { buySomething, closeSheet, giveAddress, openTry, payButton, sheet, widget } from "./try-page.ts";
import { expectNoOrder } from "./tools.ts";

/** From now on the question at the click gets this answer; everything else passes. */
async function atTheClick(page: Page, answer: (route: Route) => Promise<void>): Promise<void> {
  await page.route("**/mcp", (route) =>
    route.request().postData()?.includes('"choose_route"') === true ? answer(route) : route.fallback(),
  );
}

async function readyToPay(page: Page) {
  const visit = await openTry(page, { shopper: "arm-instant" });
  await buySomething(page, "instant");
  await giveAddress(page);
  return visit;
}

test("two clicks ask once more and open one payment sheet", async ({ page }) => {
  await readyToPay(page);
  let asked = 0;
  await atTheClick(page, (route) => {
    asked += 1;
    return route.fallback();
  });
  await payButton(page, "instant").dblclick();
  await expect(sheet(page)).toHaveCount(1);
  expect(asked).toBe(1);
  await closeSheet(page);
  await expect(payButton(page, "instant")).toBeEnabled();
});

test("instant that was stopped between the button and the click opens no sheet and leads to the seller's page", async ({
  page,
  request,
}) => {
  const visit = await readyToPay(page);
  await atTheClick(page, async (route) => {
    const response = await route.fetch();
    const body = (await response.text())
      .replaceAll('"route":"instant"', '"route":"external"')
      .replaceAll('"reason":"variant_instant"', '"reason":"instant_killed"')
      .replaceAll('"button_label":"Buy now"', '"button_label":"Continue to checkout"');
    await route.fulfill({ response, body });
  });
  await payButton(page, "instant").click();
  await expect(payButton(page, "external")).toBeEnabled();
  const notice =
    "Paying in the chat is not available right now, and nothing was charged. You can pay on the seller’s page.";
  await expect(widget(page).getByRole("listitem").getByText(notice, { exact: true })).toBeVisible();
  await expect(sheet(page)).toHaveCount(0);
  await expectNoOrder(request, await visit.sessionId());
});

test("a shop that does not answer at the click does not keep the sheet closed", async ({ page }) => {
  await readyToPay(page);
  await atTheClick(page, () => new Promise(() => undefined));
  await payButton(page, "instant").click();
  await expect(sheet(page)).toBeVisible();
});
