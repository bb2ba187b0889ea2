import { expect, test } from "@playwright/test";
import {
  answerBank,
  detailsForm,
  expectReceipt,
  giveDetails,
  goBackToBank,
  goToBank,
  openCheckout,
  openOrder,
  ORDER_NUMBER,
  payButton,
} from "./checkout-page.ts";
import { ADA, charges, expectNoOrder, expectOneOrder, prepared, ready, shopper, status, tool } from "./tools.ts";

const CHAT = "https://chatgpt.com/c/e2e";

test("where no widget is shown, the link in the answer's text leads to a purchase @phone", async ({
  page,
  request,
}) => {
  const session = await prepared(request);
  const answer = await tool(request, "get_order_status", { checkout_session_id: session.id });
  expect(answer.text).toContain(session.continue_url);
  await openCheckout(page, session.continue_url, CHAT);
  await giveDetails(page);
  await goToBank(page);
  await answerBank(page, "pay");
  await expectReceipt(page);
  await expect(page.getByRole("link", { name: "Back to ChatGPT", exact: true })).toHaveAttribute("href", CHAT);
  const view = await expectOneOrder(request, session.id);
  await openOrder(page, view.order);
});

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });
  test("the checkout page takes the details and the bank takes the payment", async ({ page, request }) => {
    const session = await prepared(request);
    await openCheckout(page, session.continue_url, CHAT);
    await giveDetails(page);
    await goToBank(page);
    await answerBank(page, "pay");
    // A page without scripts shows the receipt as soon as it is asked again.
    await expect(async () => {
      await page.reload();
      await expect(page.getByRole("article").getByText(ORDER_NUMBER)).toBeVisible({ timeout: 1000 });
    }).toPass();
    await expectOneOrder(request, session.id);
  });
});

test("a return address on a foreign host is not offered", async ({ page, request }) => {
  const session = await ready(request);
  await openCheckout(page, session.continue_url, "https://evil.test/");
  await expect(page.locator('a[href*="evil.test"]')).toHaveCount(0);
  await giveDetails(page);
  await goToBank(page);
  await answerBank(page, "pay");
  await expectReceipt(page);
  await expect(page.locator('a[href*="evil.test"]')).toHaveCount(0);
});

test("a buyer whose card is declined at the bank pays with another one there", async ({ page, request }) => {
  const session = await ready(request);
  await openCheckout(page, session.continue_url);
  await giveDetails(page);
  await goToBank(page);
  await answerBank(page, "decline");
  await expect(page.getByRole("alert").getByText("The card was declined", { exact: true })).toBeVisible();
  await expectNoOrder(request, session.id);
  await answerBank(page, "pay");
  await expectReceipt(page);
  await expectOneOrder(request, session.id, ["declined"]);
});

test("a buyer who leaves the bank has paid nothing, and can come back and pay", async ({ page, request }) => {
  const session = await ready(request);
  await openCheckout(page, session.continue_url);
  await giveDetails(page);
  await goToBank(page);
  await answerBank(page, "leave");
  // The browser has landed before it is sent elsewhere; a navigation that is still running would abort the next one.
  await expect(page).toHaveURL(/\/done$/);
  await expectNoOrder(request, session.id);
  await openCheckout(page, session.continue_url);
  await goBackToBank(page);
  await answerBank(page, "pay");
  await expectReceipt(page);
  await expectOneOrder(request, session.id);
});

test("a buyer who pays twice at the bank has one order and gets the second payment back", async ({ page, request }) => {
  const session = await ready(request);
  await openCheckout(page, session.continue_url);
  await giveDetails(page);
  await goToBank(page);
  await answerBank(page, "pay_twice");
  await expectReceipt(page);
  await expectOneOrder(request, session.id, ["refunded"]);
});

test("two tabs of one checkout lead to one payment", async ({ page, context, request }) => {
  const session = await ready(request);
  const second = await context.newPage();
  for (const tab of [page, second]) await openCheckout(tab, session.continue_url);
  await giveDetails(page);
  await goToBank(page);
  await openCheckout(second, session.continue_url);
  await goBackToBank(second);
  expect(second.url()).toBe(page.url());
  await answerBank(page, "pay");
  await expectReceipt(page);
  await second.reload();
  await expect(second.getByText("This payment was made", { exact: true })).toBeVisible();
  await expect(payButton(second)).toHaveCount(0);
  await expectOneOrder(request, session.id);
});

test("a checkout that is paid in the chat while its bank page is open takes the money once", async ({
  page,
  request,
}) => {
  const subject = shopper("arm-instant");
  const session = await ready(request, subject);
  await openCheckout(page, session.continue_url);
  await giveDetails(page);
  await goToBank(page);
  // The widget asks at the click: "pay in the chat instead" voids the page, and the latest decision is instant again.
  const capabilities = { widget: true, request_checkout: true, open_external: true, open_link: true };
  await tool(
    request,
    "choose_route",
    { checkout_session_id: session.id, capabilities, void_open_payment: true },
    subject,
  );
  await tool(
    request,
    "complete_checkout",
    { checkout_session_id: session.id, buyer: ADA, payment_data: { token: "tok_sandbox_ok", provider: "stripe" } },
    subject,
  );
  await page.reload();
  await expect(page.getByText("This payment page was closed", { exact: true })).toBeVisible();
  await expect(payButton(page)).toHaveCount(0);
  await expectOneOrder(request, session.id);
  expect((await charges(request, session.id)).length).toBe(1);
});

test("a canceled checkout says so and takes no payment", async ({ page, request }) => {
  const session = await ready(request);
  await tool(request, "cancel_checkout", { checkout_session_id: session.id });
  await openCheckout(page, session.continue_url);
  await expect(page.getByRole("heading", { name: "This checkout was canceled", exact: true })).toBeVisible();
  await expect(page.getByRole("main").getByRole("button")).toHaveCount(0);
  expect((await status(request, session.id)).state).toBe("canceled");
});

test("wrong details are named beside their field, and what was right is kept", async ({ page, request }) => {
  const session = await prepared(request);
  await openCheckout(page, session.continue_url);
  const form = detailsForm(page);
  const email = form.getByLabel("E-mail", { exact: true });
  await form.getByLabel("Full name", { exact: true }).fill("Ada Lovelace");
  await email.fill("not an address");
  await form.getByRole("button", { name: "Continue", exact: true }).click();
  await expect(email).toHaveAttribute("aria-invalid", "true");
  await expect(email).toHaveAccessibleDescription(/^Enter an e-mail address like name@example\.com\./);
  await expect(email).toHaveValue("not an address");
  await expect(form.getByLabel("Full name", { exact: true })).toHaveValue("Ada Lovelace");
});
