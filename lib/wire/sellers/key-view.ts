import { z } from "zod";
import type { OrderAction, SellerKey } from "../../sellers/key.ts";
import { IN_OUR_WORDS } from "../input-problems.ts";
import { problemsOf, type BodyReading } from "../orders/requests.ts";
import { keyActions } from "./key-actions.ts";
import { reason } from "./requests.ts";

/** A seller's key as the API and `npm run sellers` show it; never its secret. */
export type SellerKeyView = {
  readonly id: string;
  readonly seller_id: string;
  readonly actions: readonly OrderAction[];
  readonly why: string;
  readonly created_at: string;
  /** The name of the key with which it was created; null: by command. */
  readonly created_by: string | null;
  /** The last day in UTC; null: never. */
  readonly last_used_on: string | null;
  readonly revoked_at: string | null;
};

export const sellerKeyView = (key: SellerKey): SellerKeyView => ({
  id: key.id,
  seller_id: key.sellerId,
  actions: key.actions,
  why: key.why,
  created_at: key.createdAt.toISOString(),
  created_by: key.createdBy,
  last_used_on: key.lastUsedOn,
  revoked_at: key.revokedAt?.toISOString() ?? null,
});

const keyBody = z.strictObject({ actions: keyActions, why: reason });

/** Reads the body of `POST /api/sellers/{id}/keys`. */
export function readKeyBody(json: unknown): BodyReading<z.infer<typeof keyBody>> {
  const read = keyBody.safeParse(json, IN_OUR_WORDS);
  return read.success ? { kind: "read", value: read.data } : { kind: "invalid", problems: problemsOf(read.error) };
}
