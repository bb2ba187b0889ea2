import type { SellerId } from "../../ids.ts";

/** Who asks. A key that is limited to sellers is a seller's. */
export type SellerCaller =
  | { readonly by: "command" }
  | { readonly by: "orders_api"; readonly keyName: string; readonly sellers: readonly SellerId[] | null };

/** A seller with a key of their own. */
export const isSellers = (caller: SellerCaller): boolean => caller.by === "orders_api" && caller.sellers !== null;
/** Whether the caller may know of a seller at all. */
export const mayName = (caller: SellerCaller, id: SellerId): boolean =>
  caller.by === "command" || caller.sellers === null || caller.sellers.includes(id);
