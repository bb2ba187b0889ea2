import { likelySpellings } from "../../catalog/search/spelling.ts";
import { sellerId, type SellerId } from "../../ids.ts";
import type { Operator } from "../../purchase/operator.ts";
import type { Seller } from "../../sellers/record.ts";

/** A line of a list that was asked for one seller. `nearest`: ids that are written much like it, at most three. */
export type UnknownSeller = {
  readonly type: "no_such_seller";
  readonly id: string;
  readonly nearest: readonly string[];
};

const PAGE = 200;

/** A seller without anything to list may be one whose id was mistyped; null: they have a record or products, or all were meant. */
export async function unknownSeller(operator: Operator, of: string | null): Promise<UnknownSeller | null> {
  if (of === null || (await operator.seller(sellerId(of))) !== null) return null;
  if ((await operator.sellerNames([sellerId(of)])).size > 0) return null;
  return { type: "no_such_seller", id: of, nearest: await nearestSellers(operator, of) };
}

async function nearestSellers(operator: Operator, wanted: string): Promise<readonly string[]> {
  const nearest: string[] = [];
  for (let after: SellerId | null = null; ;) {
    const page: readonly Seller[] = await operator.sellerPage({ after, state: null, sellers: null, limit: PAGE });
    const ids = page.map(({ id }) => String(id));
    nearest.push(...likelySpellings(wanted, ids), ...ids.filter((id) => id.startsWith(wanted)));
    after = page.at(-1)?.id ?? null;
    if (page.length < PAGE) return [...new Set(nearest)].slice(0, 3);
  }
}
