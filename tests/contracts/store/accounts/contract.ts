import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Capture } from "#lib/orders/capture.ts";
import type { OpenDatabase } from "#lib/store/drizzle/database.ts";
import { aRefund } from "../../../fixtures/refunds.ts";
import { aCapture, anAttempt, insertSession, later, openStoreBench, random, type StoreBench } from "../store-bench.ts";

/** The accounts at payment providers, and the money of attempts that the books lost. */
export function accountStoreContract(name: string, open: () => Promise<OpenDatabase>): void {
  let bench: StoreBench;
  beforeAll(async () => {
    bench = await openStoreBench(open);
  });
  afterAll(() => bench.opened.close());
  const insert = async (changes: Partial<Capture>): Promise<Capture> => {
    const capture = aCapture(await insertSession(bench.store), changes);
    await bench.store.transaction((transaction) => transaction.insertCapture(capture));
    return capture;
  };
  const resolve = (capture: Capture, how: "keep" | "record") =>
    bench.store.transaction((transaction) => transaction.resolveUnmatched(capture, how));

  describe(`${name}: an installation`, () => {
    it("has one id, also when many give it one at once, and keeps it", async () => {
      const make = () => bench.store.transaction((transaction) => transaction.installationId(`inst_${random()}`));
      const ids = await Promise.all(Array.from({ length: 8 }, make));
      expect(new Set([...ids, await make()]).size).toBe(1);
    });
  });

  describe(`${name}: an account at a provider`, () => {
    it("is known by its own id once that is learned, and no later answer changes it", async () => {
      const provider = `p_${random()}`;
      const save = (account: string, id: string | null) =>
        bench.store.transaction((transaction) => transaction.saveAccountId({ provider, account }, id, later(1)));
      await save("one", null);
      await save("two", "acct_1");
      await save("one", "acct_1");
      await save("two", null);
      await save("two", "acct_2");
      expect(await bench.store.accountIds(provider)).toEqual(
        new Map([
          ["one", "acct_1"],
          ["two", "acct_1"],
        ]),
      );
      expect(await bench.store.accountIds("nobody")).toEqual(new Map());
    });

    it("has what is not finished there counted, and nothing that is", async () => {
      const [provider, account] = [`p_${random()}`, "sha256:0a1b2c3d"];
      for (const outcome of [{ kind: "open" }, { kind: "voided" }] as const) {
        const session = await insertSession(bench.store);
        const attempt = anAttempt(session, { provider, account, outcome });
        await bench.store.transaction((transaction) => transaction.insertAttempt(attempt));
      }
      const order = await insert({ provider, account });
      const given = await insert({ provider, account });
      await insert({ provider, account, use: "orphaned" });
      await bench.store.transaction(async (transaction) => {
        await transaction.setRefunded(provider, given.reference, given.amount, { occurredAt: later(1), by: "us" });
        await transaction.insertRefund(aRefund(order, { provider, key: `open ${random()}`, state: "accepted" }));
        await transaction.insertRefund(aRefund(order, { provider, key: `done ${random()}`, state: "done" }));
        await transaction.saveAccountId({ provider, account }, "acct_9", later(1));
      });
      const open = (await bench.store.openByAccount()).filter((one) => one.provider === provider);
      expect(open).toEqual([{ provider, account, accountId: "acct_9", attempts: 1, refunds: 1, orders: 1 }]);
    });
  });

  describe(`${name}: a seller's own account`, () => {
    it("is known with the platform's account that it is connected to, and an account of ours is none", async () => {
      const provider = `p_${random()}`;
      await bench.store.transaction(async (transaction) => {
        await transaction.saveSellersAccount({ provider, account: "acct_1", platform: "sha256:old" }, later(1));
        await transaction.saveSellersAccount({ provider, account: "acct_1", platform: "sha256:new" }, later(2));
        await transaction.saveAccountId({ provider, account: "sha256:new" }, "acct_ours", later(1));
      });
      const known = { provider, account: "acct_1", platform: "sha256:new" };
      expect(await bench.store.sellersAccount(provider, "acct_1")).toEqual(known);
      for (const other of ["acct_2", "sha256:new"])
        expect(await bench.store.sellersAccount(provider, other)).toBeNull();
    });

    it("is listed while something was begun there lately or is open, page by page, with when the oldest was begun", async () => {
      const provider = `p_${random()}`;
      const session = await insertSession(bench.store);
      const attempt = anAttempt(session, { provider, account: "acct_2" });
      await bench.store.transaction(async (transaction) => {
        await transaction.insertAttempt(attempt);
        for (const [account, minutes] of [["acct_1", 9] as const, ["acct_2", 1] as const, ["acct_3", 1] as const])
          await transaction.saveSellersAccount({ provider, account, platform: null }, later(minutes));
      });
      const page = async (after: string | null, limit: number) => {
        const query = { since: later(5), after: { provider, account: after ?? "" }, limit };
        const rows = await bench.store.sellersAccounts(query);
        return rows
          .filter((one) => one.provider === provider)
          .map(({ account, openSince }) => ({ account, openSince }));
      };
      const open = { account: "acct_2", openSince: attempt.startedAt };
      expect(await page(null, 9)).toEqual([{ account: "acct_1", openSince: null }, open]);
      expect(await page("acct_1", 1)).toEqual([open]);
      expect(await page("acct_2", 9)).toEqual([]);
    });
  });

  describe(`${name}: money of an attempt that the books lost`, () => {
    it("is listed until it is kept, and that happens once", async () => {
      const capture = await insert({ use: "unmatched" });
      const references = async () => (await bench.store.unsettledCaptures(1000)).map(({ reference }) => reference);
      expect(await references()).toContain(capture.reference);
      expect(await resolve(capture, "keep")).toBe(true);
      expect(await resolve(capture, "keep")).toBe(false);
      expect(await references()).not.toContain(capture.reference);
      expect(await bench.store.capture(capture.provider, capture.reference)).toMatchObject({ use: "kept" });
    });

    it("makes way for its attempt, also when it was kept, and no other payment does", async () => {
      for (const use of ["unmatched", "kept"] as const) {
        const capture = await insert({ use });
        expect(await resolve(capture, "record")).toBe(true);
        expect(await bench.store.capture(capture.provider, capture.reference)).toBeNull();
      }
      for (const use of ["order", "orphaned", "amount_mismatch"] as const)
        for (const how of ["keep", "record"] as const) expect(await resolve(await insert({ use }), how)).toBe(false);
    });

    it("stays as it is once a refund of it is asked for", async () => {
      const capture = await insert({ use: "unmatched" });
      const refund = aRefund(capture, { key: `${capture.reference}:refund`, orderId: null });
      await bench.store.transaction((transaction) => transaction.insertRefund(refund));
      expect(await resolve(capture, "keep")).toBe(false);
      expect(await resolve(capture, "record")).toBe(false);
      expect(await bench.store.capture(capture.provider, capture.reference)).toEqual(capture);
    });
  });
}
