import type { SessionId } from "../ids.ts";
import type { Capture } from "../store/store.ts";
import type { PurchaseContext } from "./context.ts";

/**
 * Gives the strays of a session back. Safe to repeat: the refund's key comes from the payment's reference. What the
 * payment service refuses or leaves open stays listed and is tried again at the next look.
 */
export async function refundStray(context: PurchaseContext, id: SessionId): Promise<void> {
  const strays = (await context.store.captures(id)).filter(
    (capture) => capture.use === "stray" && capture.refundedAt === null,
  );
  for (const stray of strays) await refundCapture(context, stray);
}

export async function refundCapture(context: PurchaseContext, stray: Capture): Promise<void> {
  const { kind } = await context.provider.refund({
    reference: stray.reference,
    amount: stray.amount,
    key: `${stray.reference}:refund`,
  });
  if (kind === "done" || kind === "accepted")
    await context.store.transaction((transaction) => transaction.markRefunded(stray.reference, context.now()));
  else
    context.report(
      new Error(`refund ${kind}`),
      `stray payment ${stray.reference} of session ${stray.sessionId} is not refunded yet`,
    );
}
