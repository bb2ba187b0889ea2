import { NO_OWN_RULES, type OwnRules } from "../../checkout/shop-rules.ts";
import type { SellerId } from "../../ids.ts";
import type { Seller } from "../../sellers/record.ts";

export type OwnRulesOf = Pick<Seller, "id" | "revision" | "delivery" | "taxes">;
/** Reads rules as they were written; null where this release cannot: nothing is sold by rules that nobody can read. */
export type ReadOwnRules = (seller: SellerId, written: Pick<Seller, "delivery" | "taxes">) => OwnRules | null;

/** Rules that were written in so many characters stay read at once, some 20 MB, of whichever sellers were asked about last. */
const MAX_KEPT_LENGTH = 3_000_000;

/**
 * Reads a seller's rules once for each revision. What is kept is bounded by how long it was written, because one rule may name
 * thousands of postal codes. A seller without rules costs nothing.
 */
export function keptRules(read: ReadOwnRules, maxLength = MAX_KEPT_LENGTH): (seller: OwnRulesOf) => OwnRules | null {
  const kept = new Map<SellerId, Kept>();
  let length = 0;
  const forget = (id: SellerId) => {
    length -= kept.get(id)?.length ?? 0;
    kept.delete(id);
  };
  return (seller) => {
    if (seller.delivery.length === 0 && seller.taxes.length === 0) return NO_OWN_RULES;
    const { id, revision } = seller;
    const known = kept.get(id);
    const now = known?.revision === revision ? known : { revision, rules: read(id, seller), length: lengthOf(seller) };
    forget(id);
    kept.set(id, now);
    length += now.length;
    for (const oldest of kept.keys()) {
      if (length <= maxLength || oldest === id) break;
      forget(oldest);
    }
    return now.rules;
  };
}

type Kept = { readonly revision: number; readonly rules: OwnRules | null; readonly length: number };

const lengthOf = ({ delivery, taxes }: OwnRulesOf): number => JSON.stringify([delivery, taxes]).length;
