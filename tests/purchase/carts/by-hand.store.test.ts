import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { attemptIdOf } from "#lib/ids.ts";
import { add, money, zero, type Money } from "#lib/money.ts";
import type { Order } from "#lib/orders/order.ts";
import type { ProviderTransfer, ReversalRequest } from "#lib/payments/transfer-service.ts";
import type { PurchaseContext } from "#lib/purchase/context.ts";
import { sweep } from "#lib/purchase/sweep.ts";
import { createVerbs } from "../../fixtures/verbs.ts";
import { ada } from "../../fixtures/test-shop.ts";
import { recordUnmatched } from "#lib/purchase/unmatched/unmatched.ts";
import { FERNWEH, OMBRA, openCartShop, readyCart, type CartShop } from "./cart-shop.ts";

const holder: { shop?: CartShop } = {};
const shop = () => {
  if (holder.shop === undefined) throw new Error("the shop is open");
  return holder.shop;
};
beforeAll(async () => {
  holder.shop = await openCartShop();
});
afterAll(() => holder.shop?.close());

async function sold(): Promise<Order> {
  const id = await readyCart(shop());
  const paid = await shop().verbs.payWithToken({ sessionId: id, token: "tok_sandbox_ok", buyer: ada });
  if (paid.kind !== "completed" || paid.order === null) throw new Error(`not paid: ${paid.kind}`);
  return paid.order;
}

describe("what whoever runs the shop gives back of an order of two sellers", () => {
  const give = async (order: Order, lineIds: readonly string[] | null, isShippingToo: boolean, requestId: string) => {
    const lines = lineIds?.map((lineId) => ({ lineId, quantity: lineId === "line_1" ? 2 : 1 })) ?? [];
    const given = await shop().verbs.refundOrder({
      orderId: order.id,
      amountMinor: null,
      ...(lineIds === null ? {} : { lines: { lines, isShippingToo } }),
      requestId,
      why: "sent back",
    });
    if (!("amount" in given)) throw new Error(`not given: ${given.kind}`);
    const [row] = (await shop().context.store.refunds("sandbox", order.paymentReference)).slice(-1);
    return { minor: given.amount?.amountMinor, shipping: row?.items?.shippingBySeller };
  };

  it("has with a seller's line that seller's delivery alone", async () => {
    const order = await sold();
    const lamp = await give(order, ["line_2"], true, "lamp");
    expect(lamp).toEqual({ minor: 3266, shipping: [{ sellerId: OMBRA, amountMinor: 544 }] });
    expect(await give(order, null, false, "rest")).toMatchObject({ minor: 5988 });
  });

  it("has every delivery without lines, and what is left of it when all that is left is given back", async () => {
    const both = await give(await sold(), [], true, "deliveries");
    expect(both.shipping?.map(({ sellerId }) => sellerId)).toEqual([FERNWEH, OMBRA]);
    const order = await sold();
    await give(order, ["line_2"], false, "lamp");
    const rest = await give(order, null, false, "rest");
    expect(rest.minor).toBe(5988 + 544);
    const next = await sold();
    await give(next, ["line_2"], true, "lamp");
    const again = { lines: [{ lineId: "line_2", quantity: 1 }], isShippingToo: true };
    expect(
      await shop().verbs.refundOrder({ orderId: next.id, amountMinor: null, lines: again, requestId: "2", why: "x" }),
    ).toMatchObject({ kind: "too_many_units" });
  });
});

describe("a payment of two sellers that is matched by hand", () => {
  it("waits while one of them cannot be paid, and is each one's when both can", async () => {
    const id = await readyCart(shop());
    const session = await shop().context.store.session(id);
    if (session === null) throw new Error("the session is stored");
    const reference = "pay_of_two";
    await recordUnmatched(shop().context, {
      attemptId: attemptIdOf(id, 1),
      reference,
      amount: session.totals.total,
    });
    shop().sellers.set(OMBRA, { canReceive: false });
    const refused = { kind: "seller_not_ready", sellerName: "Ombra" };
    expect(await shop().verbs.matchUnmatched({ reference, why: "a test" })).toEqual(refused);
    expect(await shop().verbs.planUnmatched({ reference, act: "match", why: "a test" })).toEqual(refused);
    expect((await shop().context.store.session(id))?.status).toBe("ready");
    shop().sellers.set(OMBRA, {});
    expect(await shop().verbs.matchUnmatched({ reference, why: "a test" })).toMatchObject({ kind: "matched" });
    const rows = await shop().context.store.transfers({ provider: "sandbox", reference });
    expect(rows.map(({ sellerId, gross }) => [sellerId, gross.amountMinor])).toEqual([
      [FERNWEH, 5988],
      [OMBRA, 3266],
    ]);
  });
});

