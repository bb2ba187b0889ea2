import type { KeyState } from "../key-health.ts";

export type StripeOptions = {
  readonly mode: "test" | "live";
  readonly secretKey: string;
  /** Where this shop is reached, without a slash at the end. */
  readonly publicUrl: string;
  /** The ones that may sign a webhook, for rotation. */
  readonly webhookSecrets: readonly string[];
  /** Our profile in Stripe's network, which delegated tokens are made for; null: none are charged. */
  readonly networkId: string | null;
  /** For the form on our own page; null: Stripe's page is used. */
  readonly publishableKey: string | null;
  /** Another address than Stripe's, for tests; null: Stripe itself. */
  readonly apiUrl: string | null;
  /** One request; what the buyer waits for is this three times, with pauses, when nothing answers. */
  readonly timeoutMs?: number;
  /** In the metadata of all that is made, so that another installation on the account is told apart. */
  readonly installationId?: string;
  readonly now: () => Date;
  /** Called once when Stripe begins to refuse the key, and once when it accepts it again. */
  readonly onKeyChange?: (state: KeyState) => void;
  /** Called once when this machine's clock is more than a minute ahead of Stripe's, or behind (below 0), and once with 0 after. */
  readonly onClockChange?: (offMs: number) => void;
  /** Whether pages offer what is paid days later: bank debits, vouchers, bank transfers. Unless given, as the account has it. */
  readonly offersDelayedMethods?: boolean;
  /** The ones that may sign a webhook about sellers' accounts, which Stripe sends to an endpoint of its own. */
  readonly connectWebhookSecrets?: readonly string[];
  /** A `destination` charge is settled in the seller's country, under the seller's name. */
  readonly isOnBehalfOfSeller?: boolean;
};
