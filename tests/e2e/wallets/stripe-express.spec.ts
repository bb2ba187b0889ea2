import { expect, type Page } from "@playwright/test";
import { detailsForm, expectReceipt, openCheckout, payButton } from "../checkout-page.ts";
import { test } from "../stripe-shop.ts";
import { ADA, prepared, status } from "../tools.ts";
import { doubleWallet, walletSays } from "./wallet-button.ts";

// One shop for the whole file.
test.describe.configure({ mode: "default" });

/** What the stand-in's wallet does, said before any page is loaded. */
const walletOf = (page: Page, settings: Readonly<Record<string, unknown>>) =>
  page.addInitScript((stripeDouble) => Object.assign(window, { stripeDouble }), settings);

test("Stripe's wallet above the form gives everything, and is charged what its sheet showed, once", async ({
  page,
  request,
  shop,
}) => {
  const errors: string[] = [];
  page.on("console", (message) => void (message.type() === "error" && errors.push(message.text())));
  await walletOf(page, { payer: { name: "Grace Hopper", email: "grace@example.com" }, rate: "Express, UPS" });
  const session = await prepared(request);
  await openCheckout(page, session.continue_url);
  await doubleWallet(page).click();
  await expectReceipt(page);
  const [charge, ...others] = (await shop.control.ledger()).charges.filter((one) => one.session === session.id);
  expect(others).toEqual([]);
  expect(charge?.state).toBe("captured");
  const { totals } = await status(request, session.id);
  expect(charge?.amount_minor).toBe(totals.find(({ type }) => type === "total")?.amount);
  expect(errors).toEqual([]);
});

test("the sheet lists the ways to deliver at their prices, and its amount is the order's there", async ({
  page,
  request,
  shop,
}) => {
  await walletOf(page, { card: "pm_card_chargeDeclinedInsufficientFunds", rate: "Express, UPS" });
  const session = await prepared(request);
  await openCheckout(page, session.continue_url);
  await doubleWallet(page).click();
  // The buttons that ask for an address have made place for those that do not.
  await expect(page.getByRole("alert")).toContainText("not enough money");
  await expect(payButton(page)).toBeVisible();
  await expect(page.getByRole("radio", { name: /^Express, UPS/ })).toBeChecked();
  const [charge] = (await shop.control.ledger()).charges.filter((one) => one.session === session.id);
  await expect(doubleWallet(page)).toHaveAttribute("data-amount", `${charge?.amount_minor} usd`);
});

test("a place where nothing is delivered is refused in the sheet, and the page says so", async ({
  page,
  request,
  shop,
}) => {
  await walletOf(page, { place: { country: "AQ", state: "", city: "McMurdo Station", postal_code: "" } });
  const session = await prepared(request);
  await openCheckout(page, session.continue_url);
  const before = await doubleWallet(page).getAttribute("data-amount");
  await doubleWallet(page).click();
  await expect(doubleWallet(page)).toHaveAttribute("data-refused", "1");
  await expect(walletSays(page)).toContainText("The wallet cannot be used for that address.");
  await expect(doubleWallet(page)).toHaveAttribute("data-amount", before ?? "");
  expect((await shop.control.ledger()).charges.filter((one) => one.session === session.id)).toEqual([]);
});

test("an address that is another one than its part said is not charged, and one more press pays", async ({
  page,
  request,
  shop,
}) => {
  await walletOf(page, { address: { state: "TX", city: "Austin", postal_code: "78701" } });
  const session = await prepared(request);
  await openCheckout(page, session.continue_url);
  await doubleWallet(page).click();
  await expect(page.getByRole("alert")).toBeVisible();
  const chargesNow = async () =>
    (await shop.control.ledger()).charges.filter((one) => one.session === session.id).map(({ state }) => state);
  expect(await chargesNow()).toEqual([]);
  await expect(payButton(page)).toBeVisible();
  await doubleWallet(page).click();
  await expectReceipt(page);
  expect(await chargesNow()).toEqual(["captured"]);
});

test("a token that the wallet does not give leaves the form as it was typed", async ({ page, request }) => {
  const session = await prepared(request);
  await page.route(/\/v1\/confirmation_tokens$/, (route) => route.abort());
  await openCheckout(page, session.continue_url);
  await detailsForm(page).getByLabel("Full name", { exact: true }).fill(ADA.name);
  await doubleWallet(page).click();
  await expect(page.getByRole("alert")).toContainText("nothing was charged. Please fill in the form below.");
  await expect(detailsForm(page).getByLabel("Full name", { exact: true })).toHaveValue(ADA.name);
});

test("while Stripe's script is on its way, the room for the wallets has the shape of a button, and nothing once there are none", async ({
  page,
  request,
}) => {
  let answer = () => {};
  const answered = new Promise<void>((resolve) => (answer = resolve));
  await page.route(/\/stripe-js-double\//, async (route) => {
    await answered;
    await route.abort();
  });
  const session = await prepared(request);
  await openCheckout(page, session.continue_url);
  const coming = page.locator("#wallets-coming");
  await expect(coming).toBeVisible();
  const shape = await coming.evaluate((one) => {
    const { height, backgroundColor } = getComputedStyle(one, "::before");
    return { height: Number.parseFloat(height), backgroundColor };
  });
  expect(shape.height).toBeGreaterThanOrEqual(44);
  expect(shape.backgroundColor).not.toBe("rgba(0, 0, 0, 0)");
  answer();
  await expect(coming).toHaveCount(0);
});
