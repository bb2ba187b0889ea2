import type { SellerId } from "../../ids.ts";
import type { AuditEntry } from "../../store/audit-store.ts";
import type { StoreTransaction } from "../../store/store.ts";
import type { SellerCaller } from "./caller.ts";

/** Writes down what was done about a seller, and with which key; `caller` null: the server did it by itself. */
export const noteAct = (
  transaction: StoreTransaction,
  act: { readonly id: SellerId; readonly caller: SellerCaller | null },
  occurredAt: Date,
  entry: Pick<AuditEntry, "action" | "why" | "details">,
): Promise<void> =>
  transaction.insertAuditEntry({
    ...entry,
    occurredAt,
    actor: act.caller?.by ?? "server",
    subject: act.id,
    details: { ...entry.details, ...(act.caller?.by === "orders_api" ? { key: act.caller.keyName } : {}) },
  });
