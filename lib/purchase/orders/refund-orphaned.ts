import type { SessionId } from "../../ids.ts";
import type { Capture } from "../../orders/capture.ts";
import type { PurchaseContext } from "../context.ts";
import { finishRefund } from "./refund-payment.ts";

/** The one refund of an orphaned payment; the same key however often it is tried. */
export const orphanedRefundKey = (capture: Pick<Capture, "reference">): string => `${capture.reference}:refund`;

/** Gives the orphaned payments of a session back. What the payment service leaves open is tried again by the refund's job. */
export async function refundOrphaned(context: PurchaseContext, id: SessionId): Promise<void> {
  for (const capture of await context.store.captures(id)) {
    if (capture.use === "orphaned") await finishRefund(context, orphanedRefundKey(capture));
  }
}
