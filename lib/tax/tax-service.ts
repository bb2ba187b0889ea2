import type { TaxQuote } from "../checkout/taxes/quote.ts";
import type { PricedBasket } from "../checkout/totals.ts";
import type { Money } from "../money.ts";
import type { Unknown } from "../payments/failure.ts";

/**
 * What a quote becomes. `place_refused`: the address is not exact enough to tax by. `inactive`: the account at the service
 * is not set up. `unknown`: no answer that can be used.
 */
export type QuoteOutcome =
  | { readonly kind: "quoted"; readonly quote: TaxQuote }
  | { readonly kind: "place_refused" }
  | { readonly kind: "inactive"; readonly requestId: string | null }
  | Unknown;

/** A line of an order as the service knows it. */
export type BookedLine = { readonly lineId: string; readonly bookedId: string };

/**
 * What a booking becomes. `not_kept`: the service keeps no books. `known`: its reference was used before, so it is booked,
 * and under which id is not known any more. `refused`: for good.
 */
export type BookingOutcome =
  | { readonly kind: "booked"; readonly id: string; readonly lines: readonly BookedLine[] }
  | { readonly kind: "not_kept" }
  | { readonly kind: "known" }
  | { readonly kind: "refused"; readonly why: string }
  | Unknown;

/** A part that is given back: what of it is tax, and the rest or, where the price contains its tax, all of it. */
export type ReversedPart = { readonly amount: Money; readonly tax: Money };

/** By line where it is known what was given back for, otherwise an amount with its tax that is spread over what is left. */
export type ReversalShape =
  | {
      readonly kind: "lines";
      readonly lines: readonly (ReversedPart & { readonly bookedId: string; readonly lineId: string })[];
      readonly shipping: ReversedPart | null;
    }
  | { readonly kind: "flat"; readonly amount: Money };

/** What is known of the service beside its answers, for `/readyz` and the log. */
export type TaxHealth = {
  readonly trouble: { readonly since: Date; readonly what: string } | null;
  /** Where it answered that the seller has no registration, since this process started. */
  readonly notCollectedIn: readonly string[];
};

/**
 * Who says what the tax is, and keeps the books of it. Adapters: lib/tax/table.ts, and a folder for each service. Bookings
 * are repeated with the same `reference` until they are answered; a reference is booked once for ever.
 */
export interface TaxService {
  readonly name: string;
  /** Accepts a basket whose address is known. */
  quote(basket: PricedBasket): Promise<QuoteOutcome>;
  /** Books a paid sale by its quote. */
  record(sale: { readonly calculationId: string; readonly reference: string }): Promise<BookingOutcome>;
  /** Books money that was given back against the booked sale `bookedId`. */
  reverse(reversal: {
    readonly bookedId: string;
    readonly reference: string;
    readonly shape: ReversalShape;
  }): Promise<BookingOutcome>;
  /** Takes a booked reversal back, whose refund was not carried out. */
  undo(undoing: { readonly reversalId: string; readonly reference: string }): Promise<BookingOutcome>;
  health(): TaxHealth;
}
