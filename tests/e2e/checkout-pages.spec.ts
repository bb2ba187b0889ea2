import { expect, test, type APIRequestContext } from "@playwright/test";
import { money, formatMoney, isCurrency } from "#lib/money.ts";
import type { CheckoutView, ProductView } from "#lib/wire/tool-contract.ts";
import { answerBank, expectReceipt, giveDetails, goToBank, openCheckout } from "./checkout-page.ts";
import { ADA, expectNoOrder, expectOneOrder, HOME, prepared, ready, status, tool } from "./tools.ts";

const CHAT = "https://chatgpt.com/c/pages";
const continueButton = { name: /^continue$/i } as const;
const payButton = { name: /^pay\b/i } as const;

const totalOf = (view: CheckoutView): string => {
  if (!isCurrency(view.currency)) throw new Error(`unknown currency ${view.currency}`);
  const total = view.totals.find((row) => row.type === "total")?.amount ?? 0;
  return formatMoney(money(total, view.currency), "en-US");
};

/** A session of the dearest thing that is sold in a currency, so that every delivery option's price shows. */
async function preparedIn(request: APIRequestContext, currency: string): Promise<CheckoutView> {
  const found = await tool<{ products: ProductView[] }>(request, "search_products", { currency, limit: 20 });
  const product = found.structured.products.find((one) => one.can_be_bought);
  if (product === undefined) throw new Error(`the demo feed sells nothing in ${currency}`);
  return (await tool(request, "checkout_session", { checkout_session: { items: [{ id: product.id, quantity: 2 }] } }))
    .structured;
}

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("what was typed stays in the form, and each problem is beside its field", async ({ page, request }) => {
    const session = await prepared(request);
    await openCheckout(page, session.continue_url);
    await page.getByLabel("Country").selectOption("CA");
    await page.getByLabel("Full name").fill("Ada Lovelace");
    await page.getByLabel("City").fill("Ottawa");
    await page.getByLabel("Postal code").fill("12");
    await page.getByRole("button", continueButton).click();
    await expect(page.getByRole("alert").getByRole("link")).toHaveCount(4);
    await expect(page.getByLabel("Full name")).toHaveValue("Ada Lovelace");
    await expect(page.getByLabel("City")).toHaveValue("Ottawa");
    await expect(page.getByLabel("Country")).toHaveValue("CA");
    const postal = page.getByLabel("Postal code");
    await expect(postal).toHaveValue("12");
    await expect(postal).toHaveAttribute("aria-invalid", "true");
    const explained = (await postal.getAttribute("aria-describedby")) ?? "";
    await expect(page.locator(`[id="${explained.split(" ")[0]}"]`)).toContainText("K1A 0B1");
    expect((await status(request, session.id)).fulfillment_address).toBeUndefined();
  });

  test("a changed delivery option is not paid past: the new total is shown first", async ({ page, request }) => {
    const session = await ready(request);
    await openCheckout(page, session.continue_url);
    await giveDetails(page);
    const before = await page.getByRole("button", payButton).textContent();
    await page.getByRole("radio", { name: /express/i }).check();
    await page.getByRole("button", payButton).click();
    await expect(page.getByText(/the total is now/i)).toBeVisible();
    const view = await status(request, session.id);
    expect(view.fulfillment_option_id).toBe("express");
    await expect(page.getByRole("button", payButton)).toHaveText(`Pay ${totalOf(view)}`);
    expect(`Pay ${totalOf(view)}`).not.toBe(before);
    await goToBank(page);
    await answerBank(page, "pay");
    await expectReceipt(page);
    await expectOneOrder(request, session.id);
  });

  test("a discount code is taken, refused with its reason, and given up again", async ({ page, request }) => {
    const session = await ready(request);
    const codes = async () => (await status(request, session.id)).discount_codes;
    await openCheckout(page, session.continue_url);
    await giveDetails(page);
    const apply = async (code: string) => {
      await page.getByLabel("Discount code").fill(code);
      await page.getByRole("button", { name: "Apply" }).click();
    };
    await apply("welcome10");
    await expect(page.getByText("(WELCOME10)")).toBeVisible();
    await apply("NO_SUCH_CODE");
    await expect(page.getByText(/NO_SUCH_CODE was not used: there is no such code/)).toBeVisible();
    expect(await codes()).toEqual(["WELCOME10"]);
    await page.getByRole("button", { name: /WELCOME10.*remove/ }).click();
    await expect(page.getByText("(WELCOME10)")).toHaveCount(0);
    expect(await codes()).toEqual([]);
    for (const junk of ["'; drop table sessions", "\u0000\ud800\u0007Z", "x".repeat(3000), "<b>😀".repeat(20)]) {
      await apply(junk);
      await expect(page.getByText(/was not used: there is no such code/)).toBeVisible();
    }
    await expectNoOrder(request, session.id);
  });
});

test("a page that shows an older total does not pay the new one", async ({ page, request }) => {
  const session = await ready(request);
  await openCheckout(page, session.continue_url);
  await giveDetails(page);
  await expect(page.getByRole("button", payButton)).toBeVisible();
  await tool(request, "update_checkout", { checkout_session_id: session.id, fulfillment_option_id: "express" });
  await page.getByRole("button", payButton).click();
  await expect(page.getByText(/the total is now/i)).toBeVisible();
  await expectNoOrder(request, session.id);
  await goToBank(page);
});

