import { expect, test, type Page } from "@playwright/test";
import {
  answerBank,
  detailsForm,
  expectReceipt,
  giveDetails,
  goToBank,
  openCheckout,
  payButton,
} from "./checkout-page.ts";
import { ADA, expectNoOrder, expectOneOrder, prepared, ready, status, tool, totalText } from "./tools.ts";

const CHAT = "https://chatgpt.com/c/pages";
const totalChanged = (page: Page) => page.getByRole("alert").getByText(/^The total is now /);

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("what was typed stays in the form, and each problem is beside its field", async ({ page, request }) => {
    const session = await prepared(request);
    await openCheckout(page, session.continue_url);
    const form = detailsForm(page);
    const field = (label: string) => form.getByLabel(label, { exact: true });
    await field("Country").selectOption("CA");
    await field("Full name").fill("Ada Lovelace");
    await field("City").fill("Ottawa");
    await field("Postal code").fill("12");
    await form.getByRole("button", { name: "Continue", exact: true }).click();
    await expect(form.getByRole("alert").getByRole("link")).toHaveCount(4);
    await expect(field("Full name")).toHaveValue("Ada Lovelace");
    await expect(field("City")).toHaveValue("Ottawa");
    await expect(field("Country")).toHaveValue("CA");
    const postal = field("Postal code");
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
    const before = await payButton(page).textContent();
    await page.getByRole("radio", { name: /^Express, / }).check();
    await payButton(page).click();
    await expect(totalChanged(page)).toBeVisible();
    const view = await status(request, session.id);
    expect(view.fulfillment_option_id).toBe("express");
    await expect(payButton(page)).toHaveText(`Pay ${totalText(view)}`);
    expect(`Pay ${totalText(view)}`).not.toBe(before);
    await goToBank(page);
    await answerBank(page, "pay");
    await expectReceipt(page);
    await expectOneOrder(request, session.id);
  });

  test("a discount code is taken, refused with its reason, and given up again", async ({ page, request }) => {
    const session = await ready(request);
    const codes = async () => (await status(request, session.id)).discount_codes;
    const refused = (code: string) =>
      page.getByRole("alert").getByText(`The code ${code} was not used: there is no such code.`, { exact: true });
    await openCheckout(page, session.continue_url);
    await giveDetails(page);
    const apply = async (code: string) => {
      await page.getByLabel("Discount code", { exact: true }).fill(code);
      await page.getByRole("button", { name: "Apply", exact: true }).click();
    };
    await apply("welcome10");
    await expect(page.getByRole("region", { name: "Your order", exact: true }).getByText("(WELCOME10)")).toBeVisible();
    await apply("NO_SUCH_CODE");
    await expect(refused("NO_SUCH_CODE")).toBeVisible();
    expect(await codes()).toEqual(["WELCOME10"]);
    await page.getByRole("button", { name: "WELCOME10 : remove this code", exact: true }).click();
    await expect(page.getByRole("region", { name: "Your order", exact: true }).getByText("(WELCOME10)")).toHaveCount(0);
    expect(await codes()).toEqual([]);
    for (const [junk, kept] of [
      ["'; drop table sessions", "'; DROP TABLE SESSIONS"],
      // What the browser sends for half a character.
      ["\u0000\ud800\u0007Z", "\ufffdZ"],
      ["x".repeat(3000), "X".repeat(50)],
      ["<b>😀".repeat(20), `${"<B>😀".repeat(12)}<B`],
    ] as const) {
      await apply(junk);
      await expect(refused(kept)).toBeVisible();
    }
    await expectNoOrder(request, session.id);
  });
});

test("what a buyer typed before the page's scripts arrived is still there when they have run", async ({
  page,
  request,
}) => {
  const session = await prepared(request);
  let send = (): void => undefined;
  const sent = new Promise<void>((resolve) => (send = resolve));
  await page.route("**/*.js", async (route) => {
    await sent;
    await route.continue();
  });
  await page.goto(new URL(session.continue_url).pathname, { waitUntil: "commit" });
  const form = detailsForm(page);
  const field = (label: string) => form.getByLabel(label, { exact: true });
  await field("Country").selectOption("CA");
  await field("E-mail").fill(ADA.email);
  await field("City").fill("Ottawa");
  send();
  await page.waitForLoadState("load");
  await expect(field("Country")).toHaveValue("CA");
  await expect(field("E-mail")).toHaveValue(ADA.email);
  await expect(field("City")).toHaveValue("Ottawa");
});

test("a page that shows an older total does not pay the new one", async ({ page, request }) => {
  const session = await ready(request);
  await openCheckout(page, session.continue_url);
  await giveDetails(page);
  await tool(request, "update_checkout", { checkout_session_id: session.id, fulfillment_option_id: "express" });
  await payButton(page).click();
  await expect(totalChanged(page)).toBeVisible();
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
  await expect(page.getByRole("link", { name: "Back to ChatGPT", exact: true })).toHaveAttribute("href", CHAT);
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
  await page.getByRole("button", { name: "Change the order", exact: true }).click();
  await expect(payButton(page)).toBeVisible();
  await page.goto(bankPage);
  await expect(page.getByText("This payment page was closed", { exact: true })).toBeVisible();
  await expect(payButton(page)).toHaveCount(0);
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
  await page.getByRole("link", { name: "Confirm at your bank", exact: true }).click();
  await page.getByRole("button", { name: "Approve this payment", exact: true }).click();
  await expect(page.getByText("You approved this payment", { exact: true })).toBeVisible();
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
    .locator("form :is(input:not([type=hidden], [type=checkbox]), select)")
    .evaluateAll((fields) => fields.map((field) => field.getAttribute("autocomplete")));
  expect(tokens).toEqual([
    "email",
    "name",
    "shipping organization",
    // A company's VAT number: no browser has a word for it.
    "off",
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
