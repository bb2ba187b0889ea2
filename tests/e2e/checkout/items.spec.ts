import { expect, test, type APIRequestContext, type Page } from "@playwright/test";
import type { CheckoutView, ProductView } from "#lib/wire/tool-contract.ts";
import { answerBank, expectReceipt, giveDetails, goToBank, openCheckout, payButton } from "../checkout-page.ts";
import { expectNoOrder, expectOneOrder, HOME, shopper, status, tool, totalText } from "../tools.ts";

/** Two products of one seller, one of each, with an address. */
async function twoItems(request: APIRequestContext): Promise<CheckoutView> {
  const subject = shopper("arm-external");
  const found = await tool<{ products: ProductView[] }>(request, "search_products", {
    currency: "USD",
    availability: "in_stock",
    limit: 20,
  });
  const sold = found.structured.products.filter((one) => one.can_be_bought);
  const items = sold
    .filter((one) => one.seller_id === sold[0]?.seller_id)
    .slice(0, 2)
    .map(({ id }) => ({ id, quantity: 1 }));
  expect(items).toHaveLength(2);
  const made = await tool(request, "checkout_session", { checkout_session: { items } }, subject);
  const given = { checkout_session_id: made.structured.id, fulfillment_address: HOME };
  return (await tool(request, "update_checkout", given, subject)).structured;
}

const summary = (page: Page) => page.getByRole("region", { name: "Your order", exact: true });
const quantities = async (request: APIRequestContext, id: string) =>
  (await status(request, id)).line_items.map((line) => line.item.quantity);

test("a button that is pressed while another is answered is answered next", async ({ page, request }) => {
  const session = await twoItems(request);
  await openCheckout(page, session.continue_url);
  await giveDetails(page);
  const { name } = session.line_items[0] ?? { name: "" };
  const more = summary(page).getByRole("button", { name: `One more of ${name}`, exact: true });
  await more.dblclick();
  await expect.poll(() => quantities(request, session.id)).toEqual([3, 1]);
  await expect(payButton(page)).toHaveText(`Pay ${totalText(await status(request, session.id))}`);
});

for (const javaScriptEnabled of [true, false])
  test.describe(javaScriptEnabled ? "with JavaScript" : "without JavaScript", () => {
    test.use({ javaScriptEnabled });

    test("quantities are changed on the page, an item is removed, and the last one stays", async ({
      page,
      request,
    }) => {
      const session = await twoItems(request);
      await openCheckout(page, session.continue_url);
      await giveDetails(page);
      const { name } = session.line_items[0] ?? { name: "" };
      const more = summary(page).getByRole("button", { name: `One more of ${name}`, exact: true });
      const less = summary(page).getByRole("button", { name: `One less of ${name}`, exact: true });
      const before = await payButton(page).textContent();
      await more.click();
      await expect(payButton(page)).not.toHaveText(before ?? "");
      await expect.poll(() => quantities(request, session.id)).toEqual([2, 1]);
      await less.click();
      await expect(payButton(page)).toHaveText(before ?? "");
      // At one it stays, and the item with it.
      await less.press("Enter");
      await expect(payButton(page)).toHaveText(before ?? "");
      await summary(page)
        .getByRole("button", { name: `Remove ${name}`, exact: true })
        .click();
      await expect(summary(page).getByRole("listitem")).toHaveCount(1);
      await expect(page.getByRole("heading", { name: "Your order", exact: true })).toBeFocused();
      await expect(summary(page).getByRole("button", { name: /^Remove / })).toHaveCount(0);
      expect(await quantities(request, session.id)).toEqual([1]);
      await expect(payButton(page)).toHaveText(`Pay ${totalText(await status(request, session.id))}`);
      await goToBank(page);
      await answerBank(page, "pay");
      await expectReceipt(page);
      await expectOneOrder(request, session.id);
    });

    test("an order that was changed elsewhere is shown first, and a quantity that is not there is refused", async ({
      page,
      request,
    }) => {
      const session = await twoItems(request);
      await openCheckout(page, session.continue_url);
      await giveDetails(page);
      await tool(request, "update_checkout", { checkout_session_id: session.id, fulfillment_option_id: "express" });
      const { name } = session.line_items[0] ?? { name: "" };
      const more = summary(page).getByRole("button", { name: `One more of ${name}`, exact: true });
      await more.click();
      await expect(page.getByRole("alert").getByText(/^The total is now /)).toBeVisible();
      expect(await quantities(request, session.id)).toEqual([1, 1]);
      await more.evaluate((button: HTMLButtonElement) => (button.value = button.value.replace(/\d+$/, "1000")));
      await more.click();
      await expect(page.getByRole("alert").getByText(/^(At most|Only) \d+ of /)).toBeVisible();
      expect(await quantities(request, session.id)).toEqual([1, 1]);
      await expectNoOrder(request, session.id);
    });
  });

test("in another browser than the buyer's nothing can be changed", async ({ page, request, browser }) => {
  const session = await twoItems(request);
  await openCheckout(page, session.continue_url);
  await giveDetails(page);
  const stranger = await browser.newPage();
  await stranger.goto(session.continue_url);
  await expect(summary(stranger)).toBeVisible();
  await expect(stranger.getByRole("button", { name: /One more of |Remove / })).toHaveCount(0);
  await stranger.close();
});

test.describe("on a phone", () => {
  test.use({ viewport: { width: 390, height: 844 } });

  test("the total is one line above the steps, and the first field and Pay with its sum are on the screen", async ({
    page,
    request,
  }) => {
    const session = await twoItems(request);
    await openCheckout(page, session.continue_url);
    await expect(page.getByLabel("E-mail", { exact: true })).toBeInViewport();
    const line = page.getByRole("main").locator("details > summary").filter({ hasText: "Your order" });
    await expect(line).toContainText(totalText(session));
    expect((await line.boundingBox())?.height).toBeLessThan(80);
    await giveDetails(page);
    await payButton(page).scrollIntoViewIfNeeded();
    await expect(payButton(page)).toHaveText(`Pay ${totalText(session)}`);
    await line.click();
    await page.getByRole("link", { name: "Change the items or add a discount code", exact: true }).click();
    await expect(summary(page)).toBeInViewport();
  });
});
