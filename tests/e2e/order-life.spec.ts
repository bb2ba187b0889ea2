import { expect, test, type APIRequestContext } from "@playwright/test";
import { openOrder } from "./checkout-page.ts";
import { ADA, paid, tool } from "./tools.ts";
import { ORDERS_KEY } from "./orders-key.ts";
import { expectUsable } from "./usable-page.ts";

async function say(
  request: APIRequestContext,
  order: string,
  call: "shipments" | "refund",
  body: object,
  key = ORDERS_KEY,
) {
  const headers = { authorization: `Bearer ${key}`, "idempotency-key": `${call}-1` };
  return request.post(`/api/orders/${order}/${call}`, { data: body, headers });
}

test("a buyer sees on the order's page what was shipped, delivered and given back @phone", async ({
  page,
  request,
}) => {
  const { order, id: sessionId } = await paid(request);
  await openOrder(page, order);
  await expect(page.getByText("Tracking number")).toHaveCount(0);
  const trackingUrl = `https://post.example.com/follow/${"0034".repeat(20)}`;
  const box = {
    shipment_id: "box-1",
    carrier: "Landpost",
    tracking_number: "0034".repeat(12),
    tracking_url: trackingUrl,
  };
  expect((await say(request, order.order_number, "shipments", box)).status()).toBe(201);
  await page.reload();
  await expect(page.getByRole("heading", { name: "On its way", exact: true })).toBeVisible();
  await expect(page.getByText(box.tracking_number, { exact: true })).toBeVisible();
  const link = page.getByRole("link", { name: "Track it with Landpost", exact: true });
  await expect(link).toHaveAttribute("href", trackingUrl);
  await expect(link).toHaveAttribute("rel", /noopener noreferrer/);
  await expectUsable(page, "order, shipped");
  expect((await say(request, order.id, "shipments", { shipment_id: "box-1", status: "delivered" })).status()).toBe(200);
  const part = { amount_minor: 100, currency: "USD", why: "late" };
  expect((await say(request, order.id, "refund", part)).status()).toBe(200);
  await page.reload();
  await expect(page.getByRole("heading", { name: "Delivered", exact: true })).toBeVisible();
  // The other one is the head of the order on paper.
  await expect(page.getByText("Partly refunded", { exact: true }).filter({ visible: true })).toHaveCount(1);
  await expectUsable(page, "order, delivered and partly refunded");
  const text = await page.locator("body").innerText();
  for (const own of ["box-1", ADA.email]) expect(text).not.toContain(own);

  const told = await tool(request, "get_order_status", { checkout_session_id: sessionId });
  expect(told.text).toContain("It has been delivered:");
  expect(told.text).toContain(`tracking number "${box.tracking_number}"`);
  expect(told.structured.order).toMatchObject({
    status: "partially_refunded",
    delivery_status: "delivered",
    shipments: [{ status: "delivered", carrier: "Landpost", tracking_url: trackingUrl }],
  });
});

test("nobody ships or refunds an order without the key", async ({ request }) => {
  const { order } = await paid(request);
  for (const call of ["shipments", "refund"] as const) {
    expect((await say(request, order.id, call, {}, "another-key-of-some-length")).status()).toBe(401);
    expect((await request.get(`/api/orders/${order.id}/${call}`)).status()).toBe(405);
  }
});
