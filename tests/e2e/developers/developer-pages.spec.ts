import { expect, test } from "@playwright/test";
import { ready, shopper, tool } from "../tools.ts";

const PAGES = ["/try", "/console", "/console/experiments/checkout-route", "/sandbox-bank/ledger"];
const PASSED_ON = [{ "x-forwarded-for": "203.0.113.9" }, { forwarded: "for=127.0.0.1" }, { host: "shop.example.com" }];

test("pages for developers are shown on this machine and to nobody whom a proxy passes on", async ({ request }) => {
  for (const page of PAGES) {
    expect((await request.get(page)).status(), page).toBe(200);
    for (const headers of PASSED_ON)
      expect((await request.get(page, { headers })).status(), `${page} with ${JSON.stringify(headers)}`).toBe(404);
  }
});

test("the start page shows what was decided last, what stops instant, commands and the operator's pages", async ({
  page,
  request,
}) => {
  const { id } = await ready(request, shopper("arm-external"));
  const capabilities = { widget: true, request_checkout: true, open_external: true, open_link: false };
  const chosen = await tool<{ reason: string }>(request, "choose_route", { checkout_session_id: id, capabilities });
  expect(chosen.isError, chosen.text).toBe(false);
  await page.goto("/");
  // Other tests decide routes in this shop too, so it may be one of theirs.
  const latest = page.getByRole("region", { name: "Routes decided last", exact: true }).getByRole("listitem");
  await expect(latest.filter({ hasText: /^(instant|external|no route)\w+/ })).not.toHaveCount(0);
  await expect(page.getByRole("region", { name: /^Instant is (not )?stopped$/ })).toBeVisible();
  await expect(page.getByText('npm run kill -- --on --why "the bank is down"', { exact: true })).toBeVisible();
  for (const address of ["/console", "/console/experiments/checkout-route", "/console/disputes", "/try/mail"])
    await expect(page.getByRole("main").locator(`a[href="${address}"]`), address).not.toHaveCount(0);
});

test("the start page shows others the shop's policies and nothing about the installation", async ({ request }) => {
  expect(await (await request.get("/")).text()).toMatch(/DATA_DIR[^]*PAYMENT_PROVIDER/);
  const shown = await (await request.get("/", { headers: { "x-forwarded-for": "203.0.113.9" } })).text();
  expect(shown).toContain("/policies/terms");
  expect(shown).not.toMatch(/PGlite|DATA_DIR|PAYMENT_PROVIDER|Unleash|\/try|\/mcp/);
});
