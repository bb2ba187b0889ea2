import type { SessionId } from "../../ids.ts";
import type { Capture } from "../../orders/capture.ts";
import type { StoreTransaction } from "../../store/store.ts";
import type { PaymentProof } from "../payment/record-outcome.ts";

/** `known`: the session's payments in our books, where the outcome is one. */
type TakenUp = { readonly outcome: PaymentProof["outcome"]; readonly known: readonly Capture[] };

const isUnmatched = ({ use }: Capture): boolean => use === "unmatched" || use === "kept";

/**
 * An attempt that our books had lost may be made again, because its name is the next one of its session, and then the
 * provider reports the payment that was listed as unmatched: the attempt takes it up. When it is being given back, the
 * attempt has come to nothing and is voided, so that the session can be paid.
 */
export async function withUnmatched(
  transaction: StoreTransaction,
  sessionId: SessionId,
  outcome: PaymentProof["outcome"],
): Promise<TakenUp> {
  if (outcome.kind !== "captured") return { outcome, known: [] };
  const known = await transaction.captures(sessionId);
  const find = (captures: readonly Capture[]) =>
    captures.find((one) => one.reference === outcome.reference && isUnmatched(one));
  const listed = find(known);
  if (listed === undefined) return { outcome, known };
  await transaction.lockCapture(listed.provider, listed.reference);
  await transaction.resolveUnmatched(listed, "record");
  const after = await transaction.captures(sessionId);
  return { outcome: find(after) === undefined ? outcome : { kind: "voided" }, known: after };
}
