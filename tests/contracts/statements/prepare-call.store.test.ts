import pg from "pg";
import { afterEach, expect, it, vi } from "vitest";
import { sellerId } from "#lib/ids.ts";
import { realPostgres } from "../../fixtures/real-postgres.ts";
import { openTestShop } from "../../fixtures/test-shop.ts";
import { testServer } from "../../mcp/test-client.ts";

const postgres = realPostgres();
afterEach(() => vi.restoreAllMocks());

type Sent = string | { readonly text: string; readonly name?: string };

const RULES = {
  delivery: [
    {
      id: "van",
      title: "Our van",
      subtitle: "Tomorrow",
      carrier: "Fernweh",
      countries: ["US"],
      prices: ["3.00 USD"],
      earliest_days: 1,
      latest_days: 1,
    },
  ],
  taxes: [{ country: "US", name: "Own tax", rate: "10%", mode: "added" }],
} as const;

it.each([
  ["by the shop's rules", {}],
  ["by a seller's own", RULES],
])(
  "a checkout is prepared %s by two statements, one that reads and one that stores it, and neither is planned again",
  async (_, change) => {
    const shop = await openTestShop(await postgres.open());
    await shop.verbs.addSeller({
      id: sellerId("fernweh"),
      state: "active",
      why: "test",
      change,
      caller: { by: "command" },
    });
    const client = await testServer(shop.verbs, { instant: shop.context.provider.instant }).connect();
    // The queue looks after itself now and then, by statements of its own.
    await shop.jobs.stop();
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
  },
);
