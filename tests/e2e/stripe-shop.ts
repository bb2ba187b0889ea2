import { spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test as base } from "@playwright/test";
import { freePort } from "../fixtures/free-port.ts";
import { startStripeDouble, type StripeDoubleControl } from "../stripe-double/start.ts";

type StripeShop = { readonly url: string; readonly control: StripeDoubleControl };

/** Tests against a shop of their own that is paid through Stripe's double, beside the one with the sandbox bank. It uses the build that is there. */
export const test = base.extend<object, { shop: StripeShop }>({
  shop: [
    async ({ playwright }, provide) => {
      const url = `http://localhost:${await freePort()}`;
      const secret = "whsec_browser";
      const double = await startStripeDouble({ webhook: { url: `${url}/api/webhooks/stripe`, secret } });
      const folder = await mkdtemp(join(tmpdir(), "tillswitch-e2e-stripe-"));
      const server = spawn(process.execPath, ["scripts/boot.ts", "serve"], {
        stdio: ["ignore", "ignore", "inherit"],
        env: {
          ...process.env,
          PORT: new URL(url).port,
          DATA_DIR: folder,
          LOG_LEVEL: "warn",
          PAYMENT_PROVIDER: "stripe",
          STRIPE_SECRET_KEY: "sk_test_browser",
          STRIPE_PUBLISHABLE_KEY: "pk_test_browser",
          STRIPE_WEBHOOK_SECRET: secret,
          STRIPE_NETWORK_ID: "profile_test_browser",
          STRIPE_API_URL: double.url,
        },
      });
      const ended = new Promise((resolve) => server.once("exit", resolve));
      try {
        const request = await playwright.request.newContext();
        await expect(async () => expect(await request.get(`${url}/readyz`)).toBeOK()).toPass({ timeout: 120_000 });
        await request.dispose();
        await provide({ url, control: double.control });
      } finally {
        server.kill("SIGTERM");
        await ended;
        await double.stop();
        await rm(folder, { recursive: true, force: true });
      }
    },
    { scope: "worker", timeout: 6 * 60_000 },
  ],
  baseURL: async ({ shop }, provide) => provide(shop.url),
});
