import type { Money } from "../../money.ts";

export type DiscountRule = {
  readonly code: string;
  readonly title: string;
  readonly effect:
    | { readonly kind: "percent"; readonly perMillion: number }
    | { readonly kind: "amount"; readonly amounts: readonly Money[] };
  /** The subtotal it needs, per currency; a currency without an entry needs none. */
  readonly minimums: readonly Money[];
  readonly expiresAt: Date | null;
  readonly usageLimit: number | null;
  /** Counts beside other codes, when they may be combined too. */
  readonly isCombinable: boolean;
};
