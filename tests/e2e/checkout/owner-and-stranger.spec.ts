import { expect, test, type APIRequestContext, type Browser, type Page } from "@playwright/test";
import { BROWSER_COOKIE_SECONDS } from "#app/request/browser-cookie.ts";
import {
  answerBank,
  detailsForm,
  expectReceipt,
  giveDetails,
  giveRegion,
  goToBank,
  openCheckout,
  payButton,
} from "../checkout-page.ts";
import { ADA, charges, expectOneOrder, HOME, prepared, ready, shopper, status, tool } from "../tools.ts";

/** Somebody whose words are found nowhere else on a page. */
const VERA = {
  email: "vera@victim.example",
  name: "Vera Victim",
  line_one: "12 Secret Lane",
  line_two: "Attic Nine",
  city: "Austin",
  state: "TX",
  country: "US",
  postal_code: "78701",
  phone_number: "+15125550100",
};
const PERSONAL = /Vera|vera@|Victim|Secret Lane|Attic Nine|78701|5125550100/;
const ELSEWHERE = /^This order was opened in another browser/;

/** Another browser: with the link, and without the owner's cookie. */
async function stranger(browser: Browser, run: (page: Page) => Promise<void>): Promise<void> {
  const context = await browser.newContext();
  try {
    await run(await context.newPage());
  } finally {
    await context.close();
  }
}

/** What the server sends, with the scripts' data, to a browser that has the link alone, and on a change of pages. */
async function served(request: APIRequestContext, address: string): Promise<string> {
  const html = await request.get(address);
  const payload = await request.get(address, { headers: { rsc: "1" } });
  return `${await html.text()}\n${await payload.text()}`;
}

async function typeDetails(page: Page): Promise<void> {
  const form = detailsForm(page);
  const field = (label: string) => form.getByLabel(label, { exact: true });
  await field("Country").selectOption(VERA.country);
  await field("E-mail").fill(VERA.email);
  await field("Full name").fill(VERA.name);
  await field("Address").fill(VERA.line_one);
  await form.getByLabel(/^Apartment/).fill(VERA.line_two);
  await field("City").fill(VERA.city);
  await giveRegion(form, VERA.state);
  await form.getByLabel(/^(ZIP|Postal) code$/).fill(VERA.postal_code);
  await form.getByLabel(/^Phone/).fill(VERA.phone_number);
  await form.getByRole("button", { name: "Continue", exact: true }).click();
  await expect(payButton(page)).toBeVisible();
}

test("only the browser that typed details reads them, and what another one is sent has no word of them", async ({
  page,
  browser,
  request,
}) => {
  const session = await prepared(request);
  const { pathname } = new URL(session.continue_url);
  await openCheckout(page, session.continue_url);
  await typeDetails(page);
  await expect(page.getByText(VERA.line_one, { exact: true })).toBeVisible();
  await expect(page.getByText(VERA.email, { exact: true })).toBeVisible();
  const cookie = (await page.context().cookies()).find(({ name }) => name === "checkout-browser");
  expect(cookie).toMatchObject({ httpOnly: true, sameSite: "Lax" });
  const keptFor = (cookie?.expires ?? 0) - Date.now() / 1000;
  expect(keptFor).toBeGreaterThan(BROWSER_COOKIE_SECONDS - 600);
  expect(keptFor).toBeLessThanOrEqual(BROWSER_COOKIE_SECONDS);

  await stranger(browser, async (other) => {
    for (const address of [pathname, `${pathname}?change=details`, `${pathname}/pay`, `${pathname}/done`])
      expect(await served(other.request, address), address).not.toMatch(PERSONAL);
    await openCheckout(other, session.continue_url);
    await expect(other.getByText("v…@victim.example", { exact: true })).toBeVisible();
    await expect(other.getByText("United States", { exact: true })).toBeVisible();
    await expect(other.getByText(ELSEWHERE)).toBeVisible();
    await expect(other.getByRole("link", { name: /^Change/ })).toHaveCount(0);
    await expect(other.getByRole("radio")).toHaveCount(0);
    await expect(other.getByLabel("Discount code", { exact: true })).toHaveCount(0);
    // Paying for somebody else takes nothing from them.
    await goToBank(other);
    await openCheckout(other, session.continue_url);
    await expect(other.getByRole("button", { name: "Continue to payment", exact: true })).toBeVisible();
    await expect(other.getByRole("button", { name: "Change the order", exact: true })).toHaveCount(0);
    await other.getByRole("button", { name: "Continue to payment", exact: true }).click();
    await answerBank(other, "pay");
    await expectReceipt(other);
    const { order } = await status(request, session.id);
    const permalink = new URL(order?.permalink_url ?? "about:blank").pathname;
    for (const address of [`${pathname}/done`, permalink])
      expect(await served(other.request, address), address).not.toMatch(PERSONAL);
    await page.goto(permalink);
    await expect(page.getByText(VERA.line_one, { exact: true })).toBeVisible();
  });
  await page.goto(`${pathname}/done`);
  await expect(page.getByText(VERA.line_one, { exact: true })).toBeVisible();
  await expectOneOrder(request, session.id);
});

