import type { SellerId } from "../../ids.ts";
import type { StoreTransaction } from "../../store/store.ts";

/** Who asks. A key that is limited to sellers is a seller's. */
export type SellerCaller =
  | { readonly by: "command" }
  | { readonly by: "orders_api"; readonly keyName: string; readonly sellers: readonly SellerId[] | null };

/** A seller with a key of their own. */
export const isSellers = (caller: SellerCaller): boolean => caller.by === "orders_api" && caller.sellers !== null;
/** Whether the caller may know of a seller at all. */
export const mayName = (caller: SellerCaller, id: SellerId): boolean =>
  caller.by === "command" || caller.sellers === null || caller.sellers.includes(id);

/**
 * Whether the caller's key is valid when a change is made: it may have been revoked since the call began, and then nothing that
 * it did may be left. Holds making and revoking keys of the seller until the transaction ends.
 */
export async function isStillValid(
  transaction: Pick<StoreTransaction, "lockSellerKeys" | "sellerKey">,
  caller: SellerCaller,
  seller: SellerId,
): Promise<boolean> {
  await transaction.lockSellerKeys(seller);
  return caller.by === "command" || isKeyValid(transaction, caller.keyName);
}

/**
 * The same by the name of a key, without a lock: for acts on orders and products, which the answer to a revocation does not list,
 * so that nobody waits for them. The names of the settings' keys are always valid, and so is a command, which has no key.
 */
export async function isKeyValid(
  store: Pick<StoreTransaction, "sellerKey">,
  keyName: string | undefined,
): Promise<boolean> {
  const key = keyName === undefined ? null : await store.sellerKey(keyName);
  return key === null || key.revokedAt === null;
}
