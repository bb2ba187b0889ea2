import type { SellerId } from "../ids.ts";

/** One turn of our own kill switch, beside the flag `instant-checkout-kill`; the latest turn of a scope holds. */
export type KillSwitchEntry = {
  /** Null: all sellers. */
  readonly sellerId: SellerId | null;
  readonly isOn: boolean;
  readonly why: string;
  readonly occurredAt: Date;
};
