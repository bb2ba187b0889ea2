import type { SessionId } from "../../ids.ts";
import type { Capture } from "../../store/store.ts";
import type { PurchaseContext } from "../context.ts";
import { finishRefund } from "./refund-payment.ts";

/** The one refund of a stray payment; the same key however often it is tried. */
export const strayRefundKey = (capture: Pick<Capture, "reference">): string => `${capture.reference}:refund`;

/** Gives the strays of a session back. What the payment service leaves open is tried again by the refund's job. */
export async function refundStrays(context: PurchaseContext, id: SessionId): Promise<void> {
  for (const capture of await context.store.captures(id)) {
    if (capture.use === "stray") await finishRefund(context, strayRefundKey(capture));
  }
}
