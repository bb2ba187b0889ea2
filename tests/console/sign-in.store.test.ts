import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createConsoleSignIn, type ConsoleSignIn, type KeyCaller } from "#lib/operator/console/sign-in.ts";
import { MAX_WRONG_KEYS, WRONG_KEYS_WINDOW_MS } from "#lib/operator/console/wrong-keys.ts";
import { createStore } from "#lib/store/drizzle/store.ts";
import type { OpenDatabase } from "#lib/store/drizzle/database.ts";
import type { Store } from "#lib/store/store.ts";
import { openTestPglite } from "../fixtures/test-pglite.ts";

const KEY = "b1f0c2d4e6a8957361fedcba09283746";
const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const STRANGER: KeyCaller = { browserMark: null, isLocal: false };
const FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";

let opened: OpenDatabase;
let store: Store;
let skipped = 0;
const now = () => new Date(Date.parse("2026-11-28T12:00:00Z") + skipped);
const newToken = () => randomBytes(32).toString("base64url");
beforeAll(async () => {
  opened = await openTestPglite();
  store = createStore(opened.database, () => () => Promise.reject(new Error("no jobs here")));
});
afterAll(() => opened.close());

/** An instance: what it keeps in memory is its own, the database is everybody's. */
const instance = (changes: { readonly key?: string; readonly store?: Store } = {}): ConsoleSignIn =>
  createConsoleSignIn({ key: KEY, idleMs: HOUR_MS, lastsMs: 12 * HOUR_MS, store, now, newToken, ...changes });
const nextMinute = () => void (skipped += WRONG_KEYS_WINDOW_MS);
const give = (shop: ConsoleSignIn, given: string, caller = STRANGER) =>
  shop.signIn({ given, caller, userAgent: FIREFOX, endsSession: null });
async function signIn(shop: ConsoleSignIn, caller = STRANGER, endsSession: string | null = null) {
  const answer = await shop.signIn({ given: KEY, caller, userAgent: FIREFOX, endsSession });
  if (answer.kind !== "signed_in") throw new Error(answer.kind);
  return answer;
}
async function giveWrong(shop: ConsoleSignIn, times: number, caller = STRANGER): Promise<readonly string[]> {
  const kinds: string[] = [];
  for (let index = 0; index < times; index += 1) kinds.push((await give(shop, `${KEY}${index}`, caller)).kind);
  return kinds;
}
const bearer = (shop: ConsoleSignIn, key: string, caller = STRANGER) =>
  shop.tryBearer({ headers: new Headers({ authorization: `Bearer ${key}` }) }, caller);

describe("a console session", () => {
  it("opens the console on every instance, and its id is not in the database", async () => {
    const [one, two] = [instance(), instance()];
    const { sessionId } = await signIn(one);
    for (const shop of [one, two]) expect((await shop.session(sessionId))?.browser).toBe("Firefox on Linux");
    const rows = JSON.stringify(await opened.database.execute("select * from console_sessions"));
    for (const secret of [sessionId, KEY, FIREFOX]) expect(rows).not.toContain(secret);
  });

  it("ends when it is not used for the idle time, and at its end however much it is used", async () => {
    const shop = instance();
    const [used, unused] = [await signIn(shop), await signIn(shop)];
    for (let minutes = 0; minutes < 12 * 60 - 30; minutes += 30) {
      skipped += 30 * MINUTE_MS;
      expect(await shop.session(used.sessionId), `${minutes} minutes`).not.toBeNull();
    }
    expect(await shop.session(unused.sessionId)).toBeNull();
    skipped += 30 * MINUTE_MS;
    expect(await shop.session(used.sessionId)).toBeNull();
  });

  it("is written at most once a minute, however often it is used", async () => {
    let transactions = 0;
    const counting: Store = { ...store, transaction: (work) => ((transactions += 1), store.transaction(work)) };
    const shop = instance({ store: counting });
    const { sessionId } = await signIn(shop);
    transactions = 0;
    for (let second = 0; second < 180; second += 1) {
      await shop.session(sessionId);
      skipped += 1000;
    }
    expect(transactions).toBe(2);
  });

  it("ends on every instance when its browser signs out, when it signs in again, and when another browser ends it", async () => {
    const [one, two] = [instance(), instance()];
    const first = await signIn(one);
    const again = await signIn(two, STRANGER, first.sessionId);
    expect(await one.session(first.sessionId)).toBeNull();
    const session = await one.session(again.sessionId);
    expect(await one.end(session?.digest ?? "", "sign_out")).toBe(true);
    expect(await two.session(again.sessionId)).toBeNull();
    expect(await one.end(session?.digest ?? "", "sign_out")).toBe(false);
    const [mine, other, third] = [await signIn(one), await signIn(one), await signIn(two)];
    await two.endOthers(await two.session(mine.sessionId));
    expect(await one.session(mine.sessionId)).not.toBeNull();
    for (const { sessionId } of [other, third]) expect(await one.session(sessionId)).toBeNull();
    expect((await one.sessions()).map(({ digest }) => digest)).toEqual([(await one.session(mine.sessionId))?.digest]);
  });

  it("ends with the key that opened it, and is not listed with those of the next key", async () => {
    const { sessionId } = await signIn(instance());
    const next = instance({ key: `${KEY}!` });
    expect(await next.session(sessionId)).toBeNull();
    expect(await next.sessions()).toEqual([]);
  });

  it("is none for any text that we did not give out", async () => {
    const shop = instance();
    const { sessionId } = await signIn(shop);
    const digest = (await shop.session(sessionId))?.digest ?? "";
    for (const text of ["", "\0", digest, sessionId.slice(1), `${sessionId}A`, newToken(), "x".repeat(10_000)])
      expect(await shop.session(text), text.slice(0, 50)).toBeNull();
    for (const text of ["\0", "x".repeat(10_000), newToken()]) expect(await shop.end(text, "list")).toBe(false);
  });

  it("is opened to nobody while the database does not answer", async () => {
    const shop = instance();
    const { sessionId } = await signIn(shop);
    const fails = () => Promise.reject(new Error("the database is down"));
    const down = instance({
      store: { ...store, consoleSession: fails, wrongConsoleKeys: fails, transaction: fails },
    });
    await expect(down.session(sessionId)).rejects.toThrow("down");
    await expect(give(down, KEY)).rejects.toThrow("down");
    await expect(bearer(down, KEY)).rejects.toThrow("down");
  });
});

