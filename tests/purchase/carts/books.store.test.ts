import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { sellerId } from "#lib/ids.ts";
import type { Order } from "#lib/orders/order.ts";
import { sweepTransfers } from "#lib/purchase/transfers/sweep-transfers.ts";
import type { OpenDatabase } from "#lib/store/drizzle/database.ts";
import { booksView } from "#lib/wire/sellers/books.ts";
import { openRunDatabase } from "../../fixtures/real-postgres.ts";
import { ada } from "../../fixtures/test-shop.ts";
import { CART, openCartShop, readyCart, type CartShop } from "./cart-shop.ts";

/** What the buyer pays for each part of the cart. */
const [FERNWEHS, OMBRAS] = [5988, 3266];

let opened: OpenDatabase;
let shop: CartShop;
beforeEach(async () => {
  opened = await openRunDatabase();
  shop = await openCartShop({ database: opened });
});
afterEach(() => shop.close());

async function sold(): Promise<Order> {
  const id = await readyCart(shop, CART);
  const paid = await shop.verbs.payWithToken({ sessionId: id, token: "tok_sandbox_ok", buyer: ada });
  if (paid.kind !== "completed" || paid.order === null) throw new Error(`not paid: ${paid.kind}`);
  return paid.order;
}
const refund = ({ id: orderId }: Order, amountMinor: number | null, changes: object = {}) =>
  shop.verbs.refundOrder({ orderId, amountMinor, requestId: null, why: "a test", ...changes });

/** Of each seller in the books what is charged, what is given back, and what is left over. */
async function books(seller: string | null = null) {
  const until = new Date(shop.context.now().getTime() + 1000);
  const query = { from: new Date(0), until, seller: seller === null ? null : sellerId(seller) };
  const months = await shop.context.store.sellerMonths(query);
  return months.map((month) => {
    const view = booksView("all", month);
    return [view.seller_id, view.charges_minor, view.refunds_minor, view.difference_minor];
  });
}

