import type { Capture } from "../../orders/capture.ts";
import { contextAt, contextWith, platformOf } from "../accounts.ts";
import type { PurchaseContext } from "../context.ts";

/** The context in which transfers of a payment are asked for: they are the platform's, also of one at a seller's own account. */
export async function platformAt(context: PurchaseContext, capture: Capture): Promise<PurchaseContext | null> {
  const own = await contextAt(context, capture);
  if (own === null || own.provider.transfers !== null) return own;
  const platform = await platformOf(context, capture, context.store);
  return platform === null ? own : contextWith(context, platform);
}
