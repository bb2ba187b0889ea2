import { afterAll, beforeAll } from "vitest";
import { paymentProviderContract } from "../payment-provider.ts";
import { paymentRefundContract } from "../payment-refunds.ts";
import { paymentWebhookContract } from "../payment-webhooks.ts";
import { accountContract } from "./account-promises.ts";
import { splitContract } from "./split-promises.ts";
import { openStripeSellerBench, type StripeSellerBench } from "./stripe-seller-bench.ts";
import { transferContract } from "./transfer-promises.ts";

let bench: StripeSellerBench;
beforeAll(async () => {
  bench = await openStripeSellerBench();
});
afterAll(() => bench.close());

const shared = async () => ({ ...bench, close: async () => undefined });
for (const contract of [transferContract, splitContract, accountContract]) contract("Stripe", shared);

// A seller's own account is a payment provider like any other.
for (const contract of [paymentProviderContract, paymentRefundContract, paymentWebhookContract])
  contract("a seller's account at Stripe", async () => bench.at(await bench.account("able", "own_charges")));
