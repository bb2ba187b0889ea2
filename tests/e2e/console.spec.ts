import { expect, test } from "@playwright/test";
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
