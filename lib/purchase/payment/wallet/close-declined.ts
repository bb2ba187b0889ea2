import { askProvider } from "../../ask-provider.ts";
import type { PurchaseContext } from "../../context.ts";
import type { PaymentProof } from "../record-outcome.ts";
import { isWallet } from "./is-wallet.ts";

/**
 * A declined payment of a wallet may stay open at the provider, where whoever saw its secret could still confirm it: it ends
 * there as it has ended here. Where that fails it is as safe as before, because what is paid later is orphaned and given back.
 * A webhook does not wait for it.
 */
export async function closeDeclined(
  context: PurchaseContext,
  { attemptId, outcome, event }: PaymentProof,
): Promise<void> {
  if (outcome.kind !== "declined") return;
  const close = async () => {
    const attempt = await context.store.attempt(attemptId);
    if (attempt === null || !isWallet(attempt)) return;
    const asked = { call: "voidAttempt", attemptId, sessionId: attempt.sessionId } as const;
    await askProvider(context, asked, () => context.provider.voidAttempt(attempt));
  };
  const closing = close().catch((error: unknown) =>
    context.report({
      level: "error",
      message: "a declined payment may still be open at the provider",
      fields: { attemptId },
      error,
    }),
  );
  if (event === undefined) await closing;
}
