import type { SellerId } from "../../ids.ts";
import type { ImportTarget } from "../import-feed.ts";

/** What one import writes to. `end`: it writes nothing more, and its sellers' products may come in by another. */
export type TurnTarget = ImportTarget & { end(): void };

/**
 * A catalogue that several imports write to at once, each through a target of its own: a batch at a time, in the order in which
 * they ask. An import asks for its next batch when the one before is written, so each gets every n-th turn however long its
 * file is. A seller's products come in by one import at a time: an older file that ends later would bring old prices back, so
 * the import that meets a seller second fails, before it has written anything of theirs.
 */
export function inTurns(catalog: ImportTarget): () => TurnTarget {
  const importing = new Map<SellerId, TurnTarget>();
  let last: Promise<unknown> = Promise.resolve();
  const next = <Value>(write: () => Promise<Value>): Promise<Value> => {
    const written = last.then(write);
    // The turn of the next one does not depend on how this one ended.
    last = written.catch(() => undefined);
    return written;
  };
  return () => {
    const claim = (seller: SellerId): void => {
      const other = importing.get(seller) ?? target;
      if (other !== target) throw new Error(`another import of the seller ${seller} is running; wait for its end`);
      importing.set(seller, target);
    };
    const target: TurnTarget = {
      idsOfSeller: (...query) => catalog.idsOfSeller(...query),
      async upsert(batch, ...rest) {
        for (const { sellerId } of batch) claim(sellerId);
        return next(() => catalog.upsert(batch, ...rest));
      },
      noteGrowth: (written) => next(() => catalog.noteGrowth(written)),
      withdraw: (...ids) => next(() => catalog.withdraw(...ids)),
      end() {
        for (const [seller, holder] of importing) if (holder === target) importing.delete(seller);
      },
    };
    return target;
  };
}
