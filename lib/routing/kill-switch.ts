import type { MerchantId } from "../ids.ts";

/** One turn of our own kill switch, beside the flag `instant-checkout-kill`; the latest turn of a scope holds. */
export type KillTurn = {
  /** Null: all sellers. */
  readonly merchantId: MerchantId | null;
  readonly isOn: boolean;
  readonly why: string;
  readonly at: Date;
};
