import { expect, type Page } from "@playwright/test";
import { openCheckout } from "../../e2e/checkout-page.ts";
import { prepared } from "../../e2e/tools.ts";
import { pageScene } from "./page-scene.ts";

const PLAN = "/plans/trail-maps?holder=user-1";

const planScene = (name: string, make: (page: Page) => Promise<void>) =>
  pageScene(`plan${name}`, async ({ page }) => make(page), { kind: "stripe", isWithoutScript: true });

async function subscribe(page: Page, email: string): Promise<void> {
  await page.goto(PLAN);
  // The browser would say what is wrong itself, and send nothing.
  await page.locator("form", { has: page.locator("[name=email]") }).evaluate((form) => {
    form.setAttribute("novalidate", "");
  });
  await page.locator("[name=email]").fill(email);
  await page.getByRole("button", { name: "Subscribe", exact: true }).click();
}

/** The page of a recurring plan, and what stands there after it was sent. */
export const PLAN_PAGES = [
  planScene("", async (page) => void (await page.goto(PLAN))),
  planScene("-email-wrong", (page) => subscribe(page, "ada")),
  planScene("-subscribed", async (page) => {
    await subscribe(page, "ada@example.com");
    await page.getByRole("button", { name: "Pay", exact: true }).click();
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  }),
  planScene("-subscribed-before", async (page) => {
    await subscribe(page, "ada@example.com");
    await expect(page.getByRole("alert")).toBeVisible();
  }),
] as const;

/** The place above the form at which Stripe's wallets come, or do not. `settled`: what is there then, or is not any more. */
const walletScene = (name: string, settled: (page: Page) => Promise<void>, prepare: (page: Page) => Promise<unknown>) =>
  pageScene(
    `wallets-${name}`,
    async ({ page, request }) => openCheckout(page, (await prepared(request)).continue_url),
    { kind: "stripe", prepare: async (page) => void (await prepare(page)), act: settled },
  );

const isThere = (page: Page) => expect(page.locator("#wallets [data-ready]")).toBeVisible();
const isAwaited = (page: Page) => expect(page.locator("#wallets-coming")).toBeVisible();
const isGone = (page: Page) => expect(page.locator("#wallets-later, #wallets-coming")).toHaveCount(0);
const SCRIPT = /\/stripe-js-double\//;
const walletDoes = (page: Page, stripeDouble: Readonly<Record<string, unknown>>) =>
  page.addInitScript((settings) => Object.assign(window, { stripeDouble: settings }), stripeDouble);

export const STRIPE_WALLET_PAGES = [
  walletScene("there", isThere, async () => undefined),
  walletScene("coming", isAwaited, (page) => page.route(SCRIPT, () => new Promise(() => undefined))),
  walletScene("not-loaded", isGone, (page) => page.route(SCRIPT, (route) => route.abort())),
  walletScene("absent", isGone, (page) => walletDoes(page, { wallet: "none" })),
] as const;
