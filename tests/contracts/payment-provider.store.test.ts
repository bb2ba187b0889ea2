import { paymentProviderContract } from "./payment-provider.ts";
import { paymentRefundContract } from "./payment-refunds.ts";
import { paymentWebhookContract } from "./payment-webhooks.ts";
import { openSandboxBench } from "./sandbox-bench.ts";

for (const contract of [paymentProviderContract, paymentRefundContract, paymentWebhookContract])
  contract("the sandbox bank", async () => openSandboxBench());
