import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { OpenDatabase } from "#lib/store/drizzle/database.ts";
import type { IdempotencyClaim } from "#lib/store/request-store.ts";
import { NOON } from "../../fixtures/builders.ts";
import { later, openStoreBench, random, type StoreBench } from "./store-bench.ts";

/** Requests with an idempotency key: one claim, one answer, whoever races. */
export function requestStoreContract(name: string, open: () => Promise<OpenDatabase>): void {
  let bench: StoreBench;
  beforeAll(async () => {
    bench = await openStoreBench(open);
  });
  afterAll(() => bench.opened.close());

  const aClaim = (): IdempotencyClaim => ({
    scope: `scope_${random()}`,
    key: "key 1",
    bodyHash: "a".repeat(64),
    apiVersion: "2026-04-17",
  });
  const claim = (request: IdempotencyClaim) =>
    bench.store.transaction((transaction) => transaction.insertRequest(request, NOON));
  const answer = (request: IdempotencyClaim, status: number, body: string) =>
    bench.store.transaction((transaction) => transaction.answerRequest(request, { status, body }));

  describe(`${name}: a request with a key`, () => {
    it("is claimed by one of many", async () => {
      const request = aClaim();
      const won = await Promise.all(Array.from({ length: 8 }, () => claim(request)));
      expect(won.filter(Boolean)).toHaveLength(1);
      expect(await bench.store.request(request)).toEqual({ ...request, claimedAt: NOON, answer: null });
    });

    it("keeps its first answer, also when it is given up later", async () => {
      const request = aClaim();
      await claim(request);
      await answer(request, 200, "first");
      await answer(request, 500, "second");
      await bench.store.transaction((transaction) => transaction.releaseRequest(request));
      expect((await bench.store.request(request))?.answer).toEqual({ status: 200, body: "first" });
    });

    it("without an answer can be given up, or taken over by one", async () => {
      const [given, orphaned] = [aClaim(), aClaim()];
      await claim(given);
      await bench.store.transaction((transaction) => transaction.releaseRequest(given));
      expect(await claim(given)).toBe(true);
      await claim(orphaned);
      const over = () =>
        bench.store.transaction((transaction) => transaction.takeOverRequest(orphaned, NOON, later(60_000)));
      expect((await Promise.all([over(), over(), over()])).filter(Boolean)).toHaveLength(1);
    });

    it("is of the version, and of the body, of whoever took it over", async () => {
      const request = { ...aClaim(), apiVersion: null };
      await claim(request);
      expect(await bench.store.request(request)).toMatchObject({ apiVersion: null });
      const other = { ...request, bodyHash: "b".repeat(64), apiVersion: "2025-09-29" };
      await bench.store.transaction((transaction) => transaction.takeOverRequest(other, NOON, later(60_000)));
      expect(await bench.store.request(request)).toEqual({ ...other, claimedAt: later(60_000), answer: null });
    });

    it("is forgotten when its time is over, and not before", async () => {
      const request = aClaim();
      await claim(request);
      await answer(request, 200, "{}");
      const forget = (before: Date) => bench.store.transaction((transaction) => transaction.forgetRequests(before));
      await forget(NOON);
      expect(await bench.store.request(request)).not.toBeNull();
      await forget(later(1));
      expect(await bench.store.request(request)).toBeNull();
    });
  });
}
