/** A product's units: on hand, and what other sessions hold of them. */
export type Shelf = {
  readonly onHand: number;
  /** Held by payments that are being made. */
  readonly running: number;
  /** Held by pages that nobody has paid yet. */
  readonly pages: number;
  /** What open pages would take beyond that if they were paid: after their time, or above what they may hold. */
  readonly givingWay: number;
};

export type StockHold =
  | { readonly kind: "held"; readonly units: number }
  | { readonly kind: "out_of_stock"; readonly left: number }
  /** Enough is there, and may be free again within minutes. */
  | { readonly kind: "held_by_others" }
  /** Enough is there once pages that would take this many units can't be paid any more. */
  | { readonly kind: "gives_way"; readonly units: number };

/**
 * How many of `wanted` units a session may hold. A payment that is being made holds what it needs. Unpaid pages together
 * hold at most `maxPagesPerMillion` of what is on hand, rounded up; a page alone may buy more than that, and holds that much.
 * Whatever an open page could still be paid for is not sold to anybody else before that page is closed.
 */
export function holdOf(wanted: number, isPage: boolean, shelf: Shelf, maxPagesPerMillion: number): StockHold {
  const left = shelf.onHand - shelf.running;
  if (wanted > left) return { kind: "out_of_stock", left: Math.max(0, left) };
  const free = left - shelf.pages;
  if (wanted > free) return { kind: "held_by_others" };
  const bound = isPage ? Math.ceil((shelf.onHand * maxPagesPerMillion) / 1_000_000) : wanted;
  if (isPage && shelf.pages > 0 && shelf.pages + wanted > bound) return { kind: "held_by_others" };
  if (wanted > free - shelf.givingWay) return { kind: "gives_way", units: wanted - free + shelf.givingWay };
  return { kind: "held", units: Math.min(wanted, bound) };
}