test("an address from the chat is shown in part, and its buyer pays without typing it again", async ({
  page,
  request,
}) => {
  const session = await ready(request);
  const { pathname } = new URL(session.continue_url);
  const hidden = new RegExp([HOME.name, "Lovelace", HOME.line_one, HOME.postal_code].join("|"));
  for (const address of [pathname, `${pathname}?change=details`])
    expect(await served(request, address), address).not.toMatch(hidden);
  await openCheckout(page, session.continue_url);
  await expect(page.getByText(HOME.city, { exact: true })).toBeVisible();
  await page.getByLabel("E-mail", { exact: true }).fill(ADA.email);
  await page.getByRole("button", { name: "Continue", exact: true }).click();
  await expect(payButton(page)).toBeVisible();
  // To have typed an e-mail address is no proof of who lives at the other one.
  expect(await served(page.request, pathname)).not.toMatch(hidden);
  await expect(page.getByText(ADA.email, { exact: true })).toBeVisible();
  expect((await status(request, session.id)).fulfillment_address).toMatchObject({ line_one: HOME.line_one });
  await goToBank(page);
  await answerBank(page, "pay");
  await expectReceipt(page);
  await expectOneOrder(request, session.id);
});

test("a change begins with an empty form, which keeps what is left empty and takes what is typed", async ({
  page,
  request,
}) => {
  const session = await ready(request);
  await openCheckout(page, session.continue_url);
  await page.getByRole("link", { name: /^Change/ }).click();
  const form = detailsForm(page);
  for (const label of ["E-mail", "Full name", "Address", "City", "ZIP code"])
    await expect(form.getByLabel(label, { exact: true })).toHaveValue("");
  await form.getByLabel("E-mail", { exact: true }).fill(ADA.email);
  await form.getByRole("button", { name: "Continue", exact: true }).click();
  await expect(payButton(page)).toBeVisible();
  expect((await status(request, session.id)).fulfillment_address).toMatchObject(HOME);

  await page.getByRole("link", { name: /^Change/ }).click();
  await form.getByLabel("Address", { exact: true }).fill(VERA.line_one);
  await form.getByRole("button", { name: "Continue", exact: true }).click();
  await expect(form.getByRole("alert")).toBeVisible();
  expect((await status(request, session.id)).fulfillment_address).toMatchObject(HOME);
  await typeDetails(page);
  await expect(page.getByText(VERA.line_one, { exact: true })).toBeVisible();
});

test("a buyer who types while another browser takes the order reads why nothing was saved, and keeps the words", async ({
  page,
  browser,
  request,
}) => {
  const session = await prepared(request);
  await stranger(browser, async (late) => {
    await openCheckout(late, session.continue_url);
    await openCheckout(page, session.continue_url);
    await giveDetails(page);
    const form = detailsForm(late);
    await form.getByLabel("E-mail", { exact: true }).fill("late@example.com");
    await form.getByLabel("Full name", { exact: true }).fill("Late Larry");
    await form.getByRole("button", { name: "Continue", exact: true }).click();
    await expect(late.getByRole("alert").getByText(ELSEWHERE)).toBeVisible();
    await expect(form.getByLabel("Full name", { exact: true })).toHaveValue("Late Larry");
  });
});

test("choices of a page that another browser has overtaken change nothing, and the page says so", async ({
  page,
  browser,
  request,
}) => {
  const session = await ready(request);
  await openCheckout(page, session.continue_url);
  await giveDetails(page);
  await stranger(browser, async (other) => {
    const { pathname } = new URL(session.continue_url);
    await other.goto(pathname);
    // As a page from before would send it.
    await other.locator("form#order").evaluate((form) => {
      const code = document.createElement("input");
      code.name = "discount_code";
      code.value = "WELCOME10";
      form.append(code);
    });
    await payButton(other).click();
    await expect(other.getByRole("alert").getByText(ELSEWHERE)).toBeVisible();
    expect((await status(request, session.id)).discount_codes).toEqual([]);
  });
});

test("a checkout whose buyer is known from the payment sheet is paid as it is, and shows little of them", async ({
  page,
  request,
}) => {
  const subject = shopper("arm-instant");
  const session = await ready(request, subject);
  await tool(
    request,
    "complete_checkout",
    { checkout_session_id: session.id, buyer: ADA, payment_data: { token: "tok_sandbox_3ds", provider: "stripe" } },
    subject,
  );
  await openCheckout(page, session.continue_url);
  await page.getByRole("button", { name: "Do not confirm, pay another way", exact: true }).click();
  await expect(page.getByText("a…@example.com", { exact: true })).toBeVisible();
  await goToBank(page);
  await answerBank(page, "pay");
  await expectReceipt(page);
  await expect(page.getByText("a…@example.com", { exact: true })).toBeVisible();
  expect((await charges(request, session.id)).filter(({ state }) => state === "captured")).toHaveLength(1);
});
