import { sql } from "drizzle-orm";
import { rowsOf, sendText, type OpenDatabase } from "../database.ts";

/** Any number that nothing else locks. */
const CLAIM_LOCK = 7_480_213;
/**
 * An instance that stops in the middle of a claim, because its process or its network does, keeps all others waiting for the
 * lock. Postgres ends its session after so long; what it claimed is then claimed by another. A claim takes milliseconds.
 */
const CLAIM_WITHIN = "2s";
/** Notifications that come within so long are one look: claiming and settling cost as much for one job as for ten. */
const NOTIFIED_TOGETHER_MS = 50;

type Send = (text: string, values?: readonly unknown[]) => Promise<{ rows: Record<string, unknown>[] }>;

/** Claims jobs by statements that `claim` sends, in a transaction; all instances do so one after another. */
export function claimInTurn<Jobs>(
  { database, kind }: Pick<OpenDatabase, "database" | "kind">,
  claim: (send: Send) => Promise<Jobs>,
): Promise<Jobs> {
  return database.transaction(async (transaction) => {
    // Of the embedded database there is one instance, whose transactions wait for each other.
    if (kind !== "pglite")
      await rowsOf(
        transaction,
        sql`select set_config('idle_in_transaction_session_timeout', ${CLAIM_WITHIN}, true), pg_advisory_xact_lock(${CLAIM_LOCK})`,
      );
    return claim((text, values = []) => sendText(transaction, text, values));
  });
}

type Listen = (
  channel: string,
  onNotification: (queue: string) => void,
  onReconnect: () => void,
) => Promise<{ close(): Promise<void> }>;

/**
 * Notifies of new jobs by the connection on which the queue listens for its own workers, before it starts. `isListening` is false
 * where that connection could not be made, and then a queue has to be looked at. It may be lost for a while; once it is back,
 * every queue counts as notified.
 */
export function jobNotifications(connection: { listen?: Listen }) {
  const listen = connection.listen?.bind(connection);
  const state = { isListening: false, on: (_queue: string | null): void => undefined };
  const together = notifiedTogether();
  if (listen !== undefined)
    connection.listen = async (channel, onNotification, onReconnect) => {
      const handle = await listen(
        channel,
        (queue) => {
          together(queue, onNotification);
          state.on(queue);
        },
        () => {
          onReconnect();
          state.on(null);
        },
      );
      state.isListening = true;
      return handle;
    };
  return {
    isListening: () => state.isListening,
    /** Calls `notify` for each notification of this queue, from now on. */
    subscribe(queue: string, notify: () => void): void {
      state.on = (named) => {
        if (named === null || named === queue) notify();
      };
    },
  };
}

/** Passes a queue's notifications on, those that come within a moment as one. */
function notifiedTogether() {
  const coming = new Set<string>();
  return (queue: string, notify: (queue: string) => void): void => {
    if (coming.has(queue)) return;
    coming.add(queue);
    setTimeout(() => {
      coming.delete(queue);
      notify(queue);
    }, NOTIFIED_TOGETHER_MS).unref();
  };
}
