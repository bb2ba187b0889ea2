import { join } from "node:path";
import type { Config } from "../config/config.ts";
import type { PaymentProvider } from "../payments/provider.ts";
import { SandboxBank } from "../payments/sandbox/bank.ts";
import { createSandboxProvider } from "../payments/sandbox/provider.ts";
import { createStripeProvider } from "../payments/stripe/provider.ts";
import { newId, readOrMakeSecret } from "./secrets.ts";

/** The payment service that the settings name. `bank` is the sandbox bank behind it, not started yet, or null. */
export function openPayments(config: Config, now: () => Date): { provider: PaymentProvider; bank: SandboxBank | null } {
  if (config.stripe !== null)
    return { provider: createStripeProvider({ ...config.stripe, mode: config.paymentMode, now }), bank: null };
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