describe("the books of the sellers of one cart", () => {
  it("show what is missing of each in their own rows, whoever's line is first, and add up to the whole", async () => {
    const order = await sold();
    expect(await books()).toEqual([
      ["fernweh", FERNWEHS, 0, 0],
      ["ombra", OMBRAS, 0, 0],
    ]);
    await opened.database.execute("delete from transfers where seller_id = 'ombra'");
    expect(await books()).toEqual([
      ["fernweh", FERNWEHS, 0, 0],
      ["ombra", OMBRAS, 0, OMBRAS],
    ]);
    expect(await books("ombra")).toEqual([["ombra", OMBRAS, 0, OMBRAS]]);
    expect(await books("fernweh")).toEqual([["fernweh", FERNWEHS, 0, 0]]);
    await opened.database.execute("delete from transfers");
    expect(await books()).toEqual([
      ["fernweh", FERNWEHS, 0, FERNWEHS],
      ["ombra", OMBRAS, 0, OMBRAS],
    ]);
    expect(FERNWEHS + OMBRAS).toBe(order.paid.amountMinor);
  });

  it("show of a refund that took nothing back each seller's share", async () => {
    const order = await sold();
    await refund(order, 5000);
    await refund(order, null, { lines: { lines: [{ lineId: "line_1", quantity: 1 }], isShippingToo: false } });
    const whole = [
      ["fernweh", FERNWEHS, 3235 + 2722, 0],
      ["ombra", OMBRAS, 1765, 0],
    ];
    expect(await books()).toEqual(whole);
    await opened.database.execute("delete from transfer_reversals where seller_id = 'ombra'");
    expect(await books()).toEqual([whole[0], ["ombra", OMBRAS, 1765, -1765]]);
    expect(await books("ombra")).toEqual([["ombra", OMBRAS, 1765, -1765]]);
    await opened.database.execute("delete from transfer_reversals");
    expect(await books("fernweh")).toEqual([["fernweh", FERNWEHS, 3235 + 2722, -(3235 + 2722)]]);
    expect(await books("kumo")).toEqual([]);
  });

  it("show what was taken back of one seller too much and of another too little, though the whole adds up", async () => {
    const order = await sold();
    const line = (lineId: string) => ({ lines: { lines: [{ lineId, quantity: 1 }], isShippingToo: false } });
    for (const lineId of ["line_1", "line_2"]) await refund(order, null, line(lineId));
    const right = [
      ["fernweh", FERNWEHS, 2722, 0],
      ["ombra", OMBRAS, 2722, 0],
    ];
    expect(await books()).toEqual(right);
    const shift = (seller: string, by: number) =>
      opened.database.execute(
        `update transfer_reversals set gross_minor = gross_minor + ${by}, amount_minor = amount_minor + ${by} where seller_id = '${seller}'`,
      );
    await shift("fernweh", 100);
    await shift("ombra", -100);
    const wrong = [
      ["fernweh", FERNWEHS, 2722, 100],
      ["ombra", OMBRAS, 2722, -100],
    ];
    expect(await books()).toEqual(wrong);
    expect(await books("ombra")).toEqual([wrong[1]]);
    await shift("fernweh", -100);
    await shift("ombra", 100);
    expect(await books()).toEqual(right);
  });

  it("are right again after a sweep of their day, where an earlier release divided what was given back otherwise", async () => {
    const order = await sold();
    await refund(order, 5000);
    const right = [
      ["fernweh", FERNWEHS, 3235, 0],
      ["ombra", OMBRAS, 1765, 0],
    ];
    expect(await books()).toEqual(right);
    const divideOtherwise = async () => {
      for (const [seller, by] of [
        ["fernweh", -100],
        ["ombra", 100],
      ] as const)
        await opened.database.execute(
          `update transfer_reversals set gross_minor = gross_minor + ${by}, amount_minor = amount_minor + ${by}
           where key = (select min(key) from transfer_reversals where seller_id = '${seller}')`,
        );
    };
    const differences = async () => (await books()).map(([, , , difference]) => difference);
    await divideOtherwise();
    expect(await differences()).toEqual([-100, 100]);
    await shop.verbs.sweep();
    expect(await differences()).toEqual([0, 0]);
    // The clock's sweep takes a day of the past in each turn: 100 days later, in the turn that takes the day of this refund.
    const [TURN_MS, DAY_MS] = [600_000, 86_400_000];
    const refundedAt = shop.context.now().getTime();
    shop.advance(100 * DAY_MS + TURN_MS - (refundedAt % TURN_MS));
    const now = shop.context.now().getTime();
    const isItsTurn = (time: number) => Math.floor((time - refundedAt) / DAY_MS) === Math.floor(time / TURN_MS) % 400;
    const turns = Array.from({ length: 401 }, (_, turn) => turn).filter((turn) => isItsTurn(now + turn * TURN_MS));
    shop.advance((turns[0] ?? expect.unreachable()) * TURN_MS);
    await divideOtherwise();
    expect(await differences()).toEqual([-100, 100]);
    await sweepTransfers(shop.context, false, async (items, work) => {
      for (const item of items) await work(item);
      return items.length;
    });
    expect(await differences()).toEqual([0, 0]);
  });

  it("show what was taken back of sellers of whom nothing was given back", async () => {
    const order = await sold();
    await refund(order, null, { lines: { lines: [{ lineId: "line_1", quantity: 1 }], isShippingToo: false } });
    await opened.database.execute("update transfer_reversals set seller_id = 'ombra'");
    expect(await books()).toEqual([
      ["fernweh", FERNWEHS, 2722, -2722],
      ["ombra", OMBRAS, 0, 2722],
    ]);
  });

  it("show a sale that is booked as another seller's, though the whole adds up", async () => {
    await sold();
    await opened.database.execute("update transfers set seller_id = 'fernweh' where seller_id = 'ombra'");
    expect(await books()).toEqual([
      ["fernweh", FERNWEHS, 0, -OMBRAS],
      ["ombra", OMBRAS, 0, OMBRAS],
    ]);
  });
});
