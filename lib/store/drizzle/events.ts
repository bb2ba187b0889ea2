import { and, asc, eq, type InferSelectModel } from "drizzle-orm";
import { attemptId } from "../../ids.ts";
import type { PaymentEvent } from "../../payments/provider.ts";
import { allGiven, writtenOnce } from "./connection/written-once.ts";
import { behind, isStorable, type Database } from "./database.ts";
import { providerEvents } from "./schema/provider-event.ts";
import type { StoredEvent, StoreReads, StoreTransaction } from "../store.ts";

const named = (provider: string, eventId: string) =>
  and(eq(providerEvents.provider, provider), eq(providerEvents.eventId, eventId));

const insertEvent = writtenOnce((database) =>
  database
    .insert(providerEvents)
    .values(allGiven(providerEvents))
    .onConflictDoNothing()
    .returning({ eventId: providerEvents.eventId }),
);

/** The events of the payment providers, each once. */
export function eventReadsOn(database: Database): Pick<StoreReads, "event" | "parkedEvents"> {
  return {
    async event(provider, eventId) {
      if (!isStorable(eventId)) return null;
      const [row] = await database.select().from(providerEvents).where(named(provider, eventId)).limit(1);
      return row === undefined ? null : eventFromRow(row);
    },
    async parkedEvents(limit, after = null) {
      const { receivedAt, provider, eventId } = providerEvents;
      const rows = await database
        .select()
        .from(providerEvents)
        .where(
          and(
            eq(providerEvents.state, "parked"),
            behind([receivedAt, provider, eventId], after && [after.receivedAt, after.provider, after.event.id]),
          ),
        )
        .orderBy(asc(receivedAt), asc(provider), asc(eventId))
        .limit(limit);
      return rows.map(eventFromRow);
    },
  };
}

export function eventWritesOn(database: Database): Pick<StoreTransaction, "insertEvent" | "markEventApplied"> {
  return {
    async insertEvent({ provider, event, state, receivedAt }) {
      const { id: eventId, attemptId: attempt, reference, outcome } = event;
      const row = { provider, eventId, attemptId: attempt, reference, outcome, state, receivedAt };
      return (await insertEvent(database, row)).length === 1;
    },
    async markEventApplied(provider, eventId) {
      await database.update(providerEvents).set({ state: "applied" }).where(named(provider, eventId));
    },
  };
}

function eventFromRow(row: InferSelectModel<typeof providerEvents>): StoredEvent {
  return {
    provider: row.provider,
    state: row.state === "parked" ? "parked" : "applied",
    receivedAt: row.receivedAt,
    event: {
      id: row.eventId,
      attemptId: row.attemptId === null ? null : attemptId(row.attemptId),
      reference: row.reference,
      outcome: outcomeFromStored(row.outcome, row.reference),
    },
  };
}

/** Earlier releases stored what an event said of a refund; now it only says that the refunds are to be read. */
function outcomeFromStored(stored: unknown, reference: string | null): PaymentEvent["outcome"] {
  const kind = typeof stored === "object" && stored !== null && "kind" in stored ? stored.kind : null;
  if (kind === "refunded" || kind === "refund_failed")
    return { kind: "refunds_changed", reference: reference ?? "", isOurs: true };
  return stored as PaymentEvent["outcome"];
}
