import { expect, type Page } from "@playwright/test";
import type { StripeDoubleControl } from "../../stripe-double/start.ts";
import { expectReceipt, payButton } from "../checkout-page.ts";
import { test } from "../stripe-shop.ts";
import { prepared, ready, status, totalText } from "../tools.ts";
import { doubleWallet, expectNoPlace, openWithWallet } from "./wallet-button.ts";

// One shop for the whole file.
test.describe.configure({ mode: "default" });

const statesOf = async (control: StripeDoubleControl, session: string) =>
  (await control.ledger()).charges.filter((charge) => charge.session === session).map((charge) => charge.state);
/** What the stand-in's wallet does, said before any page is loaded. */
const walletOf = (page: Page, settings: { readonly wallet?: "none" | "late"; readonly card?: string }) =>
  page.addInitScript((stripeDouble) => Object.assign(window, { stripeDouble }), settings);

test("Stripe's wallet stands above Pay and pays once; nothing is claimed before it is pressed", async ({
  page,
  request,
  shop,
}) => {
  const errors: string[] = [];
  page.on("console", (message) => void (message.type() === "error" && errors.push(message.text())));
  const session = await prepared(request);
  await openWithWallet(page, session.continue_url);
  await expect(doubleWallet(page)).toBeVisible();
  const [wallet, pay] = [await doubleWallet(page).boundingBox(), await payButton(page).boundingBox()];
  expect(wallet?.y ?? 0).toBeLessThan(pay?.y ?? 0);
  expect((await status(request, session.id)).status).toBe("ready_for_payment");
  await doubleWallet(page).click();
  await expectReceipt(page);
  expect(await statesOf(shop.control, session.id)).toEqual(["captured"]);
  expect(errors).toEqual([]);
});

test("the wallet's amount follows the delivery that is chosen", async ({ page, request, shop }) => {
  const session = await ready(request);
  await openWithWallet(page, session.continue_url);
  const before = (await doubleWallet(page).getAttribute("data-amount")) ?? "";
  await page.getByRole("radio", { name: /^Express, / }).click();
  await expect(doubleWallet(page)).not.toHaveAttribute("data-amount", before);
  await doubleWallet(page).click();
  await expectReceipt(page);
  const [charge] = (await shop.control.ledger()).charges.filter((one) => one.session === session.id);
  expect(charge?.amount_minor).not.toBe(Number(before.split(" ")[0]));
});

test("a press before the wallet has the new total opens no sheet", async ({ page, request, shop }) => {
  const session = await ready(request);
  await openWithWallet(page, session.continue_url);
  await expect(doubleWallet(page)).toBeVisible();
  const before = totalText(await status(request, session.id));
  await page.getByRole("radio", { name: /^Express, / }).click();
  // As soon as the page has the new total, in the page's own time.
  await page.evaluate(async (old) => {
    const pay = () => document.querySelector("[data-updating]")?.textContent ?? "";
    while (pay().includes(old) || !/\d/.test(pay())) await new Promise(requestAnimationFrame);
    document.querySelector<HTMLButtonElement>("#wallet-buttons button")?.click();
  }, before);
  expect((await status(request, session.id)).status).toBe("ready_for_payment");
  expect(await statesOf(shop.control, session.id)).toEqual([]);
  await expect(async () => {
    await doubleWallet(page).click();
    await expect(page).toHaveURL(/\/done$/, { timeout: 10_000 });
  }).toPass();
  expect(await statesOf(shop.control, session.id)).toEqual(["captured"]);
});

test("a declined card closes the wallet's sheet and says why on the page", async ({ page, request, shop }) => {
  await walletOf(page, { card: "pm_card_chargeDeclinedInsufficientFunds" });
  const session = await prepared(request);
  await openWithWallet(page, session.continue_url);
  await doubleWallet(page).click();
  await expect(page.getByRole("alert")).toContainText("not enough money");
  await expect(doubleWallet(page)).toHaveAttribute("data-failed", "1");
  await payButton(page).click();
  await expect(page).toHaveURL(/\/pay(#step)?$/);
  expect(await statesOf(shop.control, session.id)).toEqual(["declined"]);
});

test("3-D Secure leads to the bank's page and back to a paid order", async ({ page, request, shop }) => {
  await walletOf(page, { card: "pm_card_authenticationRequired" });
  const session = await prepared(request);
  await openWithWallet(page, session.continue_url);
  await doubleWallet(page).click();
  await expect(page).toHaveURL(/\/double\/authenticate\//);
  await page.getByRole("button", { name: "Approve", exact: true }).click();
  await expectReceipt(page);
  expect(await statesOf(shop.control, session.id)).toEqual(["captured"]);
});

test("a browser without a wallet has Pay and no gap above it", async ({ page, request }) => {
  await walletOf(page, { wallet: "none" });
  const session = await prepared(request);
  await openWithWallet(page, session.continue_url);
  await page.waitForFunction(() => "Stripe" in window);
  await expectNoPlace(page);
  await expect(doubleWallet(page)).toHaveCount(0);
});

test("where Stripe's script does not load, Pay is there and nothing else has changed", async ({ page, request }) => {
  await page.route(/\/stripe-js-double\//, (route) => route.abort());
  const session = await prepared(request);
  await openWithWallet(page, session.continue_url);
  await expectNoPlace(page);
});

test("a wallet that comes after fifteen seconds is not shown any more", async ({ page, request }) => {
  await page.clock.install();
  await walletOf(page, { wallet: "late" });
  const session = await prepared(request);
  await openWithWallet(page, session.continue_url);
  await page.waitForFunction(() => "Stripe" in window);
  await page.clock.runFor(25_000);
  await expectNoPlace(page);
  await expect(doubleWallet(page)).toHaveCount(0);
});

test("only the page that shows wallets lets Stripe's script in, and no inline one", async ({ request, shop }) => {
  const session = await ready(request);
  const { pathname } = new URL(session.continue_url);
  const policyOf = async (path: string) =>
    (await request.get(`${shop.url}${path}`)).headers()["content-security-policy"] ?? "";
  const scriptsOf = (policy: string) => policy.match(/script-src [^;]*/g);
  const policy = await policyOf(pathname);
  expect(scriptsOf(policy)).toEqual([expect.stringMatching(/^script-src 'self' http:\/\/127\.0\.0\.1:\d+$/)]);
  for (const directive of ["object-src 'none'", "base-uri 'none'", "frame-ancestors 'none'", "form-action 'self'"])
    expect(policy).toContain(directive);
  for (const path of ["/policies/terms", `${pathname}/done`])
    expect(scriptsOf(await policyOf(path)), path).toEqual(["script-src 'self'"]);
});
