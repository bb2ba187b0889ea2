import type { SellerGate, FeedSellerStatus } from "../../catalog/imports/seller-gate.ts";
import type { SellerId } from "../../ids.ts";
import { fileFieldsOf, notSelling, sellerOf, type FileSeller } from "../../sellers/record.ts";
import type { Store } from "../../store/store.ts";
import { newSeller, toStore } from "./records.ts";

export const FROM_FEED = ["accept", "approve", "refuse"] as const;
/** What becomes of a seller that a feed names and nobody knows: they sell, they wait for approval, or their rows are rejected. */
export type FromFeed = (typeof FROM_FEED)[number];

/** `isDry`: nothing is stored, and the answer is what it would be. */
export function feedGate(parts: {
  readonly store: Pick<Store, "sellerRecords" | "transaction">;
  readonly file: readonly FileSeller[];
  readonly fromFeed: FromFeed;
  readonly now: () => Date;
  readonly isDry?: boolean;
}): SellerGate {
  const { store, file, fromFeed, now } = parts;
  return {
    async meet(met) {
      const ids = met.map(({ id }) => id);
      const known = new Map((await store.sellerRecords(ids)).map((one) => [one.id, one]));
      const unknown = met.filter(({ id }) => !known.has(id));
      const made = unknown.flatMap(({ id }) => {
        const isNamed = fileFieldsOf(file, id) !== null;
        if (fromFeed === "refuse" && !isNamed) return [];
        const waits = fromFeed === "approve" && !isNamed;
        const from = { state: waits ? "onboarding" : "active", why: "", origin: "feed", given: {} } as const;
        return [toStore(newSeller(id, from, now()), file)];
      });
      if (parts.isDry !== true && made.length > 0)
        await store.transaction(async (transaction) => {
          const added = await transaction.insertSellers(made);
          for (const { id, state } of made)
            if (added.has(id))
              await transaction.insertAuditEntry({
                occurredAt: now(),
                action: "seller_added",
                actor: "server",
                subject: id,
                why: null,
                details: { state },
              });
        });
      const statuses = [...known.values(), ...made].map((one): [SellerId, FeedSellerStatus] => [
        one.id,
        notSelling(sellerOf(one, file)) ?? "sells",
      ]);
      return new Map<SellerId, FeedSellerStatus>([...unknown.map(({ id }) => [id, "refused"] as const), ...statuses]);
    },
  };
}
