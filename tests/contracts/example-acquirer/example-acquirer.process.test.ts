import { expect, it } from "vitest";
import { openExampleAcquirerBench } from "./bench.ts";
import { paymentProviderContract } from "../payment-provider.ts";
import { paymentRefundContract } from "../payment-refunds.ts";
import { paymentWebhookContract } from "../payment-webhooks.ts";

for (const contract of [paymentProviderContract, paymentRefundContract, paymentWebhookContract])
  contract("the example acquirer", () => openExampleAcquirerBench(), {
    money: "later",
    signature: "of_each_item",
    canListPayments: false,
  });

it("the example acquirer is one account: it sends nobody anything, and has no accounts of sellers", async () => {
  const { provider, close } = await openExampleAcquirerBench();
  expect(provider).toMatchObject({ transfers: null, sellerAccounts: null, at: null });
  await close();
});
