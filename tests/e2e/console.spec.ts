import { expect, test } from "@playwright/test";
import { ADA, expectOneOrder, ready, tool, totalText } from "./tools.ts";
import { expectUsable } from "./usable-page.ts";

const REPORT = "/console/experiments/checkout-route";

test("the console is open where nothing is real, and says so", async ({ page }) => {
  const answer = await page.goto("/console");
  expect(answer?.headers()["content-security-policy"]).toMatch(/; script-src 'nonce-[^']+' 'strict-dynamic';/);
  await expect(page.getByText("This console is open to everybody", { exact: true })).toBeVisible();
  await page.getByRole("link", { name: "Instant against external", exact: true }).click();
  await expect(page).toHaveURL(REPORT);
  await expect(page.getByRole("heading", { name: "Instant against external", exact: true, level: 1 })).toBeVisible();
  await expect(page.getByRole("heading", { name: /^Verdict: / })).toBeVisible();
  await expectUsable(page, "a report on few or none");
});

test("an order is listed with what was paid for it, found by its number, and told from its payment on", async ({
  page,
  request,
}) => {
  const session = await ready(request);
  const payment_data = { token: `tok_sandbox_ok_${session.id}`, provider: "stripe" };
  await tool(request, "complete_checkout", { checkout_session_id: session.id, buyer: ADA, payment_data });
  const view = await expectOneOrder(request, session.id);
  const number = view.order?.order_number ?? "no order";
  await page.goto("/console");
  await expect(page.getByRole("heading", { name: /^Instant is (not )?stopped$/, level: 2 })).toBeVisible();
  await page.getByRole("link", { name: "Orders", exact: true }).click();
  await expect(page.getByRole("heading", { name: "Orders", exact: true, level: 1 })).toBeVisible();
  await expectUsable(page, "orders");
  await page.getByLabel("Number", { exact: true }).fill(number);
  await page.getByRole("button", { name: "Find", exact: true }).click();
  await expect(page.getByRole("heading", { name: new RegExp(`^Order ${number}`), level: 1 })).toBeVisible();
  await expect(page.getByText(`Paid: ${totalText(view)}, instant`, { exact: true })).toBeVisible();
  await expect(page.getByText(ADA.email)).toHaveCount(0);
  await expectUsable(page, "an order in the console");
  await page.goto("/console/orders?order=T-NONE-NONE");
  await expect(page.getByText("There is no order “T-NONE-NONE”.", { exact: true })).toBeVisible();
  expect((await request.get("/console/orders/T-NONE-NONE")).status()).toBe(404);
});

test("no page and no file is there for an experiment or a phase that is none", async ({ request }) => {
  for (const address of [
    "/console/experiments/none",
    `${REPORT}?phase=none`,
    `${REPORT}/report.json?phase=none`,
    "/console/experiments/none/figures.csv",
  ])
    expect((await request.get(address)).status(), address).toBe(404);
});

test("programs get the report as JSON and the counts as CSV, and nothing keeps them", async ({ request }) => {
  const report = await request.get(`${REPORT}/report.json`);
  expect(report.headers()).toMatchObject({ "content-type": "application/json", "cache-control": "no-store" });
  expect(await report.json()).toMatchObject({ experiment: "checkout-route", verdict: { kind: expect.any(String) } });
  const figures = await request.get(`${REPORT}/figures.csv`);
  expect(figures.headers()).toMatchObject({
    "content-type": "text/csv; charset=utf-8",
    "cache-control": "no-store",
    "content-disposition": 'attachment; filename="checkout-route-figures.csv"',
  });
  expect(await figures.text()).toMatch(/^day,arm,dimension,value,assigned,shown,/);
});

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("the calculator answers, and says what is wrong with which field", async ({ page }) => {
    await page.goto(REPORT);
    await page.getByRole("heading", { name: "How long would it take?", exact: true }).click();
    const field = (label: string) => page.getByLabel(label, { exact: true });
    const power = field("Chance to find the effect (power), %");
    await field("External paid conversion, %").fill("10");
    await field("Smallest effect worth finding, points").fill("2");
    await field("Eligible shoppers a day").fill("400");
    await page.getByRole("button", { name: "Calculate", exact: true }).click();
    await expect(page).toHaveURL(/#calculator$/);
    await expect(page.getByText("7,678 shoppers", { exact: true })).toBeVisible();
    await expect(page.getByText("20 days", { exact: true })).toBeVisible();
    await power.fill("much");
    await page.getByRole("button", { name: "Calculate", exact: true }).click();
    await expect(page.getByRole("alert")).toHaveText("One field needs another number.");
    await expect(power).toHaveAccessibleDescription(/Write a number from 50 to 99\.9/);
    await expect(field("External paid conversion, %")).toHaveValue("10");
  });
});

test("why purchases took their route is a page of its own, of a seller and of some days, and names a seller that is none", async ({
  page,
}) => {
  await page.goto("/console");
  await page.getByRole("link", { name: "Routes", exact: true }).click();
  await expect(page.getByRole("heading", { name: "Routes", exact: true, level: 1 })).toBeVisible();
  await expectUsable(page, "routes");
  await page.goto("/console/routes?seller=fernwehh");
  await expect(page.getByText('There is no seller "fernwehh". Did you mean', { exact: false })).toBeVisible();
  for (const search of ["from=0001-01-01&to=9999-12-31", "from=2026-11-09&to=2026-11-02", "from=x"]) {
    const answer = await page.goto(`/console/routes?${search}`);
    expect(answer?.status(), search).toBe(200);
  }
});
