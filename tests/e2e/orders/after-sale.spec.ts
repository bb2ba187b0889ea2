import { expect, test, type APIRequestContext } from "@playwright/test";
import { answerBank, expectReceipt, giveDetails, goToBank, openCheckout, openOrder } from "../checkout-page.ts";
import { ORDERS_KEY } from "../orders-key.ts";
import { ADA, paid, prepared, status, totalText } from "../tools.ts";
import { expectUsable } from "../usable-page.ts";

/** A day as the browser writes it by its own clock. */
const DAY = /[A-Z][a-z]{2},\u00A0[A-Z][a-z]{2}\u00A0\d{1,2}/;

async function call(request: APIRequestContext, order: string, path: string, data: object) {
  const headers = { authorization: `Bearer ${ORDERS_KEY}`, "idempotency-key": path };
  const answer = await request.post(`/api/orders/${order}/${path}`, { data, headers });
  expect(answer.ok(), await answer.text()).toBe(true);
}

test("a payment that the bank took twice is on the order's page with the day on which it went back", async ({
  page,
  request,
}) => {
  const session = await prepared(request);
  await openCheckout(page, session.continue_url);
  await giveDetails(page);
  await goToBank(page);
  await answerBank(page, "pay_twice");
  await expectReceipt(page);
  const view = await status(request, session.id);
  await expect(async () => {
    await openOrder(page, view.order);
    const twice = page.getByText("Your bank charged you twice.", { exact: true }).locator("..");
    await expect(twice).toContainText(`${totalText(view)} went back on `, { timeout: 1000 });
    await expect(twice).toContainText(DAY, { timeout: 1000 });
  }).toPass();
  await expectUsable(page, "order, paid twice");
  await page.getByRole("link", { name: "See what the sandbox bank did", exact: true }).click();
  await expect(page.getByText("Paid by the buyer after refunds", { exact: true })).toBeVisible();
  await expectUsable(page, "the bank's books about one order");
});

test("the order's page says how far the order is, follows a known carrier's parcel and adds up what remains paid @phone", async ({
  page,
  request,
}) => {
  const { order } = await paid(request);
  const number = order?.order_number ?? "no order";
  await openOrder(page, order);
  const steps = page.getByRole("list", { name: "Status" }).getByRole("listitem");
  await expect(steps).toHaveText([/^Ordered/, /^To be sent$/, /^To be delivered$/]);
  await call(request, number, "shipments", {
    shipment_id: "a",
    carrier: "UPS",
    tracking_number: "1Z 999 AA1 0123456784",
  });
  await call(request, number, "refund", { amount_minor: 100, currency: "USD", why: "late" });
  await page.reload();
  await expect(steps).toHaveText([/^Ordered/, /^Sent/, /^To be delivered$/]);
  const link = page.getByRole("link", { name: "Track it with UPS", exact: true });
  await expect(link).toHaveAttribute("href", "https://www.ups.com/track?tracknum=1Z999AA10123456784");
  await expect(page.getByText("Paid after refund", { exact: true })).toBeVisible();
  await expect(page.getByText("−$1.00", { exact: true })).toBeVisible();
  await expectUsable(page, "order, shipped and partly refunded");
});

test.describe("in Tokyo", () => {
  test.use({ timezoneId: "Asia/Tokyo" });
  test("moments are written by the buyer's own clock, and no line ends inside a time of day", async ({
    page,
    request,
  }) => {
    await openOrder(page, (await paid(request)).order);
    const paidAt = page.locator('time[data-clock="time"]');
    await expect(paidAt).toContainText("GMT+9");
    expect(await paidAt.textContent()).toMatch(/:\d\d\u00A0[AP]M\u00A0GMT\+9$/);
  });
});

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });
  test("moments name their time zone, and the order can be bought again", async ({ page, request }) => {
    const { order, line_items } = await paid(request);
    await openOrder(page, order);
    await expect(page.locator('time[data-clock="time"]')).toContainText("UTC");
    await expect(page.getByRole("button", { name: "Print or save as PDF" })).toBeHidden();
    await page.getByRole("button", { name: "Buy again", exact: true }).click();
    await expect(page.getByRole("heading", { name: "Checkout", exact: true, level: 1 })).toBeVisible();
    const item = page.getByText(line_items[0]?.name ?? "no item", { exact: true });
    await expect(item.filter({ visible: true })).toHaveCount(1);
    // Only what was bought is taken over: the link does not say that its bearer is the buyer.
    await expect(page.getByText(ADA.email)).toHaveCount(0);
  });
});

test("a receipt on paper says that it is paid and where its page is", async ({ page, request }) => {
  const { order } = await paid(request);
  await openOrder(page, order);
  const address = page.getByText(order?.permalink_url ?? "no order", { exact: true });
  await expect(address).toBeHidden();
  await page.emulateMedia({ media: "print" });
  await expect(address).toBeVisible();
  await expect(page.getByRole("article").getByText("Paid", { exact: true })).toHaveCount(2);
  await expect(page.getByRole("button")).toHaveCount(0);
});
