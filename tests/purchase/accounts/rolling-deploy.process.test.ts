import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { SessionId } from "#lib/ids.ts";
import { openAccountShop, openPage, sweepAll, type AccountShop, type Instance } from "./account-shop.ts";

let accounts: AccountShop;
beforeAll(async () => {
  accounts = await openAccountShop();
});
afterAll(() => accounts.close());

const orderOf = async ({ verbs }: Instance, sessionId: SessionId) => (await verbs.readOrder({ sessionId }))?.order;
async function takenFor(id: SessionId): Promise<number> {
  const atBank = accounts.shop.bank.ledger().charges.filter((charge) => charge.session === id);
  return (await accounts.capturedAt(1, id)).length + (await accounts.capturedAt(2, id)).length + atBank.length;
}

describe("two instances of two configurations at once", () => {
  it("of the sandbox and Stripe: each sweeps its own alone, and every page that is paid is one order", async () => {
    const [old, next] = [accounts.instance("sandbox"), accounts.instance("one", "sandbox")];
    const atBank = await Promise.all([1, 2, 3].map(() => accounts.shop.readySession()));
    const atStripe = await Promise.all([1, 2, 3].map(() => accounts.shop.readySession()));
    const bankPages: string[] = [];
    for (const id of atBank) bankPages.push(await openPage(old, id));
    const stripePages: string[] = [];
    for (const id of atStripe) stripePages.push(await openPage(next, id));
    accounts.shop.advance(20 * 60_000);
    await sweepAll(old, next);
    for (const id of [...atBank, ...atStripe])
      expect((await accounts.shop.context.store.session(id))?.status).toBe("awaiting_buyer");
    for (const page of bankPages) accounts.shop.bank.answerPage(page, "pay");
    for (const page of stripePages) await accounts.bench(1).onPage(page, "pay");
    accounts.shop.advance(20 * 60_000);
    await sweepAll(old, next, old, next);
    for (const id of [...atBank, ...atStripe]) {
      expect((await orderOf(next, id))?.status).toBe("paid");
      expect(await takenFor(id)).toBe(1);
    }
    expect(accounts.shop.reports.filter(({ message }) => !message.includes("sweep"))).toEqual([]);
  });

  it("of two accounts, neither of which knows the other: nothing is paid twice, nothing is given up", async () => {
    const [old, next] = [accounts.instance("one"), accounts.instance("two")];
    const [first, second] = [await accounts.shop.readySession(), await accounts.shop.readySession()];
    const pages = [await openPage(old, first), await openPage(next, second)] as const;
    accounts.shop.advance(20 * 60_000);
    await sweepAll(old, next);
    await Promise.all([
      next.verbs.openHostedPayment({ sessionId: first }),
      old.verbs.checkOrder({ sessionId: second }),
    ]);
    await accounts.bench(1).onPage(pages[0], "pay");
    await accounts.bench(2).onPage(pages[1], "pay");
    accounts.shop.advance(20 * 60_000);
    await sweepAll(old, next);
    for (const id of [first, second]) {
      expect((await orderOf(old, id))?.status).toBe("paid");
      expect(await takenFor(id)).toBe(1);
    }
  });
});
