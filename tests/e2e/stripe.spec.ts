import { expect, type Page } from "@playwright/test";
import type { StripeDoubleControl } from "../stripe-double/start.ts";
import { expectReceipt, giveDetails, openCheckout, payButton } from "./checkout-page.ts";
import { test } from "./stripe-shop.ts";
import { violationsIn } from "./usable-page.ts";
import { ADA, prepared, ready, shopper, status, tool } from "./tools.ts";

// One shop for the whole file.
test.describe.configure({ mode: "default" });

const goToPay = async (page: Page, continueUrl: string) => {
  await openCheckout(page, continueUrl);
  await giveDetails(page);
  await payButton(page).click();
  await expect(page).toHaveURL(/\/checkout\/[^/]+\/pay(#step)?$/);
};
const ownPage = (page: Page) =>
  page.getByRole("button", { name: "Pay on the payment service’s own page", exact: true });
/** What Stripe's double puts into the page in place of Stripe's own form. */
const embeddedForm = (page: Page) =>
  page.frameLocator('iframe[title="Payment page of the Stripe double (not Stripe)"]');
const statesOf = async (control: StripeDoubleControl, session: string) =>
  (await control.ledger()).charges.filter((charge) => charge.session === session).map((charge) => charge.state);

test("Stripe's form is on the shop's own page; a declined card leaves it open", async ({ page, request, shop }) => {
  const errors: string[] = [];
  page.on("console", (message) => void (message.type() === "error" && errors.push(message.text())));
  const session = await prepared(request);
  await goToPay(page, session.continue_url);
  const form = embeddedForm(page);
  await form.getByRole("button", { name: "Pay with a card that is declined", exact: true }).click();
  await expect(form.getByRole("alert")).toContainText("declined");
  await form.getByRole("button", { name: "Pay", exact: true }).click();
  await expect(page).toHaveURL(/\/done$/);
  await expectReceipt(page);
  expect(await statesOf(shop.control, session.id)).toEqual(["declined", "captured"]);
  expect(errors).toEqual([]);
});

test("the page with Stripe's form can be used by everybody, on a small screen and with large text", async ({
  page,
  request,
}) => {
  await goToPay(page, (await prepared(request)).continue_url);
  await expect(embeddedForm(page).getByRole("button", { name: "Pay", exact: true })).toBeVisible();
  const usable = async (where: string) =>
    expect((await violationsIn(page.mainFrame())).map((one) => `${where}: ${one}`)).toEqual([]);
  await usable("payment");
  await page.setViewportSize({ width: 320, height: 640 });
  await page.evaluate(() => {
    document.documentElement.style.fontSize = "200%";
  });
  await usable("payment with text of twice the size");
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(321);
});

test("where the form's script does not load the page says so and leads to Stripe's page", async ({
  page,
  request,
  shop,
}) => {
  await page.route("**/stripe-js-double/**", (route) => route.abort());
  const session = await prepared(request);
  await goToPay(page, session.continue_url);
  await expect(page.getByText("The payment form could not be shown", { exact: true })).toBeVisible();
  await ownPage(page).click();
  await expect(page).toHaveURL(/\/c\/pay\//);
  await page.getByRole("button", { name: "Leave without paying", exact: true }).click();
  await page.getByRole("button", { name: "Continue to payment", exact: true }).click();
  await page.getByRole("button", { name: "Pay", exact: true }).click();
  await expectReceipt(page);
  expect(await statesOf(shop.control, session.id)).toEqual(["captured"]);
});

test("a slow payment is still being checked, and becomes an order when it arrives", async ({ page, request, shop }) => {
  const session = await prepared(request);
  await goToPay(page, session.continue_url);
  await embeddedForm(page).getByRole("button", { name: "Pay by a slow method", exact: true }).click();
  await expect(page.getByRole("heading", { name: "We are still checking your payment", exact: true })).toBeVisible();
  const completed = (await shop.control.events()).findLast((event) => event.type === "checkout.session.completed");
  await shop.control.onPage(String(completed?.data.object["id"]), "succeed_later");
  await expectReceipt(page);
  expect(await statesOf(shop.control, session.id)).toEqual(["captured"]);
});

test("a delegated token that Stripe takes pays without a page", async ({ request, shop }) => {
  const subject = shopper("arm-instant");
  const session = await ready(request, subject);
  const payment_data = { token: await shop.control.mintToken(), provider: "stripe", billing_address: null };
  const paid = await tool(
    request,
    "complete_checkout",
    { checkout_session_id: session.id, buyer: ADA, payment_data },
    subject,
  );
  expect(paid.isError, paid.text).toBe(false);
  expect((await status(request, session.id)).state).toBe("completed");
  expect(await statesOf(shop.control, session.id)).toEqual(["captured"]);
});

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });
  test("the page leads to Stripe's page, which takes the payment", async ({ page, request, shop }) => {
    const session = await prepared(request);
    await goToPay(page, session.continue_url);
    await expect(page.getByText("The payment form is loading. It needs JavaScript;")).toBeVisible();
    await ownPage(page).click();
    await page.getByRole("button", { name: "Pay", exact: true }).click();
    // A browser carries the fragment of the address it came from through the redirects.
    await expect(page).toHaveURL(/\/done(#step)?$/);
    expect(await statesOf(shop.control, session.id)).toEqual(["captured"]);
  });
});
