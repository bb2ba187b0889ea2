import type { SellerId, ShopperId } from "../ids.ts";
import type { BreakerTransition, InstantTally } from "../routing/instant-breaker.ts";
import type { PauseHistory } from "../routing/interruption.ts";
import type { KillSwitchEntry } from "../routing/kill-switch.ts";

/** What the database says about instant at one seller, or at all, for one shopper. */
export type InstantPauseState = {
  /** Our own kill switch is on, for the seller or for all. */
  readonly switchedOff: boolean;
  /** The latest change of the breaker; null when there was none. */
  readonly breaker: BreakerTransition | null;
  /** The breaker of all sellers is open or half open. */
  readonly allPaused: boolean;
  readonly tally: InstantTally;
  /** While the breaker is half open: how many shoppers are let through, and whether this one is among them. */
  readonly trials: { readonly taken: number; readonly hasOne: boolean };
};

/** What the store knows of the kill switch and the breaker. Part of the port in lib/store/store.ts. */
export interface PauseReads {
  /** One question to the database; null: of all sellers. Sessions count from `since` on, at most the latest `most`. */
  instantPauseState(
    sellerId: SellerId | null,
    shopper: ShopperId | null,
    window: { readonly since: Date; readonly most: number },
  ): Promise<InstantPauseState>;
  switchedOff(sellerId: SellerId): Promise<boolean>;
  /** The entry that applies, for all and for each seller that ever had one; first the one for all. */
  killSwitches(): Promise<readonly KillSwitchEntry[]>;
  /** The latest change of every breaker that ever had one, by seller; first the one of all. */
  breakers(): Promise<readonly BreakerTransition[]>;
  /** All changes of the kill switch and the breakers, and the hours since `from` in which the kill flag kept shoppers from instant. */
  pauseHistory(from: Date): Promise<PauseHistory>;
}

export interface PauseWrites {
  insertKillSwitchEntry(turn: KillSwitchEntry): Promise<void>;
  /** False when the breaker has a change of this number already: somebody else was first. */
  insertBreakerTransition(step: BreakerTransition): Promise<boolean>;
  /** Lets a shopper through the half open breaker of change `n`, once; false when `most` are let through already. */
  takeTrial(sellerId: SellerId | null, n: number, shopper: ShopperId, most: number, now: Date): Promise<boolean>;
}
