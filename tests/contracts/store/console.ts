import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { ConsoleSession } from "#lib/store/console-store.ts";
import type { OpenDatabase } from "#lib/store/drizzle/database.ts";
import { NOON } from "../../fixtures/builders.ts";
import { later, openStoreBench, random, type StoreBench } from "./store-bench.ts";

const HOUR_MS = 3_600_000;
const MINUTE_MS = 60_000;

/** The console's sessions, and the count of wrong keys. */
export function consoleStoreContract(name: string, open: () => Promise<OpenDatabase>): void {
  let bench: StoreBench;
  beforeAll(async () => {
    bench = await openStoreBench(open);
  });
  afterAll(() => bench.opened.close());

  const stored = async (changes: Partial<ConsoleSession> = {}): Promise<ConsoleSession> => {
    const session = {
      digest: random(),
      keyId: "k1",
      browser: "Firefox on Linux",
      createdAt: NOON,
      lastSeenAt: NOON,
      endsAt: later(12 * HOUR_MS),
      ...changes,
    };
    await bench.store.transaction((transaction) => transaction.insertConsoleSession(session));
    return session;
  };
  const openAt = (milliseconds: number, keyId = "k1") => ({
    keyId,
    now: later(milliseconds),
    seenAfter: later(milliseconds - HOUR_MS),
  });
  const found = async ({ digest }: ConsoleSession, milliseconds: number, keyId?: string) =>
    (await bench.store.consoleSession(digest, openAt(milliseconds, keyId))) !== null;

  describe(`${name}: a session of the console`, () => {
    it("is open until it was not seen for too long, or its end has come, for the key that opened it", async () => {
      const session = await stored();
      expect(await bench.store.consoleSession(session.digest, openAt(0))).toEqual(session);
      expect(await found(session, 0, "k2")).toBe(false);
      expect(await found(session, HOUR_MS - 1)).toBe(true);
      expect(await found(session, HOUR_MS)).toBe(false);
      const seen = await stored({ lastSeenAt: later(12 * HOUR_MS) });
      expect(await found(seen, 12 * HOUR_MS - 1)).toBe(true);
      expect(await found(seen, 12 * HOUR_MS)).toBe(false);
    });

    it("notes that it was seen, unless that was noted a moment ago", async () => {
      const { digest } = await stored();
      const mark = (now: Date) =>
        bench.store.transaction((transaction) =>
          transaction.markConsoleSessionSeen(digest, now, new Date(now.getTime() - MINUTE_MS)),
        );
      const lastSeen = async () => (await bench.store.consoleSession(digest, openAt(0)))?.lastSeenAt;
      await mark(later(MINUTE_MS - 1));
      expect(await lastSeen()).toEqual(NOON);
      await mark(later(MINUTE_MS));
      expect(await lastSeen()).toEqual(later(MINUTE_MS));
    });

    it("is listed with those of its key, the one seen last first, and ended alone or with all others", async () => {
      const keyId = random();
      const sessions = await Promise.all([1, 2, 3].map((seen) => stored({ keyId, lastSeenAt: later(seen) })));
      const [first, second, third] = sessions;
      const listed = async () => (await bench.store.consoleSessions(openAt(9, keyId), 10)).map(({ digest }) => digest);
      expect(await listed()).toEqual([third, second, first].map((session) => session?.digest));
      expect(await bench.store.consoleSessions(openAt(9, keyId), 2)).toHaveLength(2);
      const end = (digest = "") => bench.store.transaction((transaction) => transaction.endConsoleSession(digest));
      expect(await end(first?.digest)).toBe("Firefox on Linux");
      expect(await end(first?.digest)).toBeNull();
      const ended = await bench.store.transaction((transaction) =>
        transaction.endOtherConsoleSessions(third?.digest ?? ""),
      );
      expect(ended).toBeGreaterThanOrEqual(1);
      expect(await listed()).toEqual([third?.digest]);
    });

    it("is deleted after its end, a few at a time", async () => {
      const past = new Date("2001-01-01T00:00:00Z");
      const over = await Promise.all([1, 2, 3].map(() => stored({ lastSeenAt: past, endsAt: past })));
      const kept = await stored();
      const count = async () =>
        (
          await Promise.all([...over, kept].map((session) => found(session, past.getTime() - NOON.getTime() - 1)))
        ).filter(Boolean).length;
      const before = await count();
      await bench.store.transaction((transaction) => transaction.forgetConsoleSessions(past, 2));
      expect(await count()).toBe(before - 2);
      await bench.store.transaction((transaction) => transaction.forgetConsoleSessions(past, 2));
      expect(await count()).toBe(before - 3);
      expect(await found(kept, 0)).toBe(true);
    });
  });

  describe(`${name}: wrong keys of the console`, () => {
    const count = (lane: string, now: Date) =>
      bench.store.transaction((transaction) => transaction.countWrongConsoleKey(lane, now, MINUTE_MS));

    it("are counted one by one, however many come at once", async () => {
      const lane = random();
      expect(await bench.store.wrongConsoleKeys(lane)).toBeNull();
      await Promise.all(Array.from({ length: 12 }, () => count(lane, NOON)));
      expect(await bench.store.wrongConsoleKeys(lane)).toEqual({ count: 12, windowEndsAt: later(MINUTE_MS) });
    });

    it("are counted from one again when the window is over, or when a clock was set back behind it", async () => {
      const lane = random();
      await count(lane, NOON);
      await count(lane, later(MINUTE_MS - 1));
      expect(await bench.store.wrongConsoleKeys(lane)).toEqual({ count: 2, windowEndsAt: later(MINUTE_MS) });
      await count(lane, later(MINUTE_MS));
      expect(await bench.store.wrongConsoleKeys(lane)).toEqual({ count: 1, windowEndsAt: later(2 * MINUTE_MS) });
      await count(lane, later(-HOUR_MS));
      expect(await bench.store.wrongConsoleKeys(lane)).toEqual({ count: 1, windowEndsAt: later(MINUTE_MS - HOUR_MS) });
    });

    it("are forgotten when their window is over", async () => {
      const lane = random();
      await count(lane, NOON);
      const forget = (now: Date) =>
        bench.store.transaction((transaction) => transaction.forgetConsoleSessions(now, 1000));
      await forget(later(MINUTE_MS - 1));
      expect(await bench.store.wrongConsoleKeys(lane)).not.toBeNull();
      await forget(later(MINUTE_MS));
      expect(await bench.store.wrongConsoleKeys(lane)).toBeNull();
    });
  });
}
