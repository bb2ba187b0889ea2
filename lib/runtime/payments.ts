import { join } from "node:path";
import type { Config } from "../config/config.ts";
import type { PaymentConfig } from "../config/payment.ts";
import type { KeyState } from "../payments/key-health.ts";
import type { PaymentProvider } from "../payments/provider.ts";
import { SandboxBank } from "../payments/sandbox/bank.ts";
import { createSandboxProvider } from "../payments/sandbox/provider.ts";
import { createStripeProvider } from "../payments/stripe/provider.ts";
import { invariant } from "../invariant.ts";
import type { PurchaseContext } from "../purchase/context.ts";
import { checkMoneyModel } from "./sellers/marketplace.ts";
import { watchedProvider } from "./watch/provider.ts";
import { newId, readOrMakeSecret } from "./secrets.ts";

/** The present provider, those of earlier accounts, and the sandbox bank behind one of them, not started yet, or null. */
type Payments = {
  readonly provider: PaymentProvider;
  readonly earlierProviders: readonly PaymentProvider[];
  readonly bank: SandboxBank | null;
} & Pick<PurchaseContext, "marketplace">;
type Opened = { readonly provider: PaymentProvider; readonly bank: SandboxBank | null };

/** What a provider of this process reports: changes of its key, and of its clock's distance from ours. */
type Reports = { readonly onKeyChange: (state: KeyState) => void; readonly onClockChange: (offMs: number) => void };
type ReportsOf = (provider: string) => Reports;

/** Opens the payment provider that the settings name, and those that they named before and keep. */
export function openPayments(config: Config, now: () => Date, installationId: string, reportsOf: ReportsOf): Payments {
  const open = (payment: PaymentConfig) => openOne(config, payment, now, { installationId, reportsOf });
  const opened = [config.payment, ...config.earlierPayments].map(open);
  const [present, ...earlier] = opened.map(({ provider }) => watchedProvider(provider));
  invariant(present !== undefined, "there is a payment provider");
  checkMoneyModel(config.marketplace, present, config.plansFile !== null);
  return {
    provider: present,
    earlierProviders: earlier,
    bank: opened.find(({ bank }) => bank !== null)?.bank ?? null,
    // A tax service books a sale as a whole, and so cannot say later whose tax went back (docs/decisions/0079).
    marketplace: {
      ...config.marketplace,
      hasSeveralSellers: config.marketplace.model === "separate" && config.tax.provider === "table",
    },
  };
}

function openOne(
  config: Config,
  payment: PaymentConfig,
  now: () => Date,
  { installationId, reportsOf }: { readonly installationId: string; readonly reportsOf: ReportsOf },
): Opened {
  switch (payment.kind) {
    case "stripe":
      return {
        provider: createStripeProvider({
          ...payment,
          publicUrl: config.publicUrl,
          installationId,
          now,
          ...reportsOf(payment.kind),
        }),
        bank: null,
      };
    case "sandbox":
      return openSandbox(config, now);
  }
}

function openSandbox(config: Config, now: () => Date): Opened {
  const secret = readOrMakeSecret(config.dataDir, "sandbox-webhook-secret");
  const bank = new SandboxBank({
    file: join(/* turbopackIgnore: true */ config.dataDir, "sandbox-bank.sqlite"),
    webhookUrl: `${config.listen.ownUrl}/api/webhooks/sandbox`,
    webhookSecret: secret,
    publicUrl: config.publicUrl,
    now,
    newReference: () => newId("evt").replace("evt_", "sbx_"),
  });
  const provider = createSandboxProvider({ bank, webhookSecrets: [secret], now, mode: "test" });
  return { provider, bank };
}