describe("a payment of two sellers that is given back after the books lost it", () => {
  const transfer = (id: string, account: string, amount: Money): ProviderTransfer => ({
    id,
    key: `${id}:key`,
    account,
    amount,
    reversed: money(0, amount.currency),
  });
  async function givenBack(made: readonly ProviderTransfer[]) {
    const id = await readyCart(shop());
    const session = await shop().context.store.session(id);
    const { provider } = shop().context;
    const { transfers } = provider;
    if (session === null || transfers === null) throw new Error("the cart and the bank are there");
    const listed = made.map((one) => ({ ...one, key: `${id}:1:${one.id}` }));
    const reversed: ReversalRequest[] = [];
    const context: PurchaseContext = {
      ...shop().context,
      provider: {
        ...provider,
        refund: async () => ({ kind: "done", id: `re_${id}`, reason: null }),
        transfers: {
          ...transfers,
          list: async () => ({ kind: "listed", transfers: listed }),
          reverse: async (request) => {
            // The sweep asks for those of the orders above too.
            if (request.key.startsWith(id)) reversed.push(request);
            return { kind: "reversed", id: `trr_${request.key}` };
          },
        },
      },
    };
    const reference = `pay_lost_${id}`;
    await recordUnmatched(context, { attemptId: attemptIdOf(id, 1), reference, amount: session.totals.total });
    const { kind } = await createVerbs(context).giveBackUnmatched({ reference, why: "a test" });
    await sweep(context, { isThorough: true });
    const rows = await context.store.transfers({ provider: "sandbox", reference });
    return { kind, reversed, rows };
  }
  const eur = (minor: number) => money(minor, "EUR");

  it("takes from each seller all that they were sent, also in the currency that the provider settles in", async () => {
    const { kind, reversed, rows } = await givenBack([
      transfer("tr_f", "acct_fernweh", eur(5000)),
      transfer("tr_o", "acct_ombra", eur(2700)),
    ]);
    expect(kind).toBe("given_back");
    expect(rows.map(({ settled, feesOnRefund }) => [settled, feesOnRefund])).toEqual([
      [eur(5000), "return"],
      [eur(2700), "return"],
    ]);
    // All of each transfer, in however many steps, so that the provider takes back all that it was there.
    for (const { providerId, amount } of rows) {
      const steps = reversed.filter(({ transferId }) => transferId === providerId);
      expect(steps.reduce((all, step) => add(all, step.amount), zero(amount.currency))).toEqual(amount);
      expect(steps.map(({ of }) => of?.whole)).toEqual(steps.map(() => amount));
    }
    expect(new Set(reversed.map(({ transferId }) => transferId))).toEqual(new Set(["tr_f", "tr_o"]));
  });

  it("takes from each of two who share an account what the key of their transfer says", async () => {
    const { kind, rows } = await givenBack([
      transfer(`transfer:${FERNWEH}`, "acct_shared", money(5000, "USD")),
      transfer(`transfer:${OMBRA}`, "acct_shared", money(3000, "USD")),
    ]);
    expect(kind).toBe("given_back");
    expect(rows.map(({ sellerId, account, amount }) => [sellerId, account, amount.amountMinor])).toEqual([
      [FERNWEH, "acct_shared", 5000],
      [OMBRA, "acct_shared", 3000],
    ]);
  });

  it.each<[string, readonly ProviderTransfer[]]>([
    [
      "a second transfer to one of them",
      [transfer("tr_f", "acct_fernweh", eur(10)), transfer("tr_g", "acct_fernweh", eur(10))],
    ],
    [
      "transfers in two currencies",
      [transfer("tr_f", "acct_fernweh", eur(10)), transfer("tr_o", "acct_ombra", money(10, "USD"))],
    ],
  ])("waits for a person where nobody can say what each had: %s", async (_, listed) => {
    expect(await givenBack(listed)).toMatchObject({ kind: "transfers_unclear", reversed: [], rows: [] });
  });
});
