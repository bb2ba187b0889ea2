import type Stripe from "stripe";
import type { PaymentProvider } from "../../provider.ts";
import type { InstallationMark } from "../metadata.ts";
import type { SplitContext } from "../connect/split.ts";
import { walletButtons, walletSources } from "./buttons.ts";
import { chargeWallet } from "./charge-wallet.ts";

type Wallets = Pick<PaymentProvider, "walletButtons" | "walletSources" | "chargeWallet">;

/** The port's members for wallets; all null without a publishable key, which the buttons are drawn with. */
export function stripeWallets(
  stripe: Stripe,
  options: {
    readonly publishableKey: string | null;
    readonly apiUrl: string | null;
    readonly now: () => Date;
    readonly mark: InstallationMark;
    readonly at: SplitContext;
  },
): Wallets {
  const { publishableKey, apiUrl, now } = options;
  if (publishableKey === null) return { walletButtons: null, walletSources: null, chargeWallet: null };
  return {
    walletButtons: (amount, rates = []) =>
      walletButtons(amount, { publishableKey, apiUrl, account: options.at.account, rates }),
    walletSources: walletSources(apiUrl),
    chargeWallet: (charge) => chargeWallet(stripe, charge, now, options),
  };
}
