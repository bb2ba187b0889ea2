import type { SessionId } from "../../ids.ts";
import type { DeclineReason } from "../../payments/provider.ts";
import type { StoredAttempt } from "../../store/store.ts";
import type { PurchaseContext } from "../context.ts";

/** `failedAt`: when it became known, which for a bank debit is days after the buyer left the page. */
export type FailedPayment = { readonly reason: DeclineReason; readonly failedAt: Date };

/**
 * The last payment that a buyer made on the payment page, when it failed and nothing came after it. Such a buyer saw the
 * page end well: a bank debit fails days later. Accepts every state; null when there is none, and once the session is paid.
 */
export async function failedPayment({ store }: PurchaseContext, id: SessionId): Promise<FailedPayment | null> {
  return failureOf((await store.attempts(id)).at(-1));
}

/** The same of a session whose last attempt is known. */
export function failureOf(last: StoredAttempt | null | undefined): FailedPayment | null {
  if (last?.route !== "external" || last.outcome.kind !== "declined" || last.settledAt === null) return null;
  return { reason: last.outcome.reason, failedAt: last.settledAt };
}
