import { expect, it } from "vitest";
import { sellerId } from "#lib/ids.ts";
import { claimPayment } from "#lib/purchase/payment/claim-payment.ts";
import { recordPayment } from "#lib/purchase/payment/record-payment.ts";
import type { PurchaseContext } from "#lib/purchase/context.ts";
import { toStore } from "#lib/purchase/sellers/records.ts";
import type { SellerMoney } from "#lib/sellers/seller.ts";
import { openTestShop } from "../../fixtures/test-shop.ts";

const PAYER = {
  route: "instant",
  tokenHash: "hash",
  buyer: null,
  origin: "page",
  browser: null,
  shown: null,
  isOwner: true,
} as const;
const FERNWEH = sellerId("fernweh");

/** Claims a payment while the seller changes just before the transaction of the claim begins. */
async function claimWhile(changes: Partial<SellerMoney>) {
  const shop = await openTestShop(undefined, { marketplace: { model: "separate", feesOnRefund: "return" } });
  try {
    const id = await shop.readySession();
    const { store } = shop.context;
    const changing: PurchaseContext["store"] = {
      ...store,
      transaction: (work) => {
        shop.sellers.set(FERNWEH, changes);
        return store.transaction(work);
      },
    };
    return await claimPayment({ ...shop.context, store: changing }, id, PAYER);
  } finally {
    await shop.close();
  }
}

it("a payment is divided by what the seller is in the transaction that claims it, not by what they were before", async () => {
  const claim = await claimWhile({ account: "acct_new" });
  expect(claim).toMatchObject({ kind: "claimed", attempt: { split: { shares: [{ account: "acct_new" }] } } });
});

it.each([{ canReceive: false }, { account: null }, { state: "paused" as const }])(
  "a seller who becomes %o just before the claim is not paid",
  async (changes) => {
    expect((await claimWhile(changes)).kind).toBe("seller_not_ready");
  },
);

it("a payment bears its seller's name for the buyer's statement, and none where the seller has none", async () => {
  const split = { shares: [{ sellerId: FERNWEH }], descriptor: "FERNWEH MAPS" };
  expect(await claimWhile({ statementDescriptor: "FERNWEH MAPS" })).toMatchObject({ attempt: { split } });
  const claim = await claimWhile({});
  expect(claim.kind === "claimed" && claim.attempt.split).not.toHaveProperty("descriptor");
});

it("a seller who disconnected stops selling, also where nothing but a rejected payment says so", async () => {
  const shop = await openTestShop(undefined, { marketplace: { model: "separate", feesOnRefund: "return" } });
  try {
    const caller = { by: "command" } as const;
    const change = { name: "Fernweh" };
    await shop.verbs.addSeller({ id: FERNWEH, change, state: "active", why: "a test", caller });
    // Named while the provider had it.
    await shop.context.store.transaction(async (transaction) => {
      const [added] = await transaction.sellerRecords([FERNWEH]);
      if (added === undefined) return expect.unreachable();
      const named = { ...added, given: { ...added.given, account: "acct_fernweh" } };
      expect(await transaction.saveSeller(toStore(named, []), added.revision)).toBe(true);
    });
    const id = await shop.readySession();
    const claim = await claimPayment(shop.context, id, PAYER);
    if (claim.kind !== "claimed") return expect.unreachable(claim.kind);
    const outcome = { kind: "rejected", why: "account_invalid", requestId: null } as const;
    await recordPayment(shop.context, { attemptId: claim.attempt.id, outcome });
    const [record] = await shop.context.store.sellerRecords([FERNWEH]);
    expect(record?.account).toMatchObject({ id: "acct_fernweh", canReceive: false, isClosed: true });
    expect((await shop.context.store.session(id))?.status).toBe("ready");
  } finally {
    await shop.close();
  }
});
