import { z } from "zod";
import { ORDER_ACTIONS, type OrderAction, type SellerKey } from "../../sellers/key.ts";
import { IN_OUR_WORDS } from "../input-problems.ts";
import { problemsOf, type BodyReading } from "../orders/requests.ts";
import { reason } from "./requests.ts";

/** A seller's key as the API and `npm run sellers` show it; never its secret. */
export type SellerKeyView = {
  readonly id: string;
  readonly seller_id: string;
  readonly actions: readonly OrderAction[];
  readonly why: string;
  readonly made_at: string;
  /** The name of the key with which it was made; null: by command. */
  readonly made_by: string | null;
  /** The last day in UTC; null: never. */
  readonly last_used_on: string | null;
  readonly revoked_at: string | null;
};

export const sellerKeyView = (key: SellerKey): SellerKeyView => ({
  id: key.id,
  seller_id: key.sellerId,
  actions: key.actions,
  why: key.why,
  made_at: key.madeAt.toISOString(),
  made_by: key.madeBy,
  last_used_on: key.lastUsedOn,
  revoked_at: key.revokedAt?.toISOString() ?? null,
});

const keyActions = z
  .array(z.enum(ORDER_ACTIONS, { error: `must be one of ${ORDER_ACTIONS.join(", ")}` }))
  .min(1)
  .max(10);
const keyBody = z.strictObject({ actions: keyActions, why: reason });

/** Reads the body of `POST /api/sellers/{id}/keys`. */
export function readKeyBody(json: unknown): BodyReading<z.infer<typeof keyBody>> {
  const read = keyBody.safeParse(json, IN_OUR_WORDS);
  return read.success ? { kind: "read", value: read.data } : { kind: "invalid", problems: problemsOf(read.error) };
}
