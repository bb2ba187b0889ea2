import { test as base } from "@playwright/test";
import { startFixedShop, type FixedShop } from "../../gallery/fixed-shop.ts";

/** Tests against a shop of their own, empty and with a clock that always starts at the same moment. */
export const test = base.extend<object, { shop: FixedShop }>({
  shop: [
    // Playwright reads the names of fixtures from this pattern.
    // oxlint-disable-next-line no-empty-pattern
    async ({}, provide) => {
      const shop = await startFixedShop();
      await provide(shop);
      await shop.stop();
    },
    { scope: "worker", timeout: 6 * 60_000 },
  ],
  baseURL: async ({ shop }, provide) => provide(shop.url),
});
