import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { sellerId } from "#lib/ids.ts";
import type { OpenDatabase } from "#lib/store/drizzle/database.ts";
import { booksView } from "#lib/wire/sellers/books.ts";
import { openRunDatabase } from "../../fixtures/real-postgres.ts";
import { FEE, openTransferShop, PAID, SELLER, type TransferShop } from "./transfer-shop.ts";

let shop: TransferShop;
let opened: OpenDatabase;
beforeEach(async () => {
  opened = await openRunDatabase();
  shop = await openTransferShop({}, opened);
});
afterEach(() => shop.close());

const books = async () => {
  const until = new Date(shop.context.now().getTime() + 1000);
  const months = await shop.context.store.sellerMonths({ from: new Date(0), until, seller: null });
  return months.map((month) => booksView("all", month));
};

describe("books of a seller with rows that are missing", () => {
  it("do not add up where a payment has no transfer", async () => {
    await shop.pay();
    await opened.database.execute("delete from transfers");
    expect(await books()).toMatchObject([{ charges_minor: PAID, owed_minor: 0, difference_minor: PAID }]);
  });

  it("do not add up where a refund or a dispute took nothing back", async () => {
    const order = await shop.pay();
    await shop.settle();
    await shop.refund(order, 1000);
    expect(await books()).toMatchObject([{ refunds_minor: 1000, difference_minor: 0 }]);
    await opened.database.execute("delete from transfer_reversals");
    expect(await books()).toMatchObject([{ refunds_minor: 1000, difference_minor: -1000 }]);
  });

  it("add up where a refund and a dispute together are more than was paid", async () => {
    const order = await shop.pay();
    await shop.settle();
    await shop.refund(order, 1000);
    await shop.dispute(order, { state: "needs_response", taken: order.paid });
    expect(await books()).toMatchObject([{ difference_minor: 0 }]);
  });
});

describe("a payment that an instance of an earlier release recorded", () => {
  it("has its sellers' parts after the next sweep, with what was taken back since", async () => {
    const order = await shop.pay();
    await shop.refund(order, 1000);
    await opened.database.execute("delete from transfers");
    await opened.database.execute("delete from transfer_reversals");
    await shop.settle();
    await shop.settle();
    await shop.settle();
    expect(await shop.states(order)).toEqual(["transfer sent", "reversal reversed"]);
    expect(await shop.problems(order)).toEqual([]);
    expect(await books()).toMatchObject([{ difference_minor: 0 }]);
  });
});

describe("what is open of sellers' money", () => {
  it("is listed by seller, page by page, without what was settled outside", async () => {
    const { store } = shop.context;
    const [one, other] = [await shop.pay(), await shop.pay()];
    const open = (seller: string | null) =>
      store.openMovements({ seller: seller === null ? null : sellerId(seller), limit: 10, after: null });
    expect((await open(SELLER)).map(({ reference }) => reference)).toEqual(
      [one, other].map(({ paymentReference }) => paymentReference),
    );
    expect(await open("nobody")).toEqual([]);
    const [first] = await store.openMovements({ seller: null, limit: 1, after: null });
    expect(await store.openMovements({ seller: null, limit: 10, after: first ?? null })).toHaveLength(1);
    shop.sellersBank.meet("refused_for_good");
    await shop.settle();
    const [refused] = await open(null);
    expect(refused).toMatchObject({ state: "refused", amount: { amountMinor: PAID - FEE } });
    await shop.verbs.settleMovement({ key: refused?.key ?? "", act: "settled", why: "by bank transfer" });
    expect(await open(null)).toEqual([]);
  });
});
