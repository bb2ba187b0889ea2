import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { money } from "#lib/money.ts";
import { movementNeedsPerson, type Movement, type Reversal, type Transfer } from "#lib/orders/transfers/transfer.ts";
import type { OpenDatabase } from "#lib/store/drizzle/database.ts";
import { aSale } from "../../../fixtures/sellers/movements.ts";
import { later, openStoreBench, type StoreBench } from "../store-bench.ts";

const usd = (minor: number) => money(minor, "USD");

/** What sellers are sent and give back: each key once, one caller at a time, and books of a month that add up. */
export function transferStoreContract(name: string, open: () => Promise<OpenDatabase>): void {
  let bench: StoreBench;
  beforeAll(async () => {
    bench = await openStoreBench(open);
  });
  afterAll(() => bench.opened.close());
  const insert = (movement: Movement) => bench.store.transaction((transaction) => transaction.insertMovement(movement));
  const save = (movement: Movement) => bench.store.transaction((transaction) => transaction.saveMovement(movement));

  const taken = ({
    model: _model,
    account: _account,
    feesOnRefund: _fees,
    settled: _settled,
    ...of
  }: Transfer): Reversal => ({
    ...of,
    kind: "reversal",
    key: of.key.replace("transfer", "reversal"),
    gross: usd(500),
    fee: usd(40),
    amount: usd(460),
    cause: "refund-1",
    causeKind: "refund",
    state: "due",
    transferKey: of.key,
  });

  describe(`${name}: transfers to sellers`, () => {
    it("with one key are one, and keep what became of them", async () => {
      const transfer = aSale();
      expect((await Promise.all([insert(transfer), insert(transfer)])).filter(Boolean)).toHaveLength(1);
      expect(await bench.store.movement(transfer.key)).toEqual(transfer);
      const sent = { ...transfer, state: "sent", providerId: "tr_1", settled: money(850, "EUR"), dueAt: null } as const;
      await save(sent);
      const reversal = taken(transfer);
      await insert(reversal);
      expect(await bench.store.transfers(transfer)).toEqual([sent]);
      expect(await bench.store.reversals(transfer)).toEqual([reversal]);
      expect(await bench.store.movement(reversal.key)).toEqual(reversal);
      expect(await bench.store.movement("none")).toBeNull();
    });

    it("are asked for by one caller, and not once they are settled", async () => {
      for (const movement of [aSale(), taken(aSale())]) {
        await insert(movement);
        const claim = () => bench.store.transaction((transaction) => transaction.claimMovement(movement, later(9)));
        expect((await Promise.all([claim(), claim(), claim()])).filter(Boolean)).toHaveLength(1);
        expect(await bench.store.movement(movement.key)).toMatchObject({ tries: 1, dueAt: later(9) });
        const offset = aSale({ state: "offset" });
        await insert(offset);
        const stale = { ...offset, state: "due" } as const;
        expect(await bench.store.transaction((one) => one.claimMovement(stale, later(9)))).toBe(false);
      }
    });

    it("are listed when they are due, and when they need a person, page by page", async () => {
      const due = aSale({ dueAt: later(-100) });
      const lost = aSale({ state: "refused", dueAt: null, createdAt: later(-50) });
      const claim = {
        ...taken(aSale()),
        state: "owed",
        dueAt: null,
        transferKey: null,
        createdAt: later(-40),
      } as const;
      for (const movement of [due, lost, claim]) await insert(movement);
      expect((await bench.store.dueMovements(later(-99), 1000)).map(({ key }) => key)).toEqual([due.key]);
      const first = await bench.store.lostMovements(1);
      expect(first.map(({ key }) => key)).toEqual([lost.key]);
      const rest = await bench.store.lostMovements(1000, first[0]);
      expect(rest.map(({ key }) => key)).toEqual([claim.key]);
      expect([...first, ...rest].every(movementNeedsPerson)).toBe(true);
      const totals = await bench.store.movementTotals();
      expect(totals).toMatchObject({
        refused: { count: 1 },
        claims: { count: 1, amounts: [{ currency: "USD", minor: 460 }] },
      });
      expect(totals.needPerson).toBe(2);
      await save({ ...lost, resolvedAt: later(1) });
      expect((await bench.store.lostMovements(1000)).map(({ key }) => key)).toEqual([claim.key]);
    });

    it("are books of a month that add up, of one seller or of all", async () => {
      const sold = aSale({ createdAt: new Date("2025-03-10T00:00:00Z"), state: "sent" });
      const waiting = aSale({ sellerId: sold.sellerId, createdAt: new Date("2025-03-31T23:59:59Z") });
      const back = { ...taken(sold), createdAt: new Date("2025-04-01T00:00:00Z"), state: "owed" } as const;
      for (const movement of [sold, waiting, back, aSale({ createdAt: sold.createdAt })]) await insert(movement);
      const month = (from: string, until: string) =>
        bench.store.sellerMonths({ from: new Date(from), until: new Date(until), seller: sold.sellerId });
      const none = { feesMinor: 0, refundsMinor: 0, disputesMinor: 0, transfersMinor: 0, payments: 0, chargesMinor: 0 };
      const of = { sellerId: sold.sellerId, currency: "USD", ...none };
      expect(await month("2025-03-01T00:00:00Z", "2025-04-01T00:00:00Z")).toEqual([
        { ...of, payments: 2, chargesMinor: 2000, feesMinor: 160, transfersMinor: 920, owedMinor: 920 },
      ]);
      expect(await month("2025-04-01T00:00:00Z", "2025-05-01T00:00:00Z")).toEqual([
        { ...of, feesMinor: -40, refundsMinor: 500, owedMinor: -460 },
      ]);
      const [from, until] = [new Date("2025-03-01T00:00:00Z"), new Date("2025-04-01T00:00:00Z")];
      expect(await bench.store.sellerMonths({ from, until, seller: null })).toHaveLength(2);
    });
  });
}
