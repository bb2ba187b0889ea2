import { movementNeedsPerson, type Movement } from "../../orders/transfers/transfer.ts";
import { csvRecord } from "../csv/record.ts";

/**
 * A transfer to a seller, or what is taken back from one, that has not happened yet. `due_at`: when it is asked for next; null:
 * when something else has happened first, or never, and then `needs_person` is true.
 */
export function openMovementView(movement: Movement) {
  const { key, kind, sellerId, state, amount, reference, sessionId, causeKind, reason, createdAt, dueAt } = movement;
  return {
    seller_id: sellerId,
    kind,
    state,
    amount_minor: amount.amountMinor,
    currency: amount.currency,
    payment: reference,
    checkout_session_id: sessionId,
    cause: causeKind,
    reason,
    created_at: createdAt.toISOString(),
    due_at: dueAt?.toISOString() ?? null,
    needs_person: movementNeedsPerson(movement),
    key,
  };
}
export type OpenMovementView = ReturnType<typeof openMovementView>;

const COLUMNS = [
  "seller_id",
  "kind",
  "state",
  "amount_minor",
  "currency",
  "payment",
  "checkout_session_id",
  "cause",
  "reason",
  "created_at",
  "due_at",
  "needs_person",
  "key",
] as const satisfies readonly (keyof OpenMovementView)[];

export const openMovementsCsvHeader: string = csvRecord(COLUMNS);

export const openMovementCsv = (view: OpenMovementView): string =>
  csvRecord(COLUMNS.map((column) => String(view[column] ?? "")));
