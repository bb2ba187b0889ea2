import { movementDue } from "../../orders/transfers/transfer-life.ts";
import { isAtProvider, isOpen, mayHaveMoved, type Movement } from "../../orders/transfers/transfer.ts";
import type { StoreTransaction } from "../../store/store.ts";
import type { PurchaseContext } from "../context.ts";
import { decide, type Planned } from "../dry-run.ts";
import { moveMoney } from "./move-money.ts";
import { enqueueMovement } from "./store-transfers.ts";

export const MOVEMENT_ACTS = ["again", "settled"] as const;
export type MovementAct = (typeof MOVEMENT_ACTS)[number];
export type SettleMovementRequest = { readonly key: string; readonly act: MovementAct; readonly why: string };

export type SettleMovementOutcome =
  | { readonly kind: "movement_settled"; readonly movement: Movement }
  /** It is asked for by itself, or has happened. */
  | { readonly kind: "needs_nobody"; readonly state: Movement["state"] }
  | { readonly kind: "no_such_movement" };

/**
 * Ends a transfer or reversal that was refused, or a claim on a seller: asks the provider once more, or notes that it was dealt
 * with outside, after which it counts as done and nobody asks for it. What is more than was sent, no provider can be asked for,
 * and what is being asked for just now has its answer first.
 */
export async function settleMovement(
  context: PurchaseContext,
  request: SettleMovementRequest,
): Promise<SettleMovementOutcome> {
  const decided = await decideMovement(context, request, false);
  if (decided.kind !== "movement_settled" || request.act !== "again") return decided;
  await moveMoney(context, request.key, { isRetry: true });
  const movement = await context.store.movement(request.key);
  return movement === null ? decided : { kind: "movement_settled", movement };
}

/** What {@link settleMovement} would do, decided by the same code and rolled back. */
export async function planMovement(
  context: PurchaseContext,
  request: SettleMovementRequest,
): Promise<Planned | Exclude<SettleMovementOutcome, { kind: "movement_settled" }>> {
  const decided = await decideMovement(context, request, true);
  if (decided.kind !== "movement_settled") return decided;
  const { sellerId, amount, gross } = decided.movement;
  return { kind: "planned", order: null, sellerId, amount, paid: gross, isRepetition: false };
}

function decideMovement(
  context: PurchaseContext,
  { key, act, why }: SettleMovementRequest,
  isDryRun: boolean,
): Promise<SettleMovementOutcome> {
  return decide<SettleMovementOutcome>(context.store, isDryRun, async (transaction) => {
    const found = await transaction.movement(key);
    if (found === null) return { kind: "no_such_movement" };
    await transaction.lockCapture(found.provider, found.reference);
    const movement = (await transaction.movement(key)) ?? found;
    if (!canBeSettled(movement) || (act === "again" && !(await canBeAsked(transaction, movement))))
      return { kind: "needs_nobody", state: movement.state };
    const occurredAt = context.now();
    const next = act === "again" ? { dueAt: occurredAt } : { resolvedAt: occurredAt, dueAt: null };
    await transaction.saveMovement({ ...movement, ...next });
    if (act === "settled") await claimWaiting(context, transaction, { ...movement, ...next });
    await transaction.insertAuditEntry({
      occurredAt,
      action: "transfer_settled",
      actor: "command",
      subject: movement.sellerId,
      why,
      details: {
        how: act,
        amount_minor: movement.amount.amountMinor,
        currency: movement.amount.currency,
        transfer_key: key,
      },
    });
    return { kind: "movement_settled", movement: { ...movement, ...next } };
  });
}

const canBeSettled = (movement: Movement): boolean =>
  (movement.state === "refused" || movement.state === "owed") && isOpen(movement) && !mayHaveMoved(movement);

async function canBeAsked(transaction: StoreTransaction, movement: Movement): Promise<boolean> {
  if (movement.kind === "transfer") return true;
  const transfer = movement.transferKey === null ? null : await transaction.movement(movement.transferKey);
  return transfer?.kind === "transfer" && isAtProvider(transfer);
}

/** What waited for a transfer: the provider takes it back where it has that, else it is a claim on the seller. */
async function claimWaiting(context: PurchaseContext, transaction: StoreTransaction, settled: Movement): Promise<void> {
  if (settled.kind === "reversal") return;
  const now = context.now();
  for (const reversal of await transaction.reversals(settled)) {
    if (reversal.transferKey !== settled.key || reversal.state !== "due" || reversal.dueAt !== null) continue;
    const next = isAtProvider(settled)
      ? { ...reversal, dueAt: movementDue(reversal, now) }
      : ({ ...reversal, state: "owed", settledAt: now } as const);
    await transaction.saveMovement(next);
    await enqueueMovement(transaction, next);
  }
}
