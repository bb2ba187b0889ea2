import type { SellerId } from "../ids.ts";

/** One entry of our own kill switch, beside the flag `instant-checkout-kill`; the latest entry of a scope applies. */
export type KillSwitchEntry = {
  /** Null: all sellers. */
  readonly sellerId: SellerId | null;
  readonly isOn: boolean;
  readonly why: string;
  readonly occurredAt: Date;
};
