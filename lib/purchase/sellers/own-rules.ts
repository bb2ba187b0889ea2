import { NO_OWN_RULES, type OwnRules } from "../../checkout/shop-rules.ts";
import type { SellerId } from "../../ids.ts";
import type { Seller } from "../../sellers/record.ts";

export type OwnRulesOf = Pick<Seller, "id" | "revision" | "delivery" | "taxes">;
/** Reads rules as they were written; null where this release cannot: nothing is sold by rules that nobody can read. */
export type ReadOwnRules = (seller: SellerId, written: Pick<Seller, "delivery" | "taxes">) => OwnRules | null;

/** So many rules stay read at once, some 20 MB, of whichever sellers were asked about last. */
const MAX_KEPT_RULES = 20_000;

/** Reads a seller's rules once for each revision. A seller without rules costs nothing. */
export function keptRules(read: ReadOwnRules, maxKept = MAX_KEPT_RULES): (seller: OwnRulesOf) => OwnRules | null {
  const kept = new Map<SellerId, { readonly revision: number; readonly rules: OwnRules | null }>();
  let size = 0;
  const forget = (id: SellerId) => {
    const known = kept.get(id);
    if (known !== undefined) size -= sizeOf(known.rules);
    kept.delete(id);
  };
  return (seller) => {
    if (seller.delivery.length === 0 && seller.taxes.length === 0) return NO_OWN_RULES;
    const { id, revision } = seller;
    const known = kept.get(id);
    const rules = known?.revision === revision ? known.rules : read(id, seller);
    forget(id);
    kept.set(id, { revision, rules });
    size += sizeOf(rules);
    for (const oldest of kept.keys()) {
      if (size <= maxKept || oldest === id) break;
      forget(oldest);
    }
    return rules;
  };
}

/** That rules cannot be read is kept as one. */
const sizeOf = (rules: OwnRules | null): number => (rules === null ? 1 : rules.shipping.length + rules.taxes.length);
