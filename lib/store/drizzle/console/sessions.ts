import { and, desc, eq, gt, inArray, lte, ne, sql } from "drizzle-orm";
import type { ConsoleReads, ConsoleWrites, OpenConsoleSessions } from "../../console-store.ts";
import type { Database } from "../database.ts";
import { consoleSessions, wrongConsoleKeys } from "../schema/console.ts";

const isOpen = ({ keyId, seenAfter, now }: OpenConsoleSessions) =>
  and(eq(consoleSessions.keyId, keyId), gt(consoleSessions.lastSeenAt, seenAfter), gt(consoleSessions.endsAt, now));

export function consoleReadsOn(database: Database): ConsoleReads {
  return {
    async consoleSession(digest, open) {
      const where = and(eq(consoleSessions.digest, digest), isOpen(open));
      const [row] = await database.select().from(consoleSessions).where(where).limit(1);
      return row ?? null;
    },
    async consoleSessions(open, limit) {
      return database
        .select()
        .from(consoleSessions)
        .where(isOpen(open))
        .orderBy(desc(consoleSessions.lastSeenAt), consoleSessions.digest)
        .limit(limit);
    },
    async wrongConsoleKeys(lane) {
      const [row] = await database.select().from(wrongConsoleKeys).where(eq(wrongConsoleKeys.lane, lane)).limit(1);
      return row === undefined ? null : { count: row.count, windowEndsAt: row.windowEndsAt };
    },
  };
}

export function consoleWritesOn(database: Database): ConsoleWrites {
  return {
    async insertConsoleSession(session) {
      await database.insert(consoleSessions).values(session);
    },
    async markConsoleSessionSeen(digest, now, notedBefore) {
      await database
        .update(consoleSessions)
        .set({ lastSeenAt: now })
        .where(and(eq(consoleSessions.digest, digest), lte(consoleSessions.lastSeenAt, notedBefore)));
    },
    async endConsoleSession(digest) {
      const ended = await database
        .delete(consoleSessions)
        .where(eq(consoleSessions.digest, digest))
        .returning({ browser: consoleSessions.browser });
      return ended[0]?.browser ?? null;
    },
    async endOtherConsoleSessions(digest) {
      const ended = await database
        .delete(consoleSessions)
        .where(ne(consoleSessions.digest, digest))
        .returning({ digest: consoleSessions.digest });
      return ended.length;
    },
    async forgetConsoleSessions(now, limit) {
      const over = database
        .select({ digest: consoleSessions.digest })
        .from(consoleSessions)
        .where(lte(consoleSessions.endsAt, now))
        .limit(limit);
      await database.delete(consoleSessions).where(inArray(consoleSessions.digest, over));
      const past = database
        .select({ lane: wrongConsoleKeys.lane })
        .from(wrongConsoleKeys)
        .where(lte(wrongConsoleKeys.windowEndsAt, now))
        .limit(limit);
      // The window is asked for again: another instance may have begun it again in the meantime.
      await database
        .delete(wrongConsoleKeys)
        .where(and(inArray(wrongConsoleKeys.lane, past), lte(wrongConsoleKeys.windowEndsAt, now)));
    },
    async countWrongConsoleKey(lane, now, windowMs) {
      const end = new Date(now.getTime() + windowMs);
      const runs = and(gt(wrongConsoleKeys.windowEndsAt, now), lte(wrongConsoleKeys.windowEndsAt, end));
      await database
        .insert(wrongConsoleKeys)
        .values({ lane, count: 1, windowEndsAt: end })
        .onConflictDoUpdate({
          target: wrongConsoleKeys.lane,
          set: {
            count: sql`case when ${runs} then ${wrongConsoleKeys.count} + 1 else 1 end`,
            windowEndsAt: sql`case when ${runs} then ${wrongConsoleKeys.windowEndsAt} else excluded.window_ends_at end`,
          },
        });
    },
  };
}
