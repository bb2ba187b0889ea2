import { join } from "node:path";
import type { Config } from "../config/config.ts";
import type { KeyState, PaymentProvider } from "../payments/provider.ts";
import { SandboxBank } from "../payments/sandbox/bank.ts";
import { createSandboxProvider } from "../payments/sandbox/provider.ts";
import { createStripeProvider } from "../payments/stripe/provider.ts";
import { newId, readOrMakeSecret } from "./secrets.ts";

/** A payment provider; `bank` is the sandbox bank behind it, not started yet, or null. */
type Payments = { readonly provider: PaymentProvider; readonly bank: SandboxBank | null };

/** What a provider of this process reports: changes of its key, and of its clock's distance from ours. */
type Reports = { readonly onKeyChange: (state: KeyState) => void; readonly onClockChange: (offMs: number) => void };

/** Opens the payment provider that the settings name. */
export function openPayments(config: Config, now: () => Date, reports: Reports): Payments {
  const { payment } = config;
  switch (payment.kind) {
    case "stripe":
      return {
        provider: createStripeProvider({ ...payment, publicUrl: config.publicUrl, now, ...reports }),
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
