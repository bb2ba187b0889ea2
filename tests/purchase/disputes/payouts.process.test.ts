import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { listPayouts, type PayoutsLine } from "#lib/operator/payouts.ts";
import { sweep } from "#lib/purchase/sweep.ts";
import { payoutCsv, payoutsCsvHeader } from "#lib/wire/disputes/payouts.ts";
import { openDisputeShop } from "./dispute-shop.ts";

let shop: Awaited<ReturnType<typeof openDisputeShop>>;
beforeAll(async () => {
  shop = await openDisputeShop();
});
afterAll(() => shop.close());

const month = () => new Date().toISOString().slice(0, 7);
async function payouts() {
  const lines: PayoutsLine[] = [];
  await listPayouts(shop.shop.verbs, { month: month() }, async (line) => void lines.push(line as PayoutsLine));
  return lines.map(({ payout }) => payout);
}
const read = async () => (await sweep(shop.shop.context, { isThorough: true })).payoutsRead;

describe("payouts", () => {
  it("have each payment's fee, net and payout, and add up to what the provider paid out", async () => {
    const [kept, refunded, lost] = [
      await shop.orderBy("pm_card_visa"),
      await shop.orderBy("pm_card_visa"),
      await shop.orderBy("pm_card_visa"),
    ];
    await shop.refundBy(refunded, 500, "part");
    const { id } = await shop.disputed(lost);
    await shop.control.turnDispute(id, "lost");
    const stranger = { amount: 900, currency: "usd", confirm: true, payment_method: "pm_card_visa" };
    await shop.bench.stripe.paymentIntents.create(stranger);
    const made = await shop.control.payOut({ currency: "usd" });
    expect(await payouts()).toEqual([]);
    expect(await read()).toBe(1);
    const [payout] = await payouts();
    if (payout === undefined) throw new Error("no payout");
    expect(payout).toMatchObject({ id: made.id, amount_minor: made.amount, difference_minor: 0, status: "paid" });
    const of = (number: string) =>
      payout.entries
        .filter(({ order_number: order }) => order === number)
        .map(({ kind, amount_minor: amount, fee_minor: fee, net_minor: net }) => [kind, amount, fee, net])
        // Bookings of one second are in the order of their ids.
        .toSorted(([one], [other]) => String(one).localeCompare(String(other)));
    const paid = kept.paid.amountMinor;
    const fee = Math.round(paid * 0.029) + 30;
    const charge = ["charge", paid, fee, paid - fee];
    expect(of(kept.number)).toEqual([charge]);
    expect(of(refunded.number)).toEqual([charge, ["refund", -500, 0, -500]]);
    expect(of(lost.number)).toEqual([charge, ["dispute", -paid, 1500, -paid - 1500]]);
    expect(payout.entries.filter(({ order_number: order }) => order === null)).toMatchObject([{ amount_minor: 900 }]);
    const records = payoutCsv(payout).trimEnd().split("\r\n");
    expect(records).toHaveLength(payout.entries.length);
    const column = payoutsCsvHeader.trimEnd().split(",").indexOf("net_minor");
    const total = records.reduce((sum, record) => sum + Number(record.split(",")[column]), 0);
    expect(total).toBe(made.amount);
  });

  it("are read once, and the clock asks for them four times a day only", async () => {
    const asked = async () =>
      (await shop.control.requests()).filter(({ path }) => path === "/v1/balance_transactions").length;
    const before = await asked();
    expect(await read()).toBe(0);
    expect(await asked()).toBe(before);
    const listed = async () => (await shop.control.requests()).filter(({ path }) => path === "/v1/payouts").length;
    const lists = await listed();
    const now = new Date(shop.shop.context.now());
    const next = new Date(now);
    next.setUTCMinutes(17, 30, 0);
    while (next <= now || next.getUTCHours() % 6 !== 1) next.setTime(next.getTime() + 3_600_000);
    shop.shop.advance(next.getTime() - now.getTime());
    await sweep(shop.shop.context, { isThorough: false });
    expect(await listed()).toBe(lists + 1);
    shop.shop.advance(60_000);
    await sweep(shop.shop.context, { isThorough: false });
    expect(await listed()).toBe(lists + 1);
  });

  it("that somebody made by hand are listed as not itemized, which is no sum that agrees", async () => {
    await shop.orderBy("pm_card_visa");
    const { id } = await shop.control.payOut({ currency: "usd", automatic: false });
    await read();
    const found = (await payouts()).find((one) => one.id === id);
    expect(found).toMatchObject({ is_itemized: false, difference_minor: null, entries: [] });
  });

  it("whose bookings are not what was paid out say by how much", async () => {
    await shop.orderBy("pm_card_visa");
    const { id, amount } = await shop.control.payOut({ currency: "usd" });
    await read();
    const [stored] = (await shop.store.payoutsArriving(new Date(0), new Date(4e12))).filter((one) => one.id === id);
    if (stored === undefined) throw new Error("no payout");
    const more = { ...stored, amount: { ...stored.amount, amountMinor: amount + 7 } };
    await shop.store.transaction((transaction) => transaction.savePayout("stripe", more));
    expect((await payouts()).find((one) => one.id === id)).toMatchObject({ difference_minor: -7 });
  });
});
