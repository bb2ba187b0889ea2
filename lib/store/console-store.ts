/** A browser that is signed in at the console. */
export type ConsoleSession = {
  /** Of the id in the browser's cookie, keyed; nobody signs in with it. */
  readonly digest: string;
  /** Which console key opened it. */
  readonly keyId: string;
  /** "Firefox on Linux": what the browser said of itself, shortened. */
  readonly browser: string;
  readonly createdAt: Date;
  /** To the minute. */
  readonly lastSeenAt: Date;
  /** It ends then at the latest. */
  readonly endsAt: Date;
};

/** Sessions that are open: opened with the key `keyId`, seen after `seenAfter`, and not at their end at `now`. */
export type OpenConsoleSessions = { readonly keyId: string; readonly seenAfter: Date; readonly now: Date };

export type WrongKeys = { readonly count: number; readonly windowEndsAt: Date };

/** What the store knows of the console's sign-in. Part of the port in lib/store/store.ts. */
export interface ConsoleReads {
  consoleSession(digest: string, open: OpenConsoleSessions): Promise<ConsoleSession | null>;
  /** At most `limit`, the one seen last first. */
  consoleSessions(open: OpenConsoleSessions, limit: number): Promise<readonly ConsoleSession[]>;
  /** How many wrong keys were tried in a lane's latest window, on all instances together; null when there was none. */
  wrongConsoleKeys(lane: string): Promise<WrongKeys | null>;
}

export interface ConsoleWrites {
  insertConsoleSession(session: ConsoleSession): Promise<void>;
  /** Notes that a session was seen, unless that was noted after `notedBefore`. */
  markConsoleSessionSeen(digest: string, now: Date, notedBefore: Date): Promise<void>;
  /** The browser of the session that was ended; null when there was none. */
  endConsoleSession(digest: string): Promise<string | null>;
  /** Ends all sessions but one, of every key, and answers how many. */
  endOtherConsoleSessions(digest: string): Promise<number>;
  /** Deletes sessions and windows that are over, at most `limit` of each. */
  forgetConsoleSessions(now: Date, limit: number): Promise<void>;
  /**
   * Counts a wrong key in a lane. A window that is over, or that ends later than `windowMs` from now because a clock was
   * set back, begins again. One statement, so that of many at once, on any instance, each is counted.
   */
  countWrongConsoleKey(lane: string, now: Date, windowMs: number): Promise<void>;
}
