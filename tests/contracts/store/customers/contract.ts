import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { sellerId, type SessionId } from "#lib/ids.ts";
import type { CustomerLimit } from "#lib/store/customers/customer-store.ts";
import type { OpenDatabase } from "#lib/store/drizzle/database.ts";
import { aHold, freshSessionId, openStoreBench, random, type StoreBench } from "../store-bench.ts";

/** Discounts that count so many orders of one customer, whoever asks at once. */
export function customerStoreContract(name: string, open: () => Promise<OpenDatabase>): void {
  let bench: StoreBench;
  beforeAll(async () => {
    bench = await openStoreBench(open);
  });
  afterAll(() => bench.opened.close());

  const someone = () => `customer_${random()}`;
  const once = (): CustomerLimit => ({ code: `CODE${random()}`, limit: 1, isFirstOrder: false });
  const first = (): CustomerLimit => ({ code: `FIRST${random()}`, limit: 1, isFirstOrder: true });
  const take = async (id: SessionId, limits: readonly CustomerLimit[], ...customer: readonly string[]) =>
    Object.fromEntries(
      await bench.store.transaction((transaction) => transaction.takeForCustomer(id, limits, customer)),
    );
  const refused = async (limits: readonly CustomerLimit[], ...customer: readonly string[]) =>
    Object.fromEntries(await bench.store.refusedToCustomer(limits, customer, freshSessionId()));
  const release = (id: SessionId) => bench.store.transaction((transaction) => transaction.releaseDiscounts(id));

  describe(`${name}: a discount with a limit for each customer`, () => {
    it("is one checkout's, however many of the customer's ask at once", async () => {
      const [limit, customer] = [once(), someone()];
      const taken = await Promise.all(Array.from({ length: 20 }, () => take(freshSessionId(), [limit], customer)));
      expect(taken.filter((one) => Object.keys(one).length === 0)).toHaveLength(1);
      expect(taken.filter((one) => one[limit.code] === "customer_limit")).toHaveLength(19);
      expect(await take(freshSessionId(), [limit], someone())).toEqual({});
    });

    it("counts up to its limit, whichever of the two digests of the customer is met again", async () => {
      const [shopper, email] = [someone(), someone()];
      const limit = { ...once(), limit: 2 };
      await take(freshSessionId(), [limit], shopper, email);
      expect(await refused([limit], email)).toEqual({});
      await take(freshSessionId(), [limit], shopper);
      expect(await refused([limit], shopper)).toEqual({ [limit.code]: "customer_limit" });
      expect(await refused([limit], someone(), email)).toEqual({});
      expect(await take(freshSessionId(), [limit], email)).toEqual({});
      expect(await refused([limit], email)).toEqual({ [limit.code]: "customer_limit" });
    });

    it("is not in the way of the checkout that has taken it, which takes it again", async () => {
      const [limit, customer, id] = [once(), someone(), freshSessionId()];
      expect([await take(id, [limit], customer), await take(id, [limit], customer)]).toEqual([{}, {}]);
      expect(Object.fromEntries(await bench.store.refusedToCustomer([limit], [customer], id))).toEqual({});
    });

    it("is free again when its checkout gives up, with what is limited for everybody", async () => {
      const [limit, customer, id] = [once(), someone(), freshSessionId()];
      await bench.store.transaction(async (transaction) => {
        await transaction.takeDiscounts(aHold(id), sellerId("fernweh"), [{ code: limit.code, limit: 5 }]);
        await transaction.takeForCustomer(id, [limit], [customer]);
      });
      await release(id);
      expect(await take(freshSessionId(), [limit], customer)).toEqual({});
    });

    it("is taken whole or not at all, and by nobody who is not known", async () => {
      const [one, other, customer] = [once(), once(), someone()];
      await take(freshSessionId(), [one], customer);
      expect(await take(freshSessionId(), [other, one], customer)).toEqual({ [one.code]: "customer_limit" });
      expect(await refused([other], customer)).toEqual({});
      expect(await take(freshSessionId(), [other])).toEqual({ [other.code]: "customer_limit" });
    });

    it("of a first order is one checkout's beside every other of that kind, until it is given up", async () => {
      const [one, other, customer, id] = [first(), first(), someone(), freshSessionId()];
      const both = await Promise.all([take(id, [one], customer), take(freshSessionId(), [other], customer)]);
      expect(both.filter((each) => Object.keys(each).length === 0)).toHaveLength(1);
      expect(await refused([one, other], customer)).toEqual({
        [one.code]: "first_order_only",
        [other.code]: "first_order_only",
      });
    });

    it("never makes two customers wait for each other for ever", async () => {
      const people = Array.from({ length: 4 }, someone);
      const limit = { ...once(), limit: 1000 };
      const taken = await Promise.all(
        Array.from({ length: 40 }, (_, index) =>
          take(freshSessionId(), [limit], ...(index % 2 === 0 ? people : [...people].reverse())),
        ),
      );
      expect(taken.every((one) => Object.keys(one).length === 0)).toBe(true);
    });
  });

  it(`${name}: customers' digests have one key, whoever asks first`, async () => {
    const asked = await Promise.all(
      ["a", "b", "c"].map((fresh) => bench.store.transaction((transaction) => transaction.customerKey(fresh))),
    );
    expect(new Set(asked).size).toBe(1);
  });
}
