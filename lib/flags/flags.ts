import type { MerchantId, SessionId, ShopperId } from "../ids.ts";
import type { Currency } from "../money.ts";
import type { FlagFacts } from "../routing/decide-route.ts";

export type FlagContext = {
  readonly shopperId: ShopperId | null;
  readonly sessionId: SessionId;
  readonly merchantId: MerchantId;
  readonly country: string | null;
  readonly platform: string | null;
  readonly currency: Currency;
};

/** The flags `instant-checkout-kill`, `instant-checkout-beta` and `checkout-route`. Answers from memory, never from the network. */
export interface Flags {
  evaluate(context: FlagContext): FlagFacts;
  /** Where the flags in force came from, for the start page and `/readyz`. */
  source(): { readonly kind: "bootstrap" | "server" | "none"; readonly detail: string };
  close(): Promise<void>;
}
