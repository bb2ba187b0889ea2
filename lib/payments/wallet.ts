import type { CheckoutSession } from "../checkout/session.ts";
import type { Money } from "../money.ts";
import type { AttemptAtService, ChargeOutcome, EmbeddedForm } from "./provider.ts";

export type WalletCharge = {
  readonly attempt: AttemptAtService;
  readonly session: CheckoutSession;
  /** What the wallet handed to the buyer's browser; the provider knows what it stands for. */
  readonly token: string;
  /** Where the bank's confirmation leads back to. */
  readonly returnUrl: string;
};

/** The calls of a provider whose wallets have buttons on our own page. Both are null where it has none. */
export interface WalletCalls {
  /**
   * What the page needs to draw the buttons for an amount, without asking the provider; null for an amount that they cannot
   * pay. It is of the form that a payment form has: a kind, which names the script, its parameters and their sources.
   */
  readonly walletButtons: ((amount: Money) => EmbeddedForm | null) | null;
  /** Charges what a wallet handed over. The attempt's id is the idempotency key, as for a delegated token. */
  readonly chargeWallet: ((charge: WalletCharge) => Promise<ChargeOutcome>) | null;
}
