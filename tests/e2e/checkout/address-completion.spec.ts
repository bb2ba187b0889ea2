import { expect, test as base, type Page } from "@playwright/test";
import { answerBank, detailsForm, expectReceipt, goToBank, openCheckout } from "../checkout-page.ts";
import { startShop, type OwnShop } from "../hosts/own-shop.ts";
import { ADA, expectOneOrder, HOME, prepared } from "../tools.ts";
import { expectUsable } from "../usable-page.ts";

const test = base.extend<object, { shop: OwnShop }>({
  shop: [
    async ({ playwright }, provide) => {
      const shop = await startShop(playwright, { ADDRESS_COMPLETION: "simulated", LIMITS: "off" });
      await provide(shop);
      await shop.stop();
    },
    { scope: "worker", timeout: 6 * 60_000 },
  ],
  baseURL: async ({ shop }, provide) => provide(shop.url),
});
// One shop for the whole file.
test.describe.configure({ mode: "default" });

const address = (page: Page) => page.getByRole("combobox", { name: "Address", exact: true });
const list = (page: Page) => page.getByRole("listbox", { name: "Suggested addresses", exact: true });

test("an address is chosen by keyboard, fills in the form, and is bought with", async ({ page, request }) => {
  const session = await prepared(request);
  await openCheckout(page, session.continue_url);
  const form = detailsForm(page);
  await form.getByLabel("Country", { exact: true }).selectOption("US");
  await expect(form.getByLabel("ZIP code", { exact: true })).toBeVisible();
  await expect(address(page)).toHaveAttribute("aria-expanded", "false");
  await address(page).pressSequentially("Main Street");
  await expect(list(page).getByRole("option")).toHaveCount(3);
  await expect(address(page)).toHaveAttribute("aria-expanded", "true");
  await expect(page.getByText("SIMULATED: these addresses are made up.", { exact: true })).toBeVisible();
  await expect(page.locator("#address-says")).toHaveText("3 suggested addresses");
  await expectUsable(page, "with suggestions");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowDown");
  const second = list(page).getByRole("option", { name: /^2 Main Street/ });
  await expect(second).toHaveAttribute("aria-selected", "true");
  await expect(address(page)).toHaveAttribute("aria-activedescendant", (await second.getAttribute("id")) ?? "");
  await expect(address(page)).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(address(page)).toHaveValue("2 Main Street");
  await expect(form.getByLabel("City", { exact: true })).toHaveValue("New York");
  await expect(form.getByLabel("State", { exact: true })).toHaveValue("NY");
  await expect(form.getByLabel("ZIP code", { exact: true })).toHaveValue("10001");
  await expect(page.locator("#address-says")).toHaveText("The address was filled in. Please check it.");
  await expect(list(page)).toBeHidden();
  await form.getByLabel("E-mail", { exact: true }).fill(ADA.email);
  await form.getByLabel("Full name", { exact: true }).fill(HOME.name);
  await form.getByRole("button", { name: "Continue", exact: true }).click();
  await goToBank(page);
  await answerBank(page, "pay");
  await expectReceipt(page);
  await expectOneOrder(request, session.id);
});

test("Escape, Tab and typing on close the list, a press chooses, and typing by hand always works", async ({
  page,
  request,
}) => {
  const session = await prepared(request);
  await openCheckout(page, session.continue_url);
  await detailsForm(page).getByLabel("Country", { exact: true }).selectOption("US");
  await expect(detailsForm(page).getByLabel("ZIP code", { exact: true })).toBeVisible();
  for (const key of ["Escape", "Tab"]) {
    await address(page).fill("Main Street");
    await expect(list(page)).toBeVisible();
    await page.keyboard.press(key);
    await expect(list(page)).toBeHidden();
    await expect(address(page)).toHaveValue("Main Street");
  }
  await address(page).fill("Ma");
  await expect(list(page)).toBeHidden();
  await address(page).fill("Elm Road");
  await list(page)
    .getByRole("option", { name: /^1 Elm Road/ })
    .click();
  await expect(address(page)).toHaveValue("1 Elm Road");
  await address(page).fill("7 Another Way");
  await expect(address(page)).toHaveValue("7 Another Way");
});

