import pg from "pg";
import { afterEach, expect, it, vi } from "vitest";
import { productId, shopperId } from "#lib/ids.ts";
import { realPostgres } from "../../fixtures/real-postgres.ts";
import { openTestShop } from "../../fixtures/test-shop.ts";
import { shopperOf } from "../../fixtures/verbs.ts";
import { testServer } from "../../mcp/test-client.ts";

const postgres = realPostgres();
afterEach(() => vi.restoreAllMocks());

it("a host that asks for the status of an open checkout causes one statement, whether it may read it or not", async () => {
  const opened = await postgres.open();
  const shop = await openTestShop(opened);
  const owner = shop.verbs.storefront(shopperOf(shopperId("shopper-1")));
  const prepared = await owner.prepareCheckout({
    items: [{ productId: productId("mug"), offerId: null, quantity: 1 }],
  });
  if (prepared.kind !== "prepared") throw new Error(prepared.kind);
  const client = await testServer(shop.verbs, { instant: shop.context.provider.instant }).connect();
  const query = vi.spyOn(pg.Client.prototype, "query");
  const ask = async (subject: string, id: string) => {
    query.mockClear();
    const { isError } = await client.callTool({
      name: "get_order_status",
      arguments: { checkout_session_id: id },
      _meta: { "openai/subject": subject },
    });
    return { isError: isError === true, statements: query.mock.calls.length };
  };
  const { id } = prepared.session;
  expect(await ask("shopper-1", id)).toEqual({ isError: false, statements: 1 });
  expect(await ask("shopper-2", id)).toEqual({ isError: true, statements: 1 });
  expect(await ask("shopper-1", `${id}x`)).toEqual({ isError: true, statements: 1 });
  await shop.close();
});
