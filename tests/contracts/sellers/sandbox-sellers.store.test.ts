import { paymentProviderContract } from "../payment-provider.ts";
import { paymentRefundContract } from "../payment-refunds.ts";
import { paymentWebhookContract } from "../payment-webhooks.ts";
import { accountContract } from "./account-promises.ts";
import { openSandboxSellerBench } from "./sandbox-seller-bench.ts";
import { splitContract } from "./split-promises.ts";
import { transferContract } from "./transfer-promises.ts";

for (const contract of [transferContract, splitContract, accountContract])
  contract("the sandbox bank", async () => openSandboxSellerBench());

// A seller's own account is a payment provider like any other.
for (const contract of [paymentProviderContract, paymentRefundContract, paymentWebhookContract])
  contract("a seller's account at the sandbox bank", async () => {
    const bench = openSandboxSellerBench();
    return { ...bench.at(await bench.account("able", "own_charges")), close: () => bench.close() };
  });