test("a second choice leaves nothing of the first, and one that cannot be looked up says so", async ({
  page,
  request,
}) => {
  const session = await prepared(request);
  await openCheckout(page, session.continue_url);
  const form = detailsForm(page);
  await form.getByLabel("Country", { exact: true }).selectOption("GB");
  await expect(form.getByLabel("Postcode", { exact: true })).toBeVisible();
  const parts = { line_one: "Mill Lane", line_two: "The Old Mill", city: "Leeds", state: "", postal_code: "LS1 1AA" };
  const answers = [
    { fields: parts },
    { fields: { ...parts, line_one: "9 High Street", line_two: "", city: "Ely" } },
    {},
  ];
  await page.route(/\/address$/, async (route) => {
    const isChoice = new URLSearchParams(route.request().postData() ?? "").has("id");
    const suggestions = [{ id: "one", text: "One of them" }];
    await route.fulfill({ json: isChoice ? answers.shift() : { suggestions } });
  });
  const choose = async (text: string) => {
    await address(page).fill(text);
    await list(page).getByRole("option", { name: "One of them", exact: true }).click();
  };
  const second = form.locator("[name=line_two]");
  await choose("Mill");
  await expect(second).toHaveValue("The Old Mill");
  await choose("High");
  await expect(address(page)).toHaveValue("9 High Street");
  await expect(second).toHaveValue("");
  await choose("Elsewhere");
  await expect(page.locator("#address-says")).toHaveText("That address could not be looked up. Please type it.");
  await expect(address(page)).toHaveValue("Elsewhere");
});

test("nothing is asked for what nobody types: another field has the focus, or an input method is at work", async ({
  page,
  request,
}) => {
  const session = await prepared(request);
  await openCheckout(page, session.continue_url);
  await detailsForm(page).getByLabel("Country", { exact: true }).selectOption("US");
  await expect(detailsForm(page).getByLabel("ZIP code", { exact: true })).toBeVisible();
  const asked: string[] = [];
  page.on("request", (one) => void (one.url().endsWith("/address") && asked.push(one.postData() ?? "")));
  await detailsForm(page).getByLabel("E-mail", { exact: true }).focus();
  // As a browser that fills a form in does it.
  await address(page).evaluate((field: HTMLInputElement) => {
    field.value = "1 Secret Street";
    field.dispatchEvent(new Event("input", { bubbles: true }));
  });
  await address(page).fill("Main Street");
  await expect(list(page)).toBeVisible();
  expect(asked.filter((text) => text.includes("Secret"))).toEqual([]);
  await address(page).dispatchEvent("keydown", { key: "ArrowDown", isComposing: true, keyCode: 229 });
  await expect(address(page)).not.toHaveAttribute("aria-activedescendant", /./);
});

test("whoever may not change the order is suggested nothing, and nobody from another site", async ({
  request,
  shop,
  playwright,
}) => {
  const session = await prepared(request);
  const { pathname } = new URL(session.continue_url);
  const form = { text: "Main Street", country: "US", session: "typing-0123456789" };
  const asked = await request.post(`${pathname}/address`, { form });
  expect(((await asked.json()) as { suggestions: unknown[] }).suggestions).toHaveLength(3);
  const foreign = await request.post(`${pathname}/address`, { form, headers: { origin: "https://evil.example" } });
  expect(foreign.status()).toBe(403);
  const stranger = await playwright.request.newContext({ baseURL: shop.url });
  expect((await stranger.post("/checkout/co_nobody/address", { form })).status()).toBe(404);
  // Another browser has typed the details: this one may only pay.
  await request.post(`${pathname}/form/details`, {
    form: { ...HOME, email: ADA.email, country: "US" },
    headers: { accept: "application/json" },
  });
  expect(await (await stranger.post(`${pathname}/address`, { form })).json()).toEqual({});
  await stranger.dispose();
});

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });
  test("the field is a text field as ever", async ({ page, request }) => {
    const session = await prepared(request);
    await openCheckout(page, session.continue_url);
    await expect(page.getByRole("textbox", { name: "Address", exact: true })).toBeVisible();
    await expect(page.getByRole("listbox")).toHaveCount(0);
    await expect(page.getByText("SIMULATED: these addresses are made up.", { exact: true })).toBeHidden();
  });
});
