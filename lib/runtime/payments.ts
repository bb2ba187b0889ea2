import { join } from "node:path";
import type { Config } from "../config/config.ts";
import type { PaymentConfig } from "../config/payment.ts";
import type { KeyState, PaymentProvider } from "../payments/provider.ts";
import { SandboxBank } from "../payments/sandbox/bank.ts";
import { createSandboxProvider } from "../payments/sandbox/provider.ts";
import { createStripeProvider } from "../payments/stripe/provider.ts";
import { newId, readOrMakeSecret } from "./secrets.ts";

/** The present provider, those of earlier accounts, and the sandbox bank behind one of them, not started yet, or null. */
type Payments = {
  readonly provider: PaymentProvider;
  readonly earlierProviders: readonly PaymentProvider[];
  readonly bank: SandboxBank | null;
};
type Opened = { readonly provider: PaymentProvider; readonly bank: SandboxBank | null };

/** Opens the payment provider that the settings name, and those that they named before and keep. */
export function openPayments(
  config: Config,
  now: () => Date,
  installationId: string,
  onKeyChange: OnKeyChange,
): Payments {
  const open = (payment: PaymentConfig) => openOne(config, payment, now, installationId, onKeyChange);
  const present = open(config.payment);
  const earlier = config.earlierPayments.map(open);
  return {
    provider: present.provider,
    earlierProviders: earlier.map(({ provider }) => provider),
    bank: [present, ...earlier].find(({ bank }) => bank !== null)?.bank ?? null,
  };
}

type OnKeyChange = (provider: string, state: KeyState) => void;

function openOne(
  config: Config,
  payment: PaymentConfig,
  now: () => Date,
  installationId: string,
  onKeyChange: OnKeyChange,
): Opened {
  switch (payment.kind) {
    case "stripe":
      return {
        provider: createStripeProvider({
          ...payment,
          publicUrl: config.publicUrl,
          installationId,
          now,
          onKeyChange: (state) => onKeyChange(payment.kind, state),
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
    webhookUrl: `http://127.0.0.1:${config.port}/api/webhooks/sandbox`,
    webhookSecret: secret,
    publicUrl: config.publicUrl,
    now,
    newReference: () => newId("evt").replace("evt_", "sbx_"),
  });
  const provider = createSandboxProvider({ bank, webhookSecrets: [secret], now, mode: "test" });
  return { provider, bank };
}
