import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { SessionId } from "#lib/ids.ts";
import { eraseBuyer } from "#lib/purchase/privacy/buyer-data.ts";
import { forget } from "#lib/purchase/privacy/forget.ts";
import { realPostgres } from "../../fixtures/real-postgres.ts";
import { ada } from "../../fixtures/test-shop.ts";
import { expectPaidAtMostOnce, openTwoInstances, type TwoInstances } from "../two-instances.ts";

const postgres = realPostgres();
let shop: TwoInstances;
beforeAll(async () => {
  const url = await postgres.freshDatabase();
  shop = await openTwoInstances([await postgres.open(url), await postgres.open(url)]);
});
afterAll(() => shop.close());

const SESSIONS = 12;
const DAY_MS = 86_400_000;
const sessions = async () => {
  const ids: SessionId[] = [];
  for (let index = 0; index < SESSIONS; index += 1) ids.push(await shop.readySession("mug", [], `shopper-${index}`));
  return ids;
};
const buyersOf = async (ids: readonly SessionId[]) =>
  Promise.all(
    ids.map(async (id) => {
      const { store } = shop.contexts[0];
      const session = await store.session(id);
      const order = session?.status === "completed" ? await store.order(session.orderId) : null;
      return session?.buyer ?? session?.address ?? order?.buyer ?? order?.address ?? null;
    }),
  );

describe("two instances on one Postgres", () => {
  it("that forget at the same time empty each session once", async () => {
    const ids = await sessions();
    for (const sessionId of ids.slice(0, 6)) await shop.verbs().cancelCheckout({ sessionId, by: "buyer" });
    for (const sessionId of ids.slice(6))
      await shop.verbs().payWithToken({ sessionId, token: `tok_sandbox_ok_${sessionId}`, buyer: ada });
    shop.advance(3651 * DAY_MS);
    const both = await Promise.all(shop.contexts.map(forget));
    const total = (name: "unpaid" | "orders") => both.reduce((sum, report) => sum + report[name], 0);
    expect([total("unpaid"), total("orders")]).toEqual([6, 6]);
    expect(await buyersOf(ids)).toEqual(ids.map(() => null));
    for (const id of ids) await expectPaidAtMostOnce(shop, id);
    expect(shop.reports).toEqual([]);
  });

  // Last: the declines and lost replies of this one open the seller's breaker.
  it("that erase a buyer while the buyer pays lose neither the payment nor the request", async () => {
    const ids = await sessions();
    const tokens = ["ok", "declined", "timeout_captured", "timeout_lost"];
    const pays = ids.map((sessionId, index) =>
      shop.verbs().payWithToken({
        sessionId,
        token: `tok_sandbox_${tokens[index % tokens.length] ?? "ok"}_${sessionId}`,
        buyer: ada,
      }),
    );
    await Promise.all([...pays, ...shop.contexts.map((context) => eraseBuyer(context, ada.email))]);
    await Promise.all(shop.contexts.map((context) => eraseBuyer(context, ada.email)));
    await shop.comeToRest();
    await Promise.all(shop.contexts.map(forget));
    for (const id of ids) await expectPaidAtMostOnce(shop, id);
    expect(await buyersOf(ids)).toEqual(ids.map(() => null));
    expect(shop.reports).toEqual([]);
  });
});
