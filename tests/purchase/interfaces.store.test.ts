import { afterAll, beforeAll, expect, it } from "vitest";
import { createExperimentReports } from "#lib/purchase/experiment-reports.ts";
import { createOperator } from "#lib/purchase/operator.ts";
import { createPaymentEvents } from "#lib/purchase/payment-events.ts";
import { createStorefront } from "#lib/purchase/storefront.ts";
import { PLATFORM } from "../fixtures/verbs.ts";
import { openTestShop, type TestShop } from "../fixtures/test-shop.ts";

let shop: TestShop;
beforeAll(async () => {
  shop = await openTestShop();
});
afterAll(() => shop.close());

it("no verb belongs to two interfaces, so a buyer's surface contains no operator's verb", () => {
  const { context } = shop;
  const storefront = (of: typeof context) => createStorefront(of)(PLATFORM);
  const names = [storefront, createPaymentEvents, createOperator, createExperimentReports].flatMap((create) =>
    Object.keys(create(context)),
  );
  expect(new Set(names).size).toBe(names.length);
  expect(Object.keys(createOperator(context))).toContain("refundOrder");
  expect(Object.keys(storefront(context))).not.toContain("refundOrder");
});
