import { NO_OWN_RULES, type OwnRules } from "../../checkout/shop-rules.ts";
import type { SellerId } from "../../ids.ts";
import type { Seller } from "../../sellers/record.ts";

export type OwnRulesOf = Pick<Seller, "id" | "revision" | "delivery" | "taxes">;
/** Reads rules as they were written; throws where they are none. */
export type ReadOwnRules = (seller: SellerId, written: Pick<Seller, "delivery" | "taxes">) => OwnRules;

/** So many rules stay read at once, some 20 MB, of whichever sellers were asked about last. */
const MAX_KEPT_RULES = 20_000;

/** Reads a seller's rules once for each revision. A seller without rules costs nothing. */
export function keptRules(read: ReadOwnRules, maxKept = MAX_KEPT_RULES): (seller: OwnRulesOf) => OwnRules {
  const kept = new Map<SellerId, { readonly revision: number; readonly rules: OwnRules }>();
  let size = 0;
  const forget = (id: SellerId) => {
    const { rules } = kept.get(id) ?? { rules: NO_OWN_RULES };
    size -= sizeOf(rules);
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

const sizeOf = ({ shipping, taxes }: OwnRules): number => shipping.length + taxes.length;
