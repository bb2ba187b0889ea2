import fc from "fast-check";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { SessionId } from "#lib/ids.ts";
import { forget } from "#lib/purchase/privacy/forget.ts";
import { isWhole } from "#scripts/suite/size.ts";
import { ledgerProblems } from "../../faults/ledger-check.ts";
import { DAY_MS, dumpOf, openPrivacyShop, pay, rowsOf, sessionOf } from "./privacy-shop.ts";

let shop: Awaited<ReturnType<typeof openPrivacyShop>>;
beforeAll(async () => {
  shop = await openPrivacyShop();
});
afterAll(() => shop.close());

const FATES = ["left", "canceled", "declined", "paid", "refunded", "shipped", "page", "captured_late", "lost"] as const;
const visit = fc.record({
  buyer: fc.integer({ min: 0, max: 3 }),
  fate: fc.constantFrom(...FATES),
  daysAfter: fc.integer({ min: 0, max: 500 }),
  remembers: fc.boolean(),
  isErased: fc.boolean(),
  isForgotten: fc.boolean(),
});
type Visit = typeof visit extends fc.Arbitrary<infer One> ? One : never;

/** The money of all sessions, from the orders and the books. */
async function sums() {
  const [row] = await rowsOf(
    shop.opened,
    `select (select coalesce(sum(paid_minor), 0) from orders)::text as paid,
      (select coalesce(sum(refunded_minor), 0) from orders)::text as refunded,
      (select coalesce(sum(amount_minor), 0) from captures)::text as captured,
      (select coalesce(sum(amount_minor), 0) from refunds)::text as given,
      (select coalesce(sum((sale #>> '{totals,total,amountMinor}')::bigint), 0) from orders)::text as totals`,
  );
  return row;
}

async function purchase({ fate, remembers }: Visit, word: string): Promise<SessionId> {
  const { verbs } = shop;
  const sessionId = await sessionOf(shop, word);
  const session = await shop.context.store.session(sessionId);
  const page = verbs.storefront({ surface: "web", link: session?.link ?? null, browserSecret: "browser" });
  if (remembers) expect((await page.updateCheckout({ sessionId, remember: true })).kind).toBe("updated");
  const token = { declined: "declined", captured_late: "timeout_captured", lost: "timeout_lost" }[String(fate)];
  if (fate === "canceled") await verbs.cancelCheckout({ sessionId, by: "buyer" });
  else if (fate === "page") await verbs.openHostedPayment({ sessionId });
  else if (fate !== "left") {
    const paid = await pay(shop, sessionId, word, `tok_sandbox_${token ?? "ok"}`);
    if (paid.kind !== "completed" || paid.order === null) return sessionId;
    const { id: orderId } = paid.order;
    if (fate === "refunded")
      await verbs.refundOrder({ orderId, amountMinor: 700, requestId: "r", why: "arrived broken" });
    if (fate === "shipped") {
      const tracking = { trackingNumber: `track-${word}`, trackingUrl: `https://post.example/${word}` };
      const parcel = { name: `track-${word}`, carrier: "Post", lines: null, isDelivered: false };
      await verbs.recordShipment({ orderId, ...parcel, ...tracking });
    }
  }
  return sessionId;
}

it("whatever buyers did and whenever they were erased, in the end no word of theirs is in any table and no money has moved", async () => {
  let run = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(visit, { minLength: 3, maxLength: 9 }), async (visits) => {
      run += 1;
      const wordOf = (buyer: number) => `quartzite${run}buyer${buyer}`;
      const ids: SessionId[] = [];
      for (const one of visits) {
        ids.push(await purchase(one, wordOf(one.buyer)));
        shop.advance(one.daysAfter * DAY_MS);
        if (one.isErased) await shop.verbs.eraseBuyer(`${wordOf(one.buyer).toUpperCase()}@EXAMPLE.com`);
        if (one.isForgotten) await forget(shop.context);
      }
      // Everything that is open is settled, as the sweep of each minute does.
      for (let time = 0; time < 3; time += 1) {
        await shop.verbs.sweep();
        shop.advance(DAY_MS);
      }
      const before = await sums();
      shop.advance(3700 * DAY_MS);
      await forget(shop.context);
      await shop.verbs.sweep();
      expect(await sums()).toEqual(before);
      for (const [table, text] of Object.entries(await dumpOf(shop.opened)))
        expect(text.toLowerCase().includes("quartzite"), `a word of a buyer is in ${table}`).toBe(false);
      const { charges } = shop.bank.ledger();
      for (const id of ids) expect(await ledgerProblems(shop.context.store, charges, id)).toEqual([]);
    }),
    { numRuns: isWhole ? 60 : 4, endOnFailure: true },
  );
  expect(shop.reports).toEqual([]);
}, 600_000);
