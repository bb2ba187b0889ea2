import { randomUUID } from "node:crypto";
import { expect, type APIRequestContext } from "@playwright/test";
import type { CheckoutView } from "#lib/wire/tool-contract.ts";
import { answerBank, expectReceipt, giveDetails, goToBank, openCheckout, openOrder } from "../../e2e/checkout-page.ts";
import { ORDERS_KEY } from "../../e2e/orders-key.ts";
import { paid, prepared, status } from "../../e2e/tools.ts";
import { pageScene, type Bench } from "./page-scene.ts";

type PlacedOrder = NonNullable<CheckoutView["order"]>;

const paidOrder = async ({ request }: Bench): Promise<PlacedOrder> => (await paid(request)).order;

/** As the merchant's own system does it. */
async function call(request: APIRequestContext, order: PlacedOrder, path: string, data: object): Promise<void> {
  const headers = { authorization: `Bearer ${ORDERS_KEY}`, "idempotency-key": randomUUID() };
  const answer = await request.post(`/api/orders/${order.order_number}/${path}`, { data, headers });
  expect(answer.ok(), await answer.text()).toBe(true);
}

const PARCEL = { shipment_id: "a", carrier: "USPS", tracking_number: "9400 1000 0000 0000 0000 00" };

async function paidTwice({ page, request }: Bench): Promise<PlacedOrder> {
  const session = await prepared(request);
  await openCheckout(page, session.continue_url);
  await giveDetails(page);
  await goToBank(page);
  await answerBank(page, "pay_twice");
  await expectReceipt(page);
  const { order } = await status(request, session.id);
  if (order === undefined) throw new Error("the checkout was not paid");
  await expect(async () => {
    await openOrder(page, order);
    await expect(page.getByText("Your bank charged you twice.", { exact: true })).toBeVisible({ timeout: 1000 });
  }).toPass();
  return order;
}

const orderScene = (name: string, after: (bench: Bench, order: PlacedOrder) => Promise<void> = async () => undefined) =>
  pageScene(`order-${name}`, async (bench) => {
    const order = await paidOrder(bench);
    await after(bench, order);
    await openOrder(bench.page, order);
  });

/** What a buyer sees after the purchase. */
export const ORDER_PAGES = [
  orderScene("paid"),
  pageScene("printed-order", async (bench) => openOrder(bench.page, await paidOrder(bench)), { isPrinted: true }),
  pageScene(
    "printed-order-refunded",
    async (bench) => {
      const order = await paidOrder(bench);
      await call(bench.request, order, "shipments", PARCEL);
      await call(bench.request, order, "refund", { amount_minor: 100, currency: "USD", why: "late" });
      await openOrder(bench.page, order);
    },
    { isPrinted: true },
  ),
  orderScene("shipped", ({ request }, order) => call(request, order, "shipments", PARCEL)),
  orderScene("delivered", async ({ request }, order) => {
    await call(request, order, "shipments", PARCEL);
    await call(request, order, "shipments", { ...PARCEL, status: "delivered" });
  }),
  orderScene("partly-refunded", ({ request }, order) =>
    call(request, order, "refund", { amount_minor: 100, currency: "USD", why: "late" }),
  ),
  orderScene("refunded", ({ request }, order) => call(request, order, "refund", { why: "returned" })),
  pageScene("order-paid-twice", async (bench) => void (await paidTwice(bench))),
  pageScene("bank-books", async (bench) => {
    const order = await paidTwice(bench);
    await bench.page.goto(`/sandbox-bank/ledger/${new URL(order.permalink_url).pathname.split("/").at(-1)}`);
  }),
  pageScene(
    "mails",
    async (bench) => {
      await paidOrder(bench);
      await expect(async () => {
        await bench.page.goto("/try/mail");
        await expect(bench.page.getByRole("link", { name: /paid|order/ })).not.toHaveCount(0, { timeout: 1000 });
      }).toPass();
    },
    { isInEnglish: true },
  ),
] as const;

const at = (name: string, path: string) => pageScene(name, async ({ page }) => void (await page.goto(path)));

/** The pages around a purchase. */
export const OTHER_PAGES = [
  at("start", "/"),
  pageScene("try", async ({ page }) => void (await page.goto("/try?shopper=arm-instant")), {
    act: async (page) => {
      const products = page.locator('iframe[title="Products"]').contentFrame();
      await expect(products.getByRole("button").filter({ visible: true })).not.toHaveCount(0);
    },
  }),
  at("policy-terms", "/policies/terms"),
  at("policy-privacy", "/policies/privacy"),
  at("policy-returns", "/policies/returns"),
  at("policy-shipping", "/policies/shipping"),
  at("no-such-checkout", "/checkout/no-such-link"),
  at("no-such-page", "/no-such-page"),
] as const;
