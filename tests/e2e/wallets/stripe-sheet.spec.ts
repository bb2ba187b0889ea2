import { expect, type Page } from "@playwright/test";
import type { StripeDoubleControl } from "../../stripe-double/start.ts";
import { expectReceipt, payButton } from "../checkout-page.ts";
import { test } from "../stripe-shop.ts";
import { ADA, prepared, ready } from "../tools.ts";
import { doubleWallet, expectNoPlace, openWithWallet, walletSays } from "./wallet-button.ts";

// One shop for the whole file.
test.describe.configure({ mode: "default" });

/** What the stand-in's wallet does, said before any page is loaded. */
const walletOf = (page: Page, settings: Readonly<Record<string, unknown>>) =>
  page.addInitScript((stripeDouble) => Object.assign(window, { stripeDouble }), settings);
/** Who pays, in Stripe's books. */
async function payerAt(control: StripeDoubleControl, session: string) {
  const [charge] = (await control.ledger()).charges.filter((one) => one.session === session);
  const event = (await control.events()).find(({ type, data }) => {
    const { id } = data.object as { id?: unknown };
    return type === "charge.succeeded" && id === charge?.id;
  });
  const { billing_details: billing } = (event?.data.object ?? {}) as { billing_details?: Record<string, unknown> };
  return { name: billing?.["name"], email: billing?.["email"] };
}

for (const names of ["change", "ready", "ready first"] as const)
  test(`wallets that Stripe's script names by "${names}" are offered, and none are not`, async ({
    page,
    context,
    request,
  }) => {
    await walletOf(page, { names });
    const session = await prepared(request);
    await openWithWallet(page, session.continue_url);
    await expect(doubleWallet(page)).toBeVisible();
    const other = await context.newPage();
    await walletOf(other, { names, wallet: "none" });
    await other.goto(new URL(session.continue_url).pathname);
    await other.waitForFunction(() => "Stripe" in window);
    await expectNoPlace(other);
  });

test("the charge has the name and e-mail address of the checkout", async ({ page, request, shop }) => {
  const session = await prepared(request);
  await openWithWallet(page, session.continue_url);
  await doubleWallet(page).click();
  await expectReceipt(page);
  expect(await payerAt(shop.control, session.id)).toEqual({ name: ADA.name, email: ADA.email });
});

test("the charge has what the wallet itself says of who pays", async ({ page, request, shop }) => {
  await walletOf(page, { payer: { name: "Grace Hopper", email: "grace@example.com" } });
  const session = await prepared(request);
  await openWithWallet(page, session.continue_url);
  await doubleWallet(page).click();
  await expectReceipt(page);
  expect(await payerAt(shop.control, session.id)).toEqual({ name: "Grace Hopper", email: "grace@example.com" });
});

test("a wallet that comes with an answer in place is let in, though the page began without one", async ({
  page,
  request,
}) => {
  const errors: string[] = [];
  page.on("console", (message) => void (message.type() === "error" && errors.push(message.text())));
  const session = await ready(request);
  await openWithWallet(page, session.continue_url);
  await payButton(page).click();
  await expect(page).toHaveURL(/\/pay(#step)?$/);
  // While a payment is open there is no wallet on the page.
  await page.goto(new URL(session.continue_url).pathname);
  await expect(doubleWallet(page)).toHaveCount(0);
  await page.getByRole("button", { name: "Change the order", exact: true }).click();
  await expect(doubleWallet(page)).toBeVisible();
  expect(errors).toEqual([]);
});

test("a sheet that cannot wait is closed before its time is over, and the page says that nothing is known yet", async ({
  page,
  request,
  shop,
}) => {
  const session = await prepared(request);
  await openWithWallet(page, session.continue_url);
  await expect(doubleWallet(page)).toBeVisible();
  let go = () => {};
  const gone = new Promise<void>((resolve) => (go = resolve));
  let isAsked = () => {};
  const asked = new Promise<void>((resolve) => (isAsked = resolve));
  await page.route(/\/form\/wallet$/, async (route) => {
    isAsked();
    await gone;
    await route.continue();
  });
  await page.clock.install();
  await doubleWallet(page).click();
  await asked;
  await expect(doubleWallet(page)).not.toHaveAttribute("data-failed", "1");
  await page.clock.runFor(29_000);
  const slow = "The payment takes longer than usual. Please do not pay again: this page will say what came of it.";
  await expect(walletSays(page)).toHaveText(slow);
  await expect(doubleWallet(page)).toHaveAttribute("data-message", slow);
  await page.clock.resume();
  go();
  await expectReceipt(page);
  expect((await shop.control.ledger()).charges.filter((one) => one.session === session.id)).toHaveLength(1);
});
