import {
  changeListing,
  type Listing,
  type ListingChange,
  type ListingPart,
  type ListingProblem,
} from "../../catalog/listing.ts";
import { versionView } from "../../catalog/version.ts";
import type { ProductId, SellerId } from "../../ids.ts";
import type { StoreTransaction } from "../../store/store.ts";
import type { PurchaseContext } from "../context.ts";
import { isKeyValid } from "../sellers/caller.ts";

export type ChangeProductRequest = {
  readonly productId: ProductId;
  /** A product of any other seller is not found; null: all sellers. */
  readonly sellers: readonly SellerId[] | null;
  readonly change: ListingChange;
  /** The key that asks for it, for the audit trail. */
  readonly keyName: string;
};

export type ChangeProductOutcome =
  | { readonly kind: "changed" | "unchanged"; readonly listing: Listing }
  /** `listing` is what stands there, later in `parts`. */
  | { readonly kind: "outdated"; readonly parts: readonly ListingPart[]; readonly listing: Listing }
  | { readonly kind: "refused"; readonly problem: ListingProblem }
  | { readonly kind: "not_found" };

/** Changes of one transaction: sales of their products wait for it. */
const BATCH = 100;

/**
 * Changes price, availability or count of a product between feeds, and writes it into the audit trail in the same
 * transaction. Sales wait for it and count from what it sets. Which version wins: docs/decisions/0039.
 */
export function changeProduct(context: PurchaseContext, request: ChangeProductRequest): Promise<ChangeProductOutcome> {
  return context.store.transaction(async (transaction) => {
    // The key may be revoked while this waits.
    await transaction.lockListing(request.productId);
    return (await isKeyValid(transaction, request.keyName))
      ? changeIn(context, transaction, request)
      : { kind: "not_found" };
  });
}

/**
 * Makes many changes in their order, each by itself: one that is refused or outdated keeps no other. They share
 * transactions, 100 in each. When one throws, the changes of the transactions before it stand; sent again, they change
 * nothing.
 */
export async function changeProducts(
  context: PurchaseContext,
  requests: readonly ChangeProductRequest[],
): Promise<readonly ChangeProductOutcome[]> {
  const outcomes: ChangeProductOutcome[] = [];
  for (let start = 0; start < requests.length; start += BATCH) {
    const batch = requests.slice(start, start + BATCH);
    const made = await context.store.transaction(async (transaction) => {
      // All at once and in the database's order, as sales lock them: neither waits for the other in a circle.
      await transaction.lockProducts(batch.map(({ productId }) => productId));
      const valid = new Set<string>();
      for (const name of new Set(batch.map(({ keyName }) => keyName)))
        if (await isKeyValid(transaction, name)) valid.add(name);
      const ofBatch: ChangeProductOutcome[] = [];
      for (const request of batch)
        ofBatch.push(
          valid.has(request.keyName) ? await changeIn(context, transaction, request) : { kind: "not_found" },
        );
      return ofBatch;
    });
    outcomes.push(...made);
  }
  return outcomes;
}

async function changeIn(
  context: PurchaseContext,
  transaction: StoreTransaction,
  { productId, sellers, change, keyName }: ChangeProductRequest,
): Promise<ChangeProductOutcome> {
  const before = await transaction.lockListing(productId);
  if (before === null || (sellers !== null && !sellers.includes(before.product.sellerId))) return { kind: "not_found" };
  const result = changeListing(before, change);
  if (result.kind === "refused") return result;
  if (result.kind !== "changed") return { ...result, listing: before };
  const { listing, parts } = result;
  const occurredAt = context.now();
  await transaction.saveListing(listing, parts, occurredAt);
  const act = { occurredAt, action: "product_changed", actor: "orders_api", subject: productId, why: null } as const;
  const details = { key: keyName, version: versionView(change.version), ...changesIn(before, listing, parts) };
  await transaction.insertAuditEntry({ ...act, details });
  return { kind: "changed", listing };
}

/** What stood there and what stands there now, of the parts that were changed. */
function changesIn(before: Listing, after: Listing, parts: readonly ListingPart[]): Record<string, string> {
  const values: Readonly<Record<ListingPart, (listing: Listing) => string>> = {
    price: ({ product: { price, salePrice } }) =>
      `${price.amountMinor}${salePrice === null ? "" : `, sale ${salePrice.amountMinor}`} ${price.currency}`,
    availability: ({ product }) => product.availability,
    stock: ({ product }) => (product.stockOnHand === null ? "not counted" : String(product.stockOnHand)),
  };
  return Object.fromEntries(parts.map((part) => [part, `${values[part](before)} → ${values[part](after)}`]));
}