describe("wrong keys", () => {
  it("are compared a few times a minute, all instances together, and then no key is, also the right one", async () => {
    nextMinute();
    const [one, two] = [instance(), instance()];
    expect(await giveWrong(one, 3)).toEqual(["wrong", "wrong", "wrong"]);
    expect(await giveWrong(two, 3)).toEqual(["wrong", "wrong", "limited"]);
    for (const shop of [one, two]) {
      expect(await give(shop, KEY)).toMatchObject({ kind: "limited", retryAfterMs: expect.any(Number) });
      expect((await bearer(shop, KEY)).kind).toBe("limited");
    }
    nextMinute();
    expect((await give(two, KEY)).kind).toBe("signed_in");
  });

  it("that come at once are not compared more often", async () => {
    nextMinute();
    const shop = instance();
    const answers = await Promise.all(Array.from({ length: 40 }, (_, index) => bearer(shop, `${KEY}${index}`)));
    expect(answers.filter(({ kind }) => kind === "wrong")).toHaveLength(MAX_WRONG_KEYS);
    expect(answers.filter(({ kind }) => kind === "limited")).toHaveLength(40 - MAX_WRONG_KEYS);
  });

  it("of others keep out neither a browser that has signed in before nor who sits at this machine", async () => {
    nextMinute();
    const shop = instance();
    const { browserMark } = await signIn(shop);
    await giveWrong(shop, 20);
    expect((await give(shop, KEY)).kind).toBe("limited");
    expect((await give(shop, KEY, { browserMark, isLocal: false })).kind).toBe("signed_in");
    expect((await give(shop, KEY, { browserMark: null, isLocal: true })).kind).toBe("signed_in");
    // A program that watches from elsewhere sends the mark of a browser too.
    expect((await bearer(shop, KEY)).kind).toBe("limited");
    expect((await bearer(shop, KEY, { browserMark, isLocal: false })).kind).toBe("right");
    expect((await give(shop, KEY, { browserMark: `${browserMark}x`, isLocal: false })).kind).toBe("limited");
    expect((await give(shop, KEY, { browserMark: newToken(), isLocal: false })).kind).toBe("limited");
  });

  it("of a browser that has signed in before are slowed down too, and a mark of an earlier key counts for nothing", async () => {
    nextMinute();
    const { browserMark } = await signIn(instance());
    const known = { browserMark, isLocal: false };
    expect(await giveWrong(instance(), 6, known)).toEqual([...Array(MAX_WRONG_KEYS).fill("wrong"), "limited"]);
    const next = instance({ key: `${KEY}!` });
    await giveWrong(next, 5);
    expect((await next.signIn({ given: `${KEY}!`, caller: known, userAgent: null, endsSession: null })).kind).toBe(
      "limited",
    );
  });

  it("leave the right key free: a program may ask as often as it likes, and that writes nothing", async () => {
    nextMinute();
    const reading: Store = { ...store, transaction: () => Promise.reject(new Error("written")) };
    const shop = instance({ store: reading });
    const answers = await Promise.all(Array.from({ length: 30 }, () => bearer(shop, KEY)));
    expect(new Set(answers.map(({ kind }) => kind))).toEqual(new Set(["right"]));
  });

  it("and sessions are in the audit trail without a key, an id or what the browser said of itself", async () => {
    nextMinute();
    const shop = instance();
    const { sessionId } = await signIn(shop);
    const session = await shop.session(sessionId);
    await signIn(shop);
    await shop.endOthers(session);
    await shop.end(session?.digest ?? "", "sign_out");
    const trail = (await store.auditEntries(new Date(0), 1000, 0)).slice(-4);
    expect(trail).toMatchObject([
      { action: "console_signed_in", actor: "console", details: { browser: "Firefox on Linux" } },
      { action: "console_signed_in" },
      { action: "console_sessions_ended", details: { sessions: expect.any(Number) } },
      { action: "console_signed_out", details: { browser: "Firefox on Linux" } },
    ]);
    for (const secret of [KEY, sessionId, session?.digest ?? "-", FIREFOX])
      expect(JSON.stringify(trail)).not.toContain(secret);
  });
});
