import type { SessionId } from "../../ids.ts";
import type { Capture } from "../../orders/capture.ts";
import type { StoreTransaction } from "../../store/store.ts";
import type { PaymentProof } from "../payment/record-outcome.ts";

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
): Promise<PaymentProof["outcome"]> {
  if (outcome.kind !== "captured") return outcome;
  const find = async () =>
    (await transaction.captures(sessionId)).find((one) => one.reference === outcome.reference && isUnmatched(one));
  const listed = await find();
  if (listed === undefined) return outcome;
  await transaction.lockCapture(listed.provider, listed.reference);
  await transaction.resolveUnmatched(listed, "record");
  return (await find()) === undefined ? outcome : { kind: "voided" };
}
