import { expect, test, type APIRequestContext, type Page } from "@playwright/test";
import { charges, paid } from "../tools.ts";
import { expectUsableWhenSmall } from "../usable-page.ts";

// Money moves without a script, as every form of the console works.
test.use({ javaScriptEnabled: false });

async function paidOrder(request: APIRequestContext) {
  const session = await paid(request);
  const { order_number: number } = session.order;
  return { session, page: `/console/orders/${number}`, number };
}

const states = async (request: APIRequestContext, id: string) => (await charges(request, id)).map(({ state }) => state);
const press = (page: Page, name: string) => page.getByRole("button", { name, exact: true }).click();

test("an order's money is given back after a page that says how much, and a reload gives nothing more", async ({
  page,
  request,
}) => {
  const { session, page: address, number } = await paidOrder(request);
  await page.goto(address);
  await page.getByRole("radio", { name: "An amount", exact: true }).check();
  await page.getByLabel("Amount in USD", { exact: true }).fill("5");
  await press(page, "Review the refund");
  await expect(page.getByRole("heading", { name: `Refund of order ${number}`, exact: true })).toBeVisible();
  await expect(page.getByText(/^Gives back \$5\.00 of \$/)).toBeVisible();
  expect(await states(request, session.id)).toEqual(["captured"]);
  await press(page, "Give the money back");
  // Nothing is given without a reason.
  await expect(page.getByRole("heading", { name: `Refund of order ${number}`, exact: true })).toBeVisible();
  await page.getByLabel("Why? It is stored with the refund.", { exact: true }).fill("arrived late");
  const posted = page.waitForRequest((one) => one.method() === "POST");
  await press(page, "Give the money back");
  await expect(page.getByText("The money was given back.", { exact: true })).toBeVisible();
  await expect(page.getByText("Refund completed: $5.00", { exact: true })).toHaveCount(1);
  await page.reload();
  await expect(page.getByText("Refund completed: $5.00", { exact: true })).toHaveCount(1);
  // What a second press sends: the same form, again.
  const { url, data } = { url: (await posted).url(), data: (await posted).postData() ?? "" };
  const headers = { "content-type": "application/x-www-form-urlencoded" };
  const again = await request.post(url, { headers, data, maxRedirects: 0 });
  expect([again.status(), again.headers()["location"]]).toEqual([303, expect.stringContaining("refund=repeated")]);
  await page.goBack();
  await page.reload();
  await expect(page.getByText(/^This refund was made before, and nothing more is given back/)).toBeVisible();
  expect(await states(request, session.id)).toEqual(["partially_refunded"]);
  // Another site's form moves nothing.
  const foreign = await request.post(url, { headers: { ...headers, origin: "https://evil.example" }, data });
  expect(foreign.status()).toBe(403);
});

test("an order is shipped by its lines, and then all of its money is given back", async ({ page, request }) => {
  const { session, page: address, number } = await paidOrder(request);
  await page.goto(address);
  await press(page, "Review the shipment");
  await expect(page.getByText("Goods need a carrier.", { exact: true })).toBeVisible();
  await page.getByRole("link", { name: "Back to the order", exact: true }).click();
  await page.getByLabel("Carrier", { exact: true }).fill("UPS");
  await page.getByLabel("Tracking number", { exact: true }).fill("1Z999AA10123456784");
  await press(page, "Review the shipment");
  await expect(page.getByText("Records as sent with UPS 1Z999AA10123456784:", { exact: true })).toBeVisible();
  await press(page, "Record the shipment");
  await expect(
    page.getByText("The shipment is recorded, and the buyer gets an e-mail.", { exact: true }),
  ).toBeVisible();
  await expect(page.getByText("Shipped: UPS 1Z999AA10123456784", { exact: true })).toBeVisible();
  await expect(page.getByRole("heading", { name: "Ship", exact: true })).toHaveCount(0);
  await press(page, "Review the refund");
  await page.getByLabel("Why? It is stored with the refund.", { exact: true }).fill("sent back");
  await press(page, "Give the money back");
  await expect(page.getByText("The money was given back.", { exact: true })).toBeVisible();
  expect(await states(request, session.id)).toEqual(["refunded"]);
  await expect(page.getByRole("heading", { name: "Refund", exact: true })).toHaveCount(0);
  await page.goto(`/console/orders?seller=nobody`);
  await expect(page.getByText("There are no such orders.", { exact: true })).toBeVisible();
  await page.goto("/console/orders?status=refunded");
  await expect(page.getByRole("link", { name: number, exact: true })).toBeVisible();
});

test.describe("with JavaScript", () => {
  test.use({ javaScriptEnabled: true });

  test("the forms can be used by everybody on a small screen, with text of twice the size too", async ({
    page,
    request,
  }) => {
    const { page: address } = await paidOrder(request);
    await page.goto("/console/orders");
    await expectUsableWhenSmall(page, "orders");
    await page.goto(address);
    await expectUsableWhenSmall(page, "order");
    await page.goto(`${address}/refund?give=all`);
    await expectUsableWhenSmall(page, "refund");
    await page.goto(`${address}/ship?carrier=UPS&quantity-line_1=1`);
    await expectUsableWhenSmall(page, "shipment");
    await page.goto(`${address}/refund?give=amount&amount=a`);
    await expectUsableWhenSmall(page, "refund that cannot be given");
  });
});
