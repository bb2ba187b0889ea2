import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { attemptIdOf, productId, type SessionId } from "#lib/ids.ts";
import type { PurchaseContext } from "#lib/purchase/context.ts";
import { matchUnmatched, recordUnmatched } from "#lib/purchase/unmatched/unmatched.ts";
import { ada, newYorker, openTestShop, testProduct, type TestShop } from "../../fixtures/test-shop.ts";

let shop: TestShop;
beforeAll(async () => {
  shop = await openTestShop();
});
afterAll(() => shop.close());

/** Money that the provider took for a checkout whose attempt was lost with the database. */
async function unmatched(id: SessionId, reference: string): Promise<void> {
  const session = await shop.context.store.session(id);
  if (session === null) throw new Error("no session");
  const { total: amount } = session.totals;
  await recordUnmatched(shop.context, { attemptId: attemptIdOf(id, 1), reference, amount });
}

async function checkout(product: string, code: string | null = null): Promise<SessionId> {
  const items = [{ productId: productId(product), offerId: null, quantity: 1 }];
  const discountCodes = code === null ? [] : [code];
  const prepared = await shop.verbs.prepareCheckout({ items, address: newYorker, buyer: ada, discountCodes });
  if (prepared.kind !== "prepared") throw new Error(JSON.stringify(prepared.problems));
  return prepared.session.id;
}

/** The database goes away between the attempt that is begun again and the record of its payment. */
function interrupted(): PurchaseContext {
  const { store } = shop.context;
  let transactions = 0;
  return {
    ...shop.context,
    store: {
      ...store,
      transaction: (work) => {
        transactions += 1;
        return transactions > 1 ? Promise.reject(new Error("the database is gone")) : store.transaction(work);
      },
    },
  };
}

describe("a payment that a person matches to its checkout", () => {
  it("counts the use of its code, which nobody else can use then", async () => {
    const [id, other] = [await checkout("mug", "ONLYONE"), await checkout("mug", "ONLYONE")];
    await unmatched(id, "pay_with_code");
    expect(await matchUnmatched(shop.context, { reference: "pay_with_code", why: "a test" })).toMatchObject({
      kind: "matched",
    });
    const token = "tok_sandbox_ok_other";
    expect(await shop.verbs.payWithToken({ sessionId: other, token, buyer: ada })).toMatchObject({
      kind: "discount_used_up",
    });
  });

  it("is matched also when its code was used up or its goods were sold meanwhile, because it is paid", async () => {
    await shop.context.catalog.upsert([testProduct("rare", { stockOnHand: 1 })]);
    const [id, other] = [await checkout("rare", "GIFTONCE"), await checkout("rare", "GIFTONCE")];
    await unmatched(id, "pay_too_late");
    expect(await shop.verbs.payWithToken({ sessionId: other, token: "tok_sandbox_ok_rare", buyer: ada })).toMatchObject(
      { kind: "completed" },
    );
    expect(await matchUnmatched(shop.context, { reference: "pay_too_late", why: "a test" })).toMatchObject({
      kind: "matched",
    });
    expect((await shop.context.store.oversold(10)).map((one) => one.productId)).toContain("rare");
  });

  it("holds its goods while it is being matched, also when that is interrupted", async () => {
    const [id, other] = [await checkout("last"), await checkout("last")];
    await unmatched(id, "pay_interrupted");
    const match = (context: PurchaseContext) =>
      matchUnmatched(context, { reference: "pay_interrupted", why: "a test" });
    await expect(match(interrupted())).rejects.toThrow("the database is gone");
    const paid = await shop.verbs.payWithToken({ sessionId: other, token: "tok_sandbox_ok_last", buyer: ada });
    expect(paid.kind).toBe("out_of_stock");
  });
});
