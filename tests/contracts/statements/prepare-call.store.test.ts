import pg from "pg";
import { afterEach, expect, it, vi } from "vitest";
import { realPostgres } from "../../fixtures/real-postgres.ts";
import { openTestShop } from "../../fixtures/test-shop.ts";
import { testServer } from "../../mcp/test-client.ts";

const postgres = realPostgres();
afterEach(() => vi.restoreAllMocks());

type Sent = string | { readonly text: string; readonly name?: string };

it("a checkout is prepared by two statements, one that reads and one that stores it, and neither is planned again", async () => {
  const shop = await openTestShop(await postgres.open());
  const client = await testServer(shop.verbs, { instant: shop.context.provider.instant }).connect();
  const query = vi.spyOn(pg.Client.prototype, "query");
  const { isError } = await client.callTool({
    name: "checkout_session",
    arguments: { checkout_session: { items: [{ id: "mug", quantity: 1 }] } },
    _meta: { "openai/subject": "shopper-1" },
  });
  const sent = query.mock.calls.map(([one]) => one as Sent);
  expect(isError === true).toBe(false);
  expect(sent.map((one) => (typeof one === "string" ? [one] : [one.text.split(" ")[0], typeof one.name]))).toEqual([
    ["select", "string"],
    ["with", "string"],
  ]);
  await shop.close();
});
