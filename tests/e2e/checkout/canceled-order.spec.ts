import { readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test as base } from "@playwright/test";
import { detailsForm, openCheckout } from "../checkout-page.ts";
import { startShop } from "../hosts/own-shop.ts";
import { ORDERS_KEY } from "../orders-key.ts";
import { ADA, ready, status, tool } from "../tools.ts";
import { expectUsable } from "../usable-page.ts";

/** The demo's shop file with a code that covers everything, and a delivery that costs nothing. */
async function shopFile(): Promise<string> {
  const shop = JSON.parse(await readFile("config/shop.json", "utf8")) as Record<string, unknown>;
  const shipping = shop["shipping"] as Record<string, unknown>[];
  const gift = { code: "GIFTALL", title: "A gift", amounts: ["500.00 USD"] };
  const changed = {
    ...shop,
    shipping: shipping.map((option, index) =>
      index === 0 ? { ...option, prices: ["0.00 USD"], free_from: [] } : option,
    ),
    discounts: [gift],
  };
  const path = join(tmpdir(), `tillswitch-shop-${process.pid}.json`);
  await writeFile(path, JSON.stringify(changed));
  return path;
}

/** A shop of its own with that file. */
const test = base.extend<object, { shop: { readonly url: string } }>({
  shop: [
    async ({ playwright }, provide) => {
      const file = await shopFile();
      const shop = await startShop(playwright, { SHOP_FILE: file, ORDERS_API_KEY: ORDERS_KEY });
      try {
        await provide(shop);
      } finally {
        await shop.stop();
        await rm(file, { force: true });
      }
    },
    { scope: "worker", timeout: 6 * 60_000 },
  ],
  baseURL: async ({ shop }, provide) => provide(shop.url),
});

test("an order that cost nothing is canceled by the shop, and page, chat and mailbox say so", async ({
  page,
  request,
}) => {
  const { id } = await ready(request);
  const free = await tool(request, "update_checkout", { checkout_session_id: id, discount_codes: ["GIFTALL"] });
  expect(free.structured.totals.find(({ type }) => type === "total")?.amount).toBe(0);
  await openCheckout(page, free.structured.continue_url);
  await detailsForm(page).getByLabel("E-mail", { exact: true }).fill(ADA.email);
  await detailsForm(page).getByRole("button", { name: "Continue", exact: true }).click();
  await page.getByRole("button", { name: "Place the order", exact: true }).click();
  await expect(page).toHaveURL(/\/done$/);
  const { order } = await status(request, id);
  if (order === undefined) throw new Error("no order");
  const headers = { authorization: `Bearer ${ORDERS_KEY}` };
  const canceled = await request.post(`/api/orders/${order.order_number}/cancel`, {
    headers,
    data: { why: "a test" },
  });
  expect(canceled.status()).toBe(200);
  await page.goto(new URL(order.permalink_url).pathname);
  await expect(page.getByRole("list", { name: "Status" }).getByText("Canceled", { exact: true })).toBeVisible();
  await expect(page.getByText("There was nothing to pay.")).toBeVisible();
  await expectUsable(page, "order, canceled");
  expect((await tool(request, "get_order_status", { checkout_session_id: id })).text).toContain(
    "The seller has canceled it.",
  );
  await page.goto("/try/mail");
  await expect(page.getByText(`Your order ${order.order_number} was canceled`)).toBeVisible();
});
