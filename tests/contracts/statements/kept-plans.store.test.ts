import pg from "pg";
import { afterEach, expect, it, vi } from "vitest";
import { productId, shopperId } from "#lib/ids.ts";
import { HOST_WITH_SHEET } from "#lib/routing/host.ts";
import { realPostgres } from "../../fixtures/real-postgres.ts";
import { ada, newYorker, openTestShop } from "../../fixtures/test-shop.ts";
import { shopperOf } from "../../fixtures/verbs.ts";

const postgres = realPostgres();
afterEach(() => vi.restoreAllMocks());

/** Postgres plans a prepared statement so often before it looks whether one plan is as good for all values. */
const PLANNED = 5;
const WRITTEN_ONCE = `select statement, custom_plans::int as planned, generic_plans::int as kept
  from pg_prepared_statements where name ~ '^w[0-9]+$'`;
type Planned = { readonly statement: string; readonly planned: number; readonly kept: number };

it("what a status call, a new checkout and a payment send is not planned each time", async () => {
  const shop = await openTestShop(await postgres.open(), { isBankSilent: true });
  shop.flags.set({ killed: false, beta: true, variant: "instant" });
  const owner = shop.verbs.storefront(shopperOf(shopperId("shopper-1")));
  const items = [{ productId: productId("mug"), offerId: null, quantity: 1 }];
  const query = vi.spyOn(pg.Client.prototype, "query");
  for (let round = 0; round < 2 * PLANNED; round += 1) {
    const prepared = await owner.prepareCheckout({ items, address: newYorker, buyer: ada });
    if (prepared.kind !== "prepared") throw new Error(prepared.kind);
    const { id } = prepared.session;
    expect(await owner.readOrder({ sessionId: id })).not.toBeNull();
    await owner.chooseRoute({ sessionId: id, capabilities: HOST_WITH_SHEET, country: null, platform: null });
    expect(await owner.payWithToken({ sessionId: id, token: "tok_sandbox_ok", buyer: ada })).toMatchObject({
      kind: "completed",
    });
  }
  const connections = [...new Set(query.mock.contexts)].filter((one) => one instanceof pg.Client);
  const perConnection = await Promise.all(connections.map((one) => one.query<Planned>(WRITTEN_ONCE)));
  const sent = perConnection.flatMap(({ rows }) => rows);
  expect(sent.filter(({ planned }) => planned > PLANNED)).toEqual([]);
  const isKept = (text: string) => sent.some(({ statement, kept }) => statement.includes(text) && kept > 0);
  for (const text of ['"checkout_sessions"."id" = any(', "as asked (n, id, shopper)", '"products"."id" = any('])
    expect([text, isKept(text)]).toEqual([text, true]);
  await shop.close();
});
