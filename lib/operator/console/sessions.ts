import type { AuditAction } from "../../store/audit-store.ts";
import type { ConsoleSession } from "../../store/console-store.ts";
import type { Store, StoreTransaction } from "../../store/store.ts";
import { browserName } from "./browser-name.ts";
import type { DerivedKeys } from "./derived-keys.ts";

/** "Last seen" is exact to this. */
const SEEN_EVERY_MS = 60_000;
export const MAX_LISTED = 100;
/** Of a session's id, and of its digest. */
const TOKEN = /^[\w-]{43}$/;

export type ConsoleParts = {
  readonly key: string;
  /** A session that was not seen for so long has ended. */
  readonly idleMs: number;
  /** A session ends after so long, however much it is used. */
  readonly lastsMs: number;
  readonly store: Store;
  readonly now: () => Date;
  /** 43 characters of A-Z, a-z, 0-9, - and _ with 256 random bits. */
  readonly newToken: () => string;
};

/** The console's sessions in the database, each change with its entry in the audit trail. */
export function consoleSessions({ idleMs, lastsMs, store, now, newToken }: ConsoleParts, derived: DerivedKeys) {
  const open = () => {
    const time = now();
    return { keyId: derived.keyId, seenAfter: new Date(time.getTime() - idleMs), now: time };
  };

  return {
    /** Begins a session, in the place of the browser's earlier one, and answers its id. */
    async begin(browserOf: {
      readonly userAgent: string | null;
      readonly endsSession: string | null;
    }): Promise<string> {
      const sessionId = newToken();
      const createdAt = now();
      const browser = browserName(browserOf.userAgent);
      await store.transaction(async (transaction) => {
        if (browserOf.endsSession !== null)
          await transaction.endConsoleSession(derived.digestOf(browserOf.endsSession));
        await transaction.insertConsoleSession({
          digest: derived.digestOf(sessionId),
          keyId: derived.keyId,
          browser,
          createdAt,
          lastSeenAt: createdAt,
          endsAt: new Date(createdAt.getTime() + lastsMs),
        });
        await record(transaction, "console_signed_in", createdAt, { browser });
      });
      return sessionId;
    },

    /** The open session of a cookie, or null. Notes that it was seen. */
    async session(sessionId: string): Promise<ConsoleSession | null> {
      if (!TOKEN.test(sessionId)) return null;
      const known = open();
      const session = await store.consoleSession(derived.digestOf(sessionId), known);
      const notedBefore = new Date(known.now.getTime() - SEEN_EVERY_MS);
      if (session !== null && session.lastSeenAt <= notedBefore)
        await store.transaction((transaction) =>
          transaction.markConsoleSessionSeen(session.digest, known.now, notedBefore),
        );
      return session;
    },

    /** Those that are open, the one seen last first; at most {@link MAX_LISTED}. */
    sessions: (): Promise<readonly ConsoleSession[]> => store.consoleSessions(open(), MAX_LISTED),

    /** Ends a session, one's own or another. False when there was none. */
    async end(digest: string, by: "sign_out" | "list"): Promise<boolean> {
      if (!TOKEN.test(digest)) return false;
      return store.transaction(async (transaction) => {
        const browser = await transaction.endConsoleSession(digest);
        if (browser === null) return false;
        if (by === "sign_out") await record(transaction, "console_signed_out", now(), { browser });
        else await record(transaction, "console_sessions_ended", now(), { sessions: 1, browser });
        return true;
      });
    },

    /** Ends every session but this one; null: every one. Answers how many. */
    endOthers: (session: ConsoleSession | null): Promise<number> =>
      store.transaction(async (transaction) => {
        const sessions = await transaction.endOtherConsoleSessions(session?.digest ?? "");
        if (sessions > 0) await record(transaction, "console_sessions_ended", now(), { sessions });
        return sessions;
      }),
  };
}

const record = (
  transaction: StoreTransaction,
  action: AuditAction,
  occurredAt: Date,
  details: Readonly<Record<string, string | number>>,
): Promise<void> =>
  transaction.insertAuditEntry({ occurredAt, action, actor: "console", subject: null, why: null, details });
