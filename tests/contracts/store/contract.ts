import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { checkoutLink, sellerId, sessionId, shopperId } from "#lib/ids.ts";
import { CURRENCIES, exponentOf, money, type Money } from "#lib/money.ts";
import type { OpenDatabase } from "#lib/store/drizzle/database.ts";
import { NOON, STATUSES, aProduct, someRules } from "../../fixtures/builders.ts";
import {
  aHold,
  anEvent,
  freshSession,
  insertSession,
  later,
  nextOf,
  openStoreBench,
  stepFor,
  UNSTORABLE_IDS,
  type StoreBench,
} from "./store-bench.ts";

/** Sessions, their steps, their way back, and what a transaction promises: on every database that the store runs on. */
export function sessionStoreContract(name: string, open: () => Promise<OpenDatabase>): void {
  let bench: StoreBench;
  beforeAll(async () => {
    bench = await openStoreBench(open);
  });
  afterAll(() => bench.opened.close());

  describe(`${name}: a session that is read back`, () => {
    it.each(STATUSES)("is what was stored: %s", async (status) => {
      const session = await insertSession(bench.store, freshSession({ status, discountCodes: ["TEN", "NONE"] }));
      expect(session.status).toBe(status);
      expect(await bench.store.session(session.id)).toEqual(session);
      expect(await bench.store.sessionByLink(session.link)).toEqual(session);
    });

    it.each(STATUSES)("has reached every other state from %s without a trace of the one before", async (status) => {
      for (const next of STATUSES) {
        const before = await insertSession(bench.store, freshSession({ status }));
        const after = { ...freshSession({ status: next }), id: before.id, link: before.link, revision: 2 };
        const saved = await bench.store.transaction((transaction) => transaction.saveSession(after, 1, stepFor(after)));
        expect(saved).toBe(true);
        expect(await bench.store.session(before.id)).toEqual(after);
      }
    });

    it("keeps shopper, buyer, address, both kinds of tax, and a page that has no address yet", async () => {
      const british = freshSession({ address: { ...someAddress, company: "Moss & Co", country: "GB", region: "" } });
      const full = {
        ...british,
        shopperId: shopperId("shopper-1"),
        ownership: { surface: "mcp", apiKeyDigest: "1a", widgetDigest: "2b", browserDigest: "3c" } as const,
        buyer: {
          name: "Zoë \u{1f9d1}\u200d\u{1f680} O'Neil",
          email: "zoe@example.com",
          phoneNumber: "+44 20 7946 0000",
        },
      };
      expect(full.taxLines).not.toEqual([]);
      await insertSession(bench.store, full);
      expect(await bench.store.session(full.id)).toEqual(full);
      const waiting = await insertSession(bench.store, freshSession({ status: "awaiting_buyer", actionUrl: null }));
      expect(await bench.store.session(waiting.id)).toEqual(waiting);
    });

    it("has its times to the millisecond, before 1970 and far from now too", async () => {
      for (const time of [
        "2026-05-04T12:00:00.001Z",
        "2026-12-31T23:59:59.999Z",
        "1969-12-31T23:59:59.999Z",
        "9999-12-31T23:59:59.999Z",
      ]) {
        const session = { ...freshSession(), createdAt: new Date(time), expiresAt: new Date(time) };
        await insertSession(bench.store, session);
        expect(await bench.store.session(session.id)).toEqual(session);
      }
    });

    it.each([...new Map(CURRENCIES.map((currency) => [exponentOf(currency), currency])).values()])(
      "keeps the largest safe amount and one minor unit of %s",
      async (currency) => {
        for (const amountMinor of [1, 12_345_678_901, Number.MAX_SAFE_INTEGER]) {
          const session = digitalSession(money(amountMinor, currency));
          expect(session.totals.total).toEqual(money(amountMinor, currency));
          await insertSession(bench.store, session);
          expect(await bench.store.session(session.id)).toEqual(session);
        }
      },
    );

    it.each([
      ["a total that does not add up", "basket = jsonb_set(basket, '{totals,total,amountMinor}', '1')"],
      ["a line that does not add up", "basket = jsonb_set(basket, '{lineItems,0,subtotal,amountMinor}', '1')"],
      ["a line in another currency", "basket = jsonb_set(basket, '{lineItems,0,base,currency}', '\"EUR\"')"],
      ["another total in its column", "total_minor = total_minor + 1"],
      ["another currency in its column", "currency = 'EUR'"],
      ["no known currency", "currency = 'XXX'"],
      ["no known status", "status = 'lost'"],
      ["a payment without its attempt", "state = '{}'"],
      ["an attempt of another amount", "state = jsonb_set(state, '{attempt,amount,amountMinor}', '1')"],
    ])("is refused when the row was damaged: %s", async (_what, damage) => {
      const session = await insertSession(bench.store, freshSession({ status: "paying" }));
      await bench.opened.database.execute(`update checkout_sessions set ${damage} where id = '${session.id}'`);
      await expect(bench.store.session(session.id)).rejects.toThrow(/Invariant broken|cannot add/);
    });

    it.each(UNSTORABLE_IDS)("does not exist by the id %j, and asking is no error", async (id) => {
      expect(await bench.store.session(sessionId(id))).toBeNull();
      expect(await bench.store.sessionByLink(checkoutLink(id))).toBeNull();
      expect(await bench.store.steps(sessionId(id))).toEqual([]);
      expect(await bench.store.returnUrl(sessionId(id))).toBeNull();
    });

    it.each(["\0", "\ud800", "\udc00"])(
      "with the text %j, which no database stores, is not stored at all",
      async (text) => {
        const session = { ...freshSession(), buyer: { name: `A${text}`, email: "a@example.com", phoneNumber: null } };
        await expect(insertSession(bench.store, session)).rejects.toThrow();
        expect(await bench.store.session(session.id)).toBeNull();
        expect(await bench.store.steps(session.id)).toEqual([]);
      },
    );
  });

  describe(`${name}: writing a session`, () => {
    it("from an old revision answers false and writes nothing, the step neither", async () => {
      const session = await insertSession(bench.store);
      const first = { ...nextOf(session), sellerName: "First" };
      const second = { ...nextOf(session), sellerName: "Second" };
      const save = (one: typeof first) =>
        bench.store.transaction((transaction) =>
          transaction.saveSession(one, session.revision, stepFor(one, { type: "details_given", note: one.sellerName })),
        );
      expect([await save(first), await save(second)]).toEqual([true, false]);
      expect(await bench.store.session(session.id)).toEqual(first);
      expect((await bench.store.steps(session.id)).map((step) => step.note)).toEqual([null, "First"]);
    });

    it("at once from many sides lets exactly one win", async () => {
      const session = await insertSession(bench.store);
      const writers = Array.from({ length: 12 }, (_, index) => ({ ...nextOf(session), sellerName: `Writer ${index}` }));
      const saved = await Promise.all(
        writers.map((one) =>
          bench.store.transaction((transaction) =>
            transaction.saveSession(one, 1, stepFor(one, { note: one.sellerName })),
          ),
        ),
      );
      expect(saved.filter(Boolean)).toHaveLength(1);
      const winner = writers[saved.indexOf(true)];
      expect(await bench.store.session(session.id)).toEqual(winner);
      expect((await bench.store.steps(session.id)).map((step) => step.note)).toEqual([null, winner?.sellerName]);
    });

    it("that nobody has stored answers false", async () => {
      const session = freshSession();
      const saved = await bench.store.transaction((transaction) =>
        transaction.saveSession(session, session.revision, stepFor(session)),
      );
      expect(saved).toBe(false);
      expect(await bench.store.session(session.id)).toBeNull();
    });

    it("never changes when it was made", async () => {
      const session = await insertSession(bench.store);
      const moved = { ...nextOf(session), createdAt: later(5000) };
      await bench.store.transaction((transaction) => transaction.saveSession(moved, 1, stepFor(moved)));
      expect((await bench.store.session(session.id))?.createdAt).toEqual(session.createdAt);
    });

    it("a second session may have neither the id nor the link of another", async () => {
      const session = await insertSession(bench.store);
      await expect(insertSession(bench.store, session)).rejects.toThrow();
      await expect(insertSession(bench.store, { ...freshSession(), link: session.link })).rejects.toThrow();
      expect(await bench.store.steps(session.id)).toHaveLength(1);
    });
  });

  describe(`${name}: a transaction`, () => {
    it("that throws leaves nothing behind and passes the error on", async () => {
      const stored = await insertSession(bench.store);
      const session = freshSession();
      const broken = bench.store.transaction(async (transaction) => {
        await transaction.insertSession(session, stepFor(session));
        await transaction.saveSession({ ...nextOf(stored), sellerName: "Gone" }, 1, stepFor(stored));
        await transaction.saveReturnUrl(session.id, "https://chatgpt.com/c/1", later(0));
        await transaction.insertEvent(anEvent(`evt_${session.id}`));
        await transaction.takeDiscounts(aHold(session.id), sellerId("fernweh"), [{ code: `C${session.id}`, limit: 1 }]);
        throw new Error("the power went");
      });
      await expect(broken).rejects.toThrow("the power went");
      expect(await bench.store.session(session.id)).toBeNull();
      expect(await bench.store.session(stored.id)).toEqual(stored);
      expect(await bench.store.steps(stored.id)).toHaveLength(1);
      expect(await bench.store.returnUrl(session.id)).toBeNull();
      expect(await bench.store.usedUpCodes([{ code: `C${session.id}`, limit: 1 }], null, NOON)).toEqual(new Set());
      const claimed = await bench.store.transaction((transaction) =>
        transaction.insertEvent(anEvent(`evt_${session.id}`)),
      );
      expect(claimed).toBe(true);
    });

    it("reads what it wrote, and others read it only when it has ended", async () => {
      const session = freshSession();
      await bench.store.transaction(async (transaction) => {
        await transaction.insertSession(session, stepFor(session));
        expect(await transaction.session(session.id)).toEqual(session);
        if (bench.opened.kind === "postgres") expect(await bench.store.session(session.id)).toBeNull();
      });
      expect(await bench.store.session(session.id)).toEqual(session);
    });

    it("that broke is over, and the next one works", async () => {
      const session = await insertSession(bench.store);
      await expect(insertSession(bench.store, session)).rejects.toThrow();
      await insertSession(bench.store);
    });
  });
}

const someAddress = {
  name: "Ada Lovelace",
  company: null,
  lineOne: "1 Main St",
  lineTwo: "Flat 2",
  city: "London",
  region: "",
  country: "GB",
  postalCode: "SW1A 1AA",
  phoneNumber: "+44 20 7946 0000",
};

/** Nothing to deliver and no tax, so that the price alone is the total. */
function digitalSession(price: Money) {
  return freshSession({
    lines: [{ product: aProduct({ price, isDigital: true }), quantity: 1 }],
    address: { ...someAddress, country: "FR" },
    rules: someRules,
  });
}
