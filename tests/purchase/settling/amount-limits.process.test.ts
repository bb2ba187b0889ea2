import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { productId, type SessionId } from "#lib/ids.ts";
import { money } from "#lib/money.ts";
import { freshAttempt } from "../../contracts/provider-bench.ts";
import { openStripeBench, type StripeBench } from "../../contracts/stripe/bench.ts";
import { createVerbs, type Verbs } from "../../fixtures/verbs.ts";
import { ada, openTestShop, testProduct, type TestShop } from "../../fixtures/test-shop.ts";

let bench: StripeBench;
let shop: TestShop;
let verbs: Verbs;
beforeAll(async () => {
  bench = await openStripeBench();
  shop = await openTestShop();
  verbs = createVerbs({ ...shop.context, provider: bench.provider });
}, 60_000);
afterAll(async () => {
  await shop.close();
  await bench.close();
});

/** A session of one digital product at this price. */
async function sessionAt(amountMinor: number, currency: "USD" | "JPY" | "KWD"): Promise<SessionId> {
  const id = `at-${amountMinor}-${currency}`;
  await shop.context.catalog.upsert([
    testProduct(id, { price: money(amountMinor, currency), isDigital: true, taxCategory: "exempt" }),
  ]);
  const items = [{ productId: productId(id), offerId: null, quantity: 1 }];
  const prepared = await shop.verbs.prepareCheckout({ items, shopperId: null, buyer: ada });
  if (prepared.kind !== "prepared") throw new Error(JSON.stringify(prepared.problems));
  return prepared.session.id;
}
const sent = async () => (await bench.control.requests()).filter((one) => one.method === "POST").length;

describe("a total that Stripe does not take", () => {
  it.each([
    [1, "USD", { kind: "too_low", limit: money(60, "USD") }],
    [49, "JPY", { kind: "too_low", limit: money(60, "JPY") }],
    [100, "KWD", { kind: "too_low", limit: money(192, "KWD") }],
    [5125, "KWD", { kind: "not_exact" }],
    [100_000_000, "USD", { kind: "too_high", limit: money(99_999_999, "USD") }],
  ] as const)(
    "%i %s is known by both routes before anything is sent, and no attempt is made",
    async (minor, currency, why) => {
      const id = await sessionAt(minor, currency);
      const before = await sent();
      const paying = { sessionId: id, token: await bench.control.mintToken(), buyer: ada };
      const minted = await sent();
      expect(await verbs.openHostedPayment({ sessionId: id })).toMatchObject({ kind: "amount_not_taken", why });
      expect(await verbs.payWithToken(paying)).toMatchObject({ kind: "amount_not_taken", why });
      expect(await sent()).toBe(minted);
      expect(minted).toBe(before + 1);
      expect(await shop.context.store.attempts(id)).toEqual([]);
    },
  );

  it("is taken from the least amount on", async () => {
    const id = await sessionAt(60, "USD");
    expect((await verbs.openHostedPayment({ sessionId: id })).kind).toBe("opened");
  });

  it("and whose charge was lost, of an earlier release, is voided at once: its key refuses that amount too", async () => {
    const attempt = freshAttempt({ amount: money(30, "USD") });
    expect(await bench.provider.voidAttempt(attempt)).toEqual({ kind: "voided" });
  });
});
