/** A product's units: on hand, and what other sessions hold of them. */
export type Shelf = {
  readonly onHand: number;
  /** Held by payments that are being made. */
  readonly running: number;
  /** Held by pages that nobody has paid yet. */
  readonly pages: number;
};

export type StockHold =
  | { readonly kind: "held"; readonly units: number }
  | { readonly kind: "out_of_stock"; readonly left: number }
  /** Enough is there, and may be free again within minutes. */
  | { readonly kind: "held_by_others" };

/**
 * How many of `wanted` units a session may hold. A payment that is being made holds what it needs. Unpaid pages together
 * hold at most `maxPagesPerMillion` of what is on hand, rounded up; a page alone may buy more than that, and holds that much.
 */
export function holdOf(wanted: number, isPage: boolean, shelf: Shelf, maxPagesPerMillion: number): StockHold {
  const left = shelf.onHand - shelf.running;
  if (wanted > left) return { kind: "out_of_stock", left: Math.max(0, left) };
  if (wanted > left - shelf.pages) return { kind: "held_by_others" };
  if (!isPage) return { kind: "held", units: wanted };
  const bound = Math.ceil((shelf.onHand * maxPagesPerMillion) / 1_000_000);
  if (shelf.pages > 0 && shelf.pages + wanted > bound) return { kind: "held_by_others" };
  return { kind: "held", units: Math.min(wanted, bound) };
}
