import { spawn, type ChildProcess } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test, type APIRequestContext } from "@playwright/test";
import { freePort } from "../fixtures/free-port.ts";
import { expectUsable, expectUsableWhenSmall } from "./usable-page.ts";
import { startStripeDouble, type StripeDouble } from "../stripe-double/start.ts";

const KEY = "a-key-of-the-merchants-own-tools";
const SECRET = "whsec_browser_tests";

let double: StripeDouble;
let server: ChildProcess;
let folder: string;
let shop: string;

// One server of its own is enough for this file.
test.describe.configure({ mode: "default" });

/** A second server over the same build, because the one of the other tests has the sandbox bank and no plans. */
test.beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "plans-"));
  const port = await freePort();
  shop = `http://localhost:${port}`;
  double = await startStripeDouble({ webhook: { url: `${shop}/api/webhooks/stripe`, secret: SECRET } });
  server = spawn(process.execPath, ["node_modules/next/dist/bin/next", "start", "--port", String(port)], {
    stdio: ["ignore", "ignore", "inherit"],
    env: {
      ...process.env,
      PORT: String(port),
      DATA_DIR: folder,
      LOG_LEVEL: "warn",
      PAYMENT_PROVIDER: "stripe",
      STRIPE_SECRET_KEY: "sk_test_browser",
      STRIPE_WEBHOOK_SECRET: SECRET,
      STRIPE_API_URL: double.url,
      PLANS_FILE: "config/plans.example.json",
      ENTITLEMENTS_API_KEY: KEY,
    },
  });
  await expect(async () => expect((await fetch(`${shop}/readyz`)).ok).toBe(true)).toPass({ timeout: 110_000 });
});

test.afterAll(async () => {
  const ended = new Promise<void>((resolve) => void server.once("exit", () => resolve()));
  server.kill("SIGTERM");
  await ended;
  await double.stop();
  rmSync(folder, { recursive: true, force: true });
});

const ask = (request: APIRequestContext, holder: string, authorization = `Bearer ${KEY}`) =>
  request.get(`${shop}/api/entitlements/${holder}`, { headers: { authorization } });

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("a plan is subscribed to, and the merchant's tools can ask for it", async ({ page, request }) => {
    await page.goto(`${shop}/plans/trail-maps?holder=user-1`);
    await expect(page.getByRole("heading", { name: "$4.90 per month", exact: true })).toBeVisible();
    await page.getByLabel("E-mail", { exact: true }).fill("ada@example.com");
    await page.getByRole("button", { name: "Subscribe", exact: true }).click();
    await page.getByRole("button", { name: "Pay", exact: true }).click();
    await expect(page.getByRole("heading", { name: "Thank you. You are subscribed.", exact: true })).toBeVisible();
    await expect(page).toHaveURL(/\/plans\/trail-maps\/done(\?|$)/);
    const answer = await ask(request, "user-1");
    expect(answer.headers()["cache-control"]).toBe("no-store");
    const told = (await answer.json()) as { entitlements: Record<string, unknown>[] };
    expect(told.entitlements).toEqual([
      { name: "maps", plan: "trail-maps", status: "active", paid_until: expect.any(String) },
    ]);
    await page.goto(`${shop}/plans/trail-maps?holder=user-1`);
    await page.getByLabel("E-mail", { exact: true }).fill("ada@example.com");
    await page.getByRole("button", { name: "Subscribe", exact: true }).click();
    await expect(page.getByRole("alert")).toContainText("Nothing was charged");
    await expect(page.getByRole("button", { name: "Subscribe", exact: true })).toHaveCount(0);
    expect((await double.control.ledger()).charges).toHaveLength(1);
  });

  test("an address that is none is reported to the buyer", async ({ page }) => {
    await page.goto(`${shop}/plans/trail-maps`);
    // The browser would say it itself, and send nothing.
    await page.locator("form", { has: page.getByLabel("E-mail", { exact: true }) }).evaluate((form) => {
      form.setAttribute("novalidate", "");
    });
    await page.getByLabel("E-mail", { exact: true }).fill("ada");
    await page.getByRole("button", { name: "Subscribe", exact: true }).click();
    await expect(page.getByText("Enter an e-mail address like name@example.com.", { exact: true })).toBeVisible();
  });
});

test("a plan's page can be used by everybody, with a problem too, on a small screen and with large text", async ({
  page,
}) => {
  await page.goto(`${shop}/plans/trail-maps`);
  await expectUsable(page, "plan");
  // The browser would say it itself, and send nothing.
  await page.locator("form", { has: page.getByLabel("E-mail", { exact: true }) }).evaluate((form) => {
    form.setAttribute("novalidate", "");
  });
  await page.getByLabel("E-mail", { exact: true }).fill("ada");
  await page.getByRole("button", { name: "Subscribe", exact: true }).click();
  await expect(page.getByText("Enter an e-mail address like name@example.com.")).toBeVisible();
  await expectUsableWhenSmall(page, "plan with a problem");
});

test.describe("in Arabic", () => {
  test.use({ locale: "ar" });

  test("the merchant's words about a plan keep their own direction, so that their full stop stays at their end", async ({
    page,
  }) => {
    await page.goto(`${shop}/plans/trail-maps`);
    await expect(page.locator("html")).toHaveAttribute("dir", "rtl");
    const words = page.locator("bdi").filter({ hasText: /\.$/ });
    await expect(words).toHaveText("All maps, with new ones every month.");
    expect(await words.evaluate((one) => getComputedStyle(one).unicodeBidi)).toBe("isolate");
    await expect(page.getByRole("heading", { level: 1 }).locator("bdi")).toHaveText("Trail maps");
  });
});

test("nobody asks without the key, and nothing but a holder is asked for", async ({ request }) => {
  for (const wrong of ["", KEY, `Bearer ${KEY}x`, `bearer ${KEY}`])
    expect((await ask(request, "user-2", wrong)).status(), wrong).toBe(401);
  expect((await ask(request, "ada@example.com")).status()).toBe(400);
  expect(await (await ask(request, createHash("sha256").update("x").digest("hex"))).json()).toEqual({
    entitlements: [],
  });
});

test("there are no plans and no entitlements where they are not switched on, and no unknown plan", async ({
  request,
}) => {
  for (const place of ["/plans/trail-maps", "/plans/trail-maps/done", "/api/entitlements/user-1"])
    expect((await request.get(place)).status(), place).toBe(404);
  for (const place of ["/plans/none", "/plans/trail-maps/done?entitlement=ent_none", "/plans/trail-maps/done"])
    expect((await request.get(`${shop}${place}`)).status(), place).toBe(404);
});
