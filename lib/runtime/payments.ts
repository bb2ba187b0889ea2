import { join } from "node:path";
import type { Config } from "../config/config.ts";
import type { KeyState, PaymentProvider } from "../payments/provider.ts";
import { SandboxBank } from "../payments/sandbox/bank.ts";
import { createSandboxProvider } from "../payments/sandbox/provider.ts";
import { createStripeProvider } from "../payments/stripe/provider.ts";
import { newId, readOrMakeSecret } from "./secrets.ts";

/** A payment provider; `bank` is the sandbox bank behind it, not started yet, or null. */
type Payments = { readonly provider: PaymentProvider; readonly bank: SandboxBank | null };

/** Opens the payment provider that the settings name. */
export function openPayments(config: Config, now: () => Date, onKeyChange: (state: KeyState) => void): Payments {
  const { payment } = config;
  switch (payment.kind) {
    case "stripe":
      return {
        provider: createStripeProvider({ ...payment, publicUrl: config.publicUrl, now, onKeyChange }),
        bank: null,
      };
    case "sandbox":
      return openSandbox(config, now);
  }
}

function openSandbox(config: Config, now: () => Date): Payments {
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
