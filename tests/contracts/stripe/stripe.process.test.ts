import { afterAll, beforeAll } from "vitest";
import { paymentProviderContract } from "../payment-provider.ts";
import { paymentRefundContract } from "../payment-refunds.ts";
import { paymentWebhookContract } from "../payment-webhooks.ts";
import { openStripeBench, type StripeBench } from "./bench.ts";

let bench: StripeBench;
beforeAll(async () => {
  bench = await openStripeBench();
});
afterAll(() => bench.close());

const shared = async () => ({ ...bench, close: async () => {} });
for (const contract of [paymentProviderContract, paymentRefundContract, paymentWebhookContract])
  contract("Stripe with a page of its own", shared);
paymentProviderContract("Stripe with its form on our page", async () => ({
  ...(await shared()),
  provider: bench.provide({ publishableKey: "pk_test_contract" }),
}));
