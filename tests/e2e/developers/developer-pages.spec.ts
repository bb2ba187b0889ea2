import { expect, test } from "@playwright/test";

const PAGES = ["/try", "/console", "/console/experiments/checkout-route", "/sandbox-bank/ledger"];
const PASSED_ON = [{ "x-forwarded-for": "203.0.113.9" }, { forwarded: "for=127.0.0.1" }, { host: "shop.example.com" }];

test("pages for developers are shown on this machine and to nobody whom a proxy passes on", async ({ request }) => {
  for (const page of PAGES) {
    expect((await request.get(page)).status(), page).toBe(200);
    for (const headers of PASSED_ON)
      expect((await request.get(page, { headers })).status(), `${page} with ${JSON.stringify(headers)}`).toBe(404);
  }
});

test("the start page shows others the shop's policies and nothing about the installation", async ({ request }) => {
  expect(await (await request.get("/")).text()).toMatch(/DATA_DIR[^]*PAYMENT_PROVIDER/);
  const shown = await (await request.get("/", { headers: { "x-forwarded-for": "203.0.113.9" } })).text();
  expect(shown).toContain("/policies/terms");
  expect(shown).not.toMatch(/PGlite|DATA_DIR|PAYMENT_PROVIDER|Unleash|\/try|\/mcp/);
});
