import { expect, it } from "vitest";
import { checkMoneyModel, checkSharedAccounts } from "#lib/runtime/sellers/marketplace.ts";
import { MONEY_MODELS, type MoneyModel } from "#lib/sellers/money-model.ts";
import { createStripeProvider } from "#lib/payments/stripe/provider.ts";

const SETTINGS = { model: "separate", provedModel: null, feesOnRefund: "return", mayShareAccounts: false } as const;

const provider = (mode: "test" | "live") =>
  createStripeProvider({
    mode,
    secretKey: `sk_${mode}_of_nobody`,
    publicUrl: "https://shop.example.com",
    webhookSecrets: [],
    networkId: null,
    publishableKey: null,
    apiUrl: null,
    now: () => new Date(),
  });

it("real money is divided by the model that the operator has tried, and every model can be tried in test mode", () => {
  for (const model of MONEY_MODELS) {
    const start = (mode: "test" | "live", provedModel: MoneyModel | null) => () =>
      checkMoneyModel({ ...SETTINGS, model, provedModel }, provider(mode), false);
    expect(start("test", null)).not.toThrow();
    expect(start("live", model)).not.toThrow();
    const other = model === "separate" ? "destination" : "separate";
    for (const proved of [null, other] as const)
      if (model === "platform") expect(start("live", proved)).not.toThrow();
      else expect(start("live", proved)).toThrow(`set MONEY_MODEL_PROVED=${model}`);
  }
});

it("subscriptions are sold by the platform's own money alone, because nothing sends a seller their part of them", () => {
  for (const model of MONEY_MODELS) {
    const start = () => checkMoneyModel({ ...SETTINGS, model }, provider("test"), true);
    if (model === "platform") expect(start).not.toThrow();
    else expect(start).toThrow(`MONEY_MODEL=${model} does not divide subscriptions`);
  }
});

it("two sellers of the shop file are at one account only where the setting allows it", () => {
  const at = (seller: string, account: string | null) => ({ seller, fields: { account } });
  const start =
    (sellers: Parameters<typeof checkSharedAccounts>[1], mayShareAccounts = false) =>
    () =>
      checkSharedAccounts({ ...SETTINGS, mayShareAccounts }, sellers);
  const shared = [at("fernweh", "acct_1"), at("ombra", "acct_2"), at("kumo", "acct_1")];
  expect(start(shared)).toThrow("SHOP_FILE names the account acct_1 for fernweh, kumo");
  expect(start([at("*", "acct_1")])).toThrow("acct_1 for *");
  expect(start(shared, true)).not.toThrow();
  expect(start([at("fernweh", "acct_1"), at("ombra", "acct_2"), at("kumo", null), at("*", null)])).not.toThrow();
});
