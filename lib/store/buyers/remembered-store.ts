import type { Address, Buyer } from "../../checkout/session.ts";
import type { SellerId, ShopperId } from "../../ids.ts";

/** Who had details remembered, and by which seller: nobody else is given them. */
export type RememberedBy = { readonly sellerId: SellerId; readonly shopperId: ShopperId };

/** What a shopper wants to find filled in next time. `buyer` is null where no e-mail address was given. */
export type RememberedDetails = { readonly address: Address; readonly buyer: Buyer | null };

/** Details that shoppers had remembered (docs/privacy.md). Part of the port in lib/store/store.ts. */
export interface RememberedReads {
  /** All that have an e-mail address, in a fixed order, from the `offset`-th on. */
  rememberedEmails(offset: number, limit: number): Promise<readonly (RememberedBy & { readonly email: string })[]>;
  /** The rows as the database has them, for their buyer to read. */
  heldRemembered(by: RememberedBy): Promise<readonly unknown[]>;
}

export interface RememberedWrites {
  /** Replaces what was remembered; a buyer that is not given stays. */
  remember(by: RememberedBy, details: RememberedDetails, now: Date): Promise<void>;
  /** They were used again: the time until they expire begins again. */
  markRememberedUsed(by: RememberedBy, now: Date): Promise<void>;
  /** Answers how many there were. With a null seller: by all sellers. */
  forgetRemembered(shopperId: ShopperId, sellerId: SellerId | null): Promise<number>;
  /** Deletes what was last used before a moment; answers how many. */
  forgetRememberedBefore(usedBefore: Date, limit: number): Promise<number>;
}