test("the way back that the host gives is kept with the session and not in the address", async ({ page, request }) => {
  const session = await prepared(request);
  await openCheckout(page, session.continue_url, CHAT);
  expect(page.url()).toBe(session.continue_url);
  await openCheckout(page, session.continue_url, "https://evil.test/");
  expect(page.url()).toBe(session.continue_url);
  await tool(request, "cancel_checkout", { checkout_session_id: session.id });
  await page.reload();
  await expect(page.getByRole("link", { name: /back to chatgpt/i })).toHaveAttribute("href", CHAT);
});

for (const currency of ["JPY", "KWD"]) {
  test(`a purchase in ${currency} shows and takes the amount with that currency's digits`, async ({
    page,
    request,
  }) => {
    const session = await preparedIn(request, currency);
    await openCheckout(page, session.continue_url);
    await giveDetails(page);
    await expect(page.getByRole("button", payButton)).toBeVisible();
    const view = await status(request, session.id);
    await expect(page.getByRole("button", payButton)).toHaveText(`Pay ${totalOf(view)}`);
    await goToBank(page);
    await expect(page.getByRole("button", payButton)).toHaveText(`Pay ${totalOf(view)}`);
    await answerBank(page, "pay");
    await expectReceipt(page);
    await expectOneOrder(request, session.id);
  });
}

test("the order's page can be printed, is for nobody's search engine, and shows no whole e-mail address", async ({
  page,
  request,
}) => {
  const session = await ready(request);
  await tool(request, "complete_checkout", {
    checkout_session_id: session.id,
    buyer: ADA,
    payment_data: { token: "tok_sandbox_ok", provider: "stripe" },
  });
  const { order } = await status(request, session.id);
  await page.goto(new URL(order?.permalink_url ?? "about:blank").pathname);
  await expectReceipt(page);
  await expect(page.getByText(HOME.line_one)).toBeVisible();
  await expect(page.getByText(ADA.email)).toHaveCount(0);
  await expect(page.locator('meta[name="robots"]')).toHaveAttribute("content", /noindex/);
  await page.emulateMedia({ media: "print" });
  await expectReceipt(page);
  await expect(page.getByRole("navigation", { name: "Policies" })).toBeHidden();
});

test("an order can be changed while its payment page is open, and the old page takes no money", async ({
  page,
  request,
}) => {
  const session = await ready(request);
  await openCheckout(page, session.continue_url);
  await giveDetails(page);
  await goToBank(page);
  const bankPage = page.url();
  await openCheckout(page, session.continue_url);
  await page.getByRole("button", { name: "Change the order" }).click();
  await expect(page.getByRole("button", payButton)).toBeVisible();
  await page.goto(bankPage);
  await expect(page.getByText(/was closed/i)).toBeVisible();
  await expect(page.getByRole("button", payButton)).toHaveCount(0);
  await expectNoOrder(request, session.id);
});

test("a confirmation at the bank that began in the chat can be found from the checkout page", async ({
  page,
  request,
}) => {
  const session = await ready(request);
  await tool(request, "complete_checkout", {
    checkout_session_id: session.id,
    buyer: ADA,
    payment_data: { token: "tok_sandbox_3ds", provider: "stripe" },
  });
  await openCheckout(page, session.continue_url);
  await page.getByRole("link", { name: /confirm at your bank/i }).click();
  await page.getByRole("button", { name: /approve/i }).click();
  await expect(page.getByText(/you approved/i)).toBeVisible();
  await openCheckout(page, session.continue_url);
  await expectReceipt(page);
  await expectOneOrder(request, session.id);
});

test("pages are framed by nobody, reveal their address to no other host and are not kept; /mcp carries none of it", async ({
  request,
}) => {
  const session = await prepared(request);
  const { pathname } = new URL(session.continue_url);
  const headers = (await request.get(pathname)).headers();
  expect(headers["content-security-policy"]).toContain("frame-ancestors 'none'");
  expect(headers["referrer-policy"]).toBe("same-origin");
  expect(headers["x-content-type-options"]).toBe("nosniff");
  expect(headers["cache-control"]).toContain("no-store");
  expect((await request.get("/mcp")).headers()["content-security-policy"]).toBeUndefined();
});

test("every field says what belongs in it, so that a browser or an agent can fill it in", async ({ page, request }) => {
  const session = await prepared(request);
  await openCheckout(page, session.continue_url);
  const tokens = await page
    .locator("form :is(input:not([type=hidden]), select)")
    .evaluateAll((fields) => fields.map((field) => field.getAttribute("autocomplete")));
  expect(tokens).toEqual([
    "email",
    "name",
    "shipping country",
    "shipping address-line1",
    "shipping address-line2",
    "shipping address-level2",
    "shipping address-level1",
    "shipping postal-code",
    "tel",
  ]);
});

test("forms that no page of ours sent change nothing and break nothing", async ({ request }) => {
  const session = await ready(request);
  const { pathname } = new URL(session.continue_url);
  const forms: readonly Readonly<Record<string, string>>[] = [
    { link: "co_nobody", intent: "pay" },
    { $ACTION_ID_deadbeef: "" },
    { $ACTION_REF_1: "", "$ACTION_1:0": "{{{{" },
    { $ACTION_KEY: "k1", link: "\u0000".repeat(10) },
  ];
  for (const multipart of forms) {
    expect((await request.post(pathname, { multipart })).status()).toBeLessThan(500);
  }
  expect((await request.post(pathname, { form: { intent: "pay" } })).status()).toBeLessThan(500);
  expect((await status(request, session.id)).state).toBe("ready");
});
