import { expect, type Page } from "@playwright/test";
import type { CheckoutView, ProductView } from "#lib/wire/tool-contract.ts";
import {
  answerBank,
  detailsForm,
  expectReceipt,
  giveDetails,
  goToBank,
  openCheckout,
} from "../../e2e/checkout-page.ts";
import { ADA, HOME, prepared, ready, shopper, status, tool } from "../../e2e/tools.ts";
import { pageScene, type Bench } from "./page-scene.ts";
import { IN_OTHER_SCRIPTS } from "./scripts.ts";

const YAMADA = {
  name: "山田 花子",
  line_one: "丸の内1-9-1",
  city: "千代田区",
  state: "東京都",
  country: "JP",
  postal_code: "100-0005",
};
const LONG = {
  ...HOME,
  name: "Wolfeschlegelsteinhausenbergerdorff Maximiliana-Theodora",
  line_one: "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch 1",
};
const LONG_EMAIL = "maximiliana-theodora.wolfeschlegelsteinhausenbergerdorff@correspondence.example.com";

/** The checkout's page with the e-mail address and where the goods go. */
async function openReady({ page, request }: Bench): Promise<CheckoutView> {
  const session = await ready(request);
  await openCheckout(page, session.continue_url);
  await giveDetails(page);
  return session;
}

async function openBank(bench: Bench): Promise<CheckoutView> {
  const session = await openReady(bench);
  await goToBank(bench.page);
  return session;
}

async function applyCode(page: Page, code: string): Promise<void> {
  await page.getByLabel("Discount code", { exact: true }).fill(code);
  await page.getByRole("button", { name: "Apply", exact: true }).click();
}

/** A checkout of what is found, with a buyer who lives there. */
async function openWith(
  { page, request }: Bench,
  found: Readonly<Record<string, unknown>>,
  quantities: readonly number[],
  address: typeof HOME,
  email: string,
): Promise<void> {
  const subject = shopper("arm-external");
  const { structured } = await tool<{ products: ProductView[] }>(request, "search_products", { ...found, limit: 20 });
  const items = structured.products
    .filter((one) => one.can_be_bought && one.seller_id === structured.products[0]?.seller_id)
    .flatMap(({ id }, index) => (quantities[index] === undefined ? [] : [{ id, quantity: quantities[index] }]));
  const made = await tool(request, "checkout_session", { checkout_session: { items } }, subject);
  expect(made.isError, made.text).toBe(false);
  const id = made.structured.id;
  await tool(request, "update_checkout", { checkout_session_id: id, fulfillment_address: address }, subject);
  await openCheckout(page, made.structured.continue_url);
  const form = detailsForm(page);
  await form.getByLabel("E-mail", { exact: true }).fill(email);
  await form.getByRole("button", { name: "Continue", exact: true }).click();
  await expect(form).toHaveCount(0);
}

/** A long form comes without the wallets, which the script reads in. */
const showsWallets = (page: Page): Promise<void> => page.locator("#sandbox-wallet").waitFor();

/** The checkout's page from the first field to the bank, and what can go wrong on the way. */
export const CHECKOUT_PAGES = [
  pageScene(
    "checkout-details",
    async ({ page, request }) => openCheckout(page, (await prepared(request)).continue_url),
    { act: showsWallets },
  ),
  pageScene(
    "checkout-details-wrong",
    async ({ page, request }) => {
      await openCheckout(page, (await prepared(request)).continue_url);
      await page.locator('input[name="email"]').fill("ada at example");
      await page.locator('form:has(input[name="email"]) button[type="submit"]').last().click();
      await expect(page.getByRole("alert")).toBeVisible();
    },
    { isWithoutScript: true, isMadeInEach: true, act: showsWallets },
  ),
  pageScene("checkout-ready", async (bench) => void (await openReady(bench))),
  pageScene("checkout-discount", async (bench) => {
    await openReady(bench);
    await applyCode(bench.page, "WELCOME10");
    const order = bench.page.getByRole("region", { name: "Your order", exact: true });
    await expect(order.getByText("(WELCOME10)")).toBeVisible();
  }),
  pageScene("checkout-code-refused", async (bench) => {
    await openReady(bench);
    await applyCode(bench.page, "NO_SUCH_CODE");
    await expect(bench.page.getByRole("alert").getByText("The code NO_SUCH_CODE was not used")).toBeVisible();
  }),
  pageScene("checkout-long", (bench) =>
    openWith(bench, { currency: "USD", availability: "in_stock" }, [9, 1, 2, 9, 1, 1, 3, 1, 1], LONG, LONG_EMAIL),
  ),
  pageScene("checkout-yen", (bench) =>
    openWith(bench, { currency: "JPY", availability: "in_stock" }, [2, 1], YAMADA, "hanako@example.com"),
  ),
  ...Object.entries(IN_OTHER_SCRIPTS).map(([name, { address }]) =>
    pageScene(
      `checkout-${name}`,
      (bench) => openWith(bench, { currency: "USD", availability: "in_stock" }, [1], address, "buyer@example.com"),
      { act: showsWallets },
    ),
  ),
  pageScene("payment-open", async (bench) => {
    const session = await openBank(bench);
    await bench.page.goto(new URL(session.continue_url).pathname);
  }),
  pageScene("bank", async (bench) => void (await openBank(bench))),
  pageScene("bank-declined", async (bench) => {
    await openBank(bench);
    await answerBank(bench.page, "decline");
    await expect(bench.page.getByText("The card was declined", { exact: true })).toBeVisible();
  }),
  pageScene("bank-left", async (bench) => {
    await openBank(bench);
    await answerBank(bench.page, "leave");
    await expect(bench.page).toHaveURL(/\/checkout\//);
  }),
  pageScene("receipt", async (bench) => {
    await openBank(bench);
    await answerBank(bench.page, "pay");
    await expectReceipt(bench.page);
  }),
  pageScene("bank-confirms", async ({ page, request }) => {
    const { id } = await ready(request);
    const payment_data = { token: "tok_sandbox_3ds", provider: "stripe" };
    await tool(request, "complete_checkout", { checkout_session_id: id, buyer: ADA, payment_data });
    const { action_url: address } = await status(request, id);
    await page.goto(new URL(address ?? "about:blank").pathname);
  }),
  pageScene("checkout-canceled", async ({ page, request }) => {
    const session = await ready(request);
    await tool(request, "cancel_checkout", { checkout_session_id: session.id });
    await openCheckout(page, session.continue_url);
  }),
  pageScene("checkout-expired", async ({ page, request, shop }) => {
    const session = await ready(request);
    await openCheckout(page, session.continue_url);
    shop.passTwoDays();
    await openCheckout(page, session.continue_url);
  }),
] as const;
