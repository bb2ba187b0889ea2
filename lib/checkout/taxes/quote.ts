import type { TaxShare } from "./line.ts";

export type PricesShown = "with_tax" | "without_tax";

/** Who worked a tax out, kept with the session and with its order. */
export type TaxBasis = {
  /** The shop's own table, or a tax service. */
  readonly source: "table" | "service";
  /** The service did not answer, and the table stood in for it. */
  readonly isEstimated: boolean;
  /** The service's own answer; null where the table answered. */
  readonly calculation: TaxCalculation | null;
  /** Places that the service answered with zero for, because the seller has no registration there: "US CA", "DE". */
  readonly notCollectedIn: readonly string[];
  /** No tax is charged, because the company that buys accounts for it. */
  readonly isReverseCharge?: true;
  /** How the seller shows prices in the buyer's country, where that is not how they are priced. The total is the same. */
  readonly pricesShown?: PricesShown;
};

export type TaxCalculation = {
  /** The tax service that made it, and that its sale is booked at. */
  readonly service: string;
  readonly id: string;
  /** Of what was asked, so that the same is not asked again. Empty in an order, where it says nothing any more. */
  readonly digest: string;
  /** Null: never. */
  readonly expiresAt: Date | null;
  /** Why each line, and delivery under an empty id, is taxed as it is, in the service's words. */
  readonly reasons: readonly { readonly lineId: string; readonly reason: string }[];
};

/** What keeps a quote from being one. `place`: the address is not exact enough. `unavailable`: nobody answers. */
export type TaxProblem = "place" | "unavailable";

/** The tax of a basket, by whoever worked it out: each line after its discounts, and each way to deliver. */
export type TaxQuote = {
  readonly lines: readonly { readonly lineId: string; readonly taxes: readonly TaxShare[] }[];
  readonly delivery: readonly { readonly optionId: string; readonly taxes: readonly TaxShare[] }[];
  readonly basis: TaxBasis;
  /** Null for a quote that can be paid. */
  readonly problem: TaxProblem | null;
};

export const BY_TABLE: TaxBasis = { source: "table", isEstimated: false, calculation: null, notCollectedIn: [] };
export const REVERSE_CHARGED: TaxBasis = { ...BY_TABLE, isReverseCharge: true };
const BY_SERVICE: TaxBasis = { ...BY_TABLE, source: "service" };

export const NO_TAX: TaxQuote = { lines: [], delivery: [], basis: BY_TABLE, problem: null };

/** Nothing was asked of a tax service, or nothing came back. */
export const noQuote = (problem: TaxProblem | null): TaxQuote => ({ ...NO_TAX, basis: BY_SERVICE, problem });
