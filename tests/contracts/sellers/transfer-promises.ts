import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { money, type Money } from "#lib/money.ts";
import type { TransferRequest } from "#lib/payments/transfer-service.ts";
import { anUnknown } from "../../fixtures/unknown-outcome.ts";
import { paidAttempt, partsOf, splitOf, usd, type MakeSellerBench, type SellerBench } from "./seller-bench.ts";

const SENT = { kind: "sent", id: expect.stringMatching(/./), settled: null };
const REVERSED = { kind: "reversed", id: expect.stringMatching(/./) };
const refused = (isFinal: boolean) => ({ kind: "refused", isFinal, why: expect.stringMatching(/./) });

/** What the product relies on when it sends sellers their money, whichever payment service it is. */
export function transferContract(name: string, make: MakeSellerBench): void {
  let bench: SellerBench;
  beforeAll(async () => {
    bench = await make();
  });
  afterAll(() => bench.close());

  const service = () => partsOf(bench.platform.provider).transfers;
  /** A payment of $25.00 whose sellers are paid separately, and what asks for a transfer of it. */
  async function paid(account: string, amount = usd(2500)) {
    const attempt = await paidAttempt(bench.platform, { amount, split: splitOf("separate", account, amount) });
    const request = (part: Money, key: string, changes: Partial<TransferRequest> = {}): TransferRequest => ({
      key: `${attempt.id}:transfer:${key}`,
      attemptId: attempt.id,
      reference: attempt.reference,
      account,
      amount: part,
      refusals: 0,
      ...changes,
    });
    return {
      attempt,
      request,
      send: (part: Money, key: string, changes: Partial<TransferRequest> = {}) =>
        service().send(request(part, key, changes)),
      list: async () => {
        const list = await service().list({ attemptId: attempt.id, reference: attempt.reference });
        if (list.kind === "unknown") throw new Error(list.why.kind);
        return list.transfers;
      },
      books: () => bench.transfers(attempt.id),
    };
  }
  async function sent(role: Parameters<SellerBench["account"]>[0] = "able", part = usd(2000)) {
    const payment = await paid(await bench.account(role));
    const outcome = await payment.send(part, "a");
    if (outcome.kind !== "sent") throw new Error(JSON.stringify(outcome));
    const reverse = (amount: Money, key: string, refusals = 0) =>
      service().reverse({ key: `${payment.attempt.id}:reversal:${key}`, transferId: outcome.id, amount, refusals });
    return { ...payment, id: outcome.id, reverse };
  }

  describe(`${name}: transfers`, () => {
    it("a transfer with the same key is sent once, and its id is the same each time", async () => {
      const account = await bench.account("able");
      const { send, list, books, request } = await paid(account);
      const first = await send(usd(2000), "a");
      expect(first).toEqual(SENT);
      expect(await send(usd(2000), "a")).toEqual(first);
      expect(await books()).toEqual([{ account, amountMinor: 2000, reversedMinor: 0 }]);
      const { key } = request(usd(2000), "a");
      const id = first.kind === "sent" ? first.id : "";
      expect(await list()).toEqual([{ id, key, account, amount: usd(2000), reversed: usd(0) }]);
    });

    it("another amount under a key is refused for good, and nothing more is sent", async () => {
      const { send, books } = await sent();
      expect(await send(usd(100), "a")).toEqual(refused(true));
      expect(await books()).toMatchObject([{ amountMinor: 2000 }]);
    });

    it("all transfers of a payment are at most what it took, reversed or not", async () => {
      const { send, books, reverse } = await sent();
      expect(await send(usd(501), "b")).toEqual(refused(true));
      expect(await send(usd(500), "c")).toEqual(SENT);
      expect(await reverse(usd(2000), "r")).toEqual(REVERSED);
      expect(await send(usd(1), "d")).toEqual(refused(true));
      expect((await books()).map(({ amountMinor }) => amountMinor)).toEqual([2000, 500]);
    });

    it("what was taken back is paid again from the balance", async () => {
      const { send, books, reverse } = await sent();
      await reverse(usd(2000), "r");
      expect(await send(usd(2000), "again", { fromBalance: true })).toEqual(SENT);
      expect(await books()).toEqual([
        expect.objectContaining({ amountMinor: 2000, reversedMinor: 2000 }),
        expect.objectContaining({ amountMinor: 2000, reversedMinor: 0 }),
      ]);
    });

    it("several sellers of one payment are sent theirs, each on their own", async () => {
      const [one, other] = [await bench.account("able"), await bench.account("able")];
      const { send, books } = await paid(one);
      expect(await send(usd(1000), "one")).toEqual(SENT);
      expect(await send(usd(900), "other", { account: other })).toEqual(SENT);
      expect(await books()).toEqual([
        { account: one, amountMinor: 1000, reversedMinor: 0 },
        { account: other, amountMinor: 900, reversedMinor: 0 },
      ]);
    });

    it("two sellers of one payment at one account are sent theirs, and the list says by the keys whose each is", async () => {
      const account = await bench.account("able");
      const { send, list, request } = await paid(account);
      expect(await send(usd(1000), "one")).toEqual(SENT);
      expect(await send(usd(1000), "other")).toEqual(SENT);
      const { key: one } = request(usd(1000), "one");
      const { key: other } = request(usd(1000), "other");
      expect((await list()).map(({ key, amount }) => [key, amount]).toSorted()).toEqual(
        [
          [one, usd(1000)],
          [other, usd(1000)],
        ].toSorted(),
      );
    });

    it("nothing is sent of a payment that is not there, in another currency, or to an account that is not there", async () => {
      const { send, books } = await paid(await bench.account("able"));
      expect(await send(usd(100), "payment", { reference: "pi_of_nobody" })).toEqual(refused(true));
      expect(await send(money(100, "EUR"), "currency")).toEqual(refused(true));
      expect(await send(usd(100), "account", { account: "acct_of_nobody" })).toEqual(refused(true));
      expect(await books()).toEqual([]);
    });

    it("an account that cannot receive is refused, not for good, and sent its money when it can", async () => {
      const account = await bench.account("able");
      const { send, books } = await paid(account);
      await bench.turn(account, "restricted");
      expect(await send(usd(2000), "a")).toEqual(refused(false));
      expect(await books()).toEqual([]);
      await bench.turn(account, "able");
      expect(await send(usd(2000), "a", { refusals: 1 })).toEqual(SENT);
      expect(await books()).toHaveLength(1);
    });

    it("a transfer that is refused for now is sent when it is asked for again", async () => {
      const { send, books } = await paid(await bench.account("transfers_refused_once"));
      expect(await send(usd(2000), "a")).toEqual(refused(false));
      expect(await send(usd(2000), "a", { refusals: 1 })).toEqual(SENT);
      expect(await books()).toHaveLength(1);
    });

    it.each(["transfer_lost", "transfer_reply_lost"] as const)(
      "%s: nobody knows, and asked again under the same key it is sent exactly once",
      async (role) => {
        const { send, books } = await paid(await bench.account(role));
        expect(await send(usd(2000), "a")).toEqual(anUnknown());
        expect(await books()).toHaveLength(role === "transfer_lost" ? 0 : 1);
        expect(await send(usd(2000), "a")).toEqual(SENT);
        expect(await books()).toHaveLength(1);
      },
    );

    it("a refund to the buyer leaves the transfers as they are", async () => {
      const { attempt, books } = await sent();
      const { reference } = attempt;
      await bench.platform.provider.refund({ reference, amount: usd(2500), key: `${reference}:all`, refusals: 0 });
      expect(await books()).toMatchObject([{ amountMinor: 2000, reversedMinor: 0 }]);
    });

    it("a dispute takes the platform's money, and leaves the transfers as they are", async () => {
      const { attempt, books } = await sent();
      await bench.dispute(attempt.reference, null);
      expect(await books()).toMatchObject([{ amountMinor: 2000, reversedMinor: 0 }]);
    });
  });

  describe(`${name}: reversals`, () => {
    it("a reversal with the same key happens once, and parts add up to at most the transfer", async () => {
      const { reverse, books, list } = await sent();
      const first = await reverse(usd(1500), "a");
      expect(first).toEqual(REVERSED);
      expect(await reverse(usd(1500), "a")).toEqual(first);
      expect(await reverse(usd(501), "b")).toEqual(refused(true));
      expect(await reverse(usd(100), "a")).toEqual(refused(true));
      expect(await reverse(usd(500), "c")).toEqual(REVERSED);
      expect(await books()).toMatchObject([{ amountMinor: 2000, reversedMinor: 2000 }]);
      expect(await list()).toMatchObject([{ amount: usd(2000), reversed: usd(2000) }]);
    });

    it("nothing is taken back of a transfer that is not there, or in another currency", async () => {
      const { reverse, books } = await sent();
      const nobodys = { key: "nobody", transferId: "tr_of_nobody", amount: usd(1), refusals: 0 };
      expect(await service().reverse(nobodys)).toEqual(refused(true));
      expect(await reverse(money(100, "EUR"), "currency")).toEqual(refused(true));
      expect(await books()).toMatchObject([{ reversedMinor: 0 }]);
    });

    it("a seller whose balance is empty is short: nothing is taken, and asking again is safe", async () => {
      const { reverse, books } = await sent("empty_balance");
      expect(await reverse(usd(2000), "a")).toEqual({ kind: "short" });
      expect(await reverse(usd(2000), "a", 1)).toEqual({ kind: "short" });
      expect(await books()).toMatchObject([{ reversedMinor: 0 }]);
    });

    it.each(["reversal_lost", "reversal_reply_lost"] as const)(
      "%s: nobody knows, and asked again under the same key it is taken back exactly once",
      async (role) => {
        const { reverse, books } = await sent(role);
        expect(await reverse(usd(1000), "a")).toEqual(anUnknown());
        expect(await books()).toMatchObject([{ reversedMinor: role === "reversal_lost" ? 0 : 1000 }]);
        expect(await reverse(usd(1000), "a")).toEqual(REVERSED);
        expect(await books()).toMatchObject([{ reversedMinor: 1000 }]);
      },
    );
  });
}
