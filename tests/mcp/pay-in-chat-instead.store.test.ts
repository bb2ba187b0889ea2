import { afterAll, beforeEach, describe, expect, it } from "vitest";
import { chooseRouteOutput } from "#lib/wire/tool-contract.ts";
import { chargesOf, openTestShop } from "../fixtures/test-shop.ts";
import { testServer } from "./test-client.ts";

const shop = await openTestShop();
const client = await testServer(shop.verbs, { instant: shop.context.provider.instant }).connect();
afterAll(() => shop.close());
beforeEach(() => shop.flags.set({ killed: false, beta: true, variant: "instant" }));

const CAPABLE = { widget: true, request_checkout: true, open_external: true, open_link: true };

async function choose(id: string, more = {}) {
  const result = await client.callTool({
    name: "choose_route",
    arguments: { checkout_session_id: id, capabilities: CAPABLE, ...more },
    _meta: { "openai/subject": "shopper-1" },
  });
  return chooseRouteOutput.parse(result.structuredContent);
}
const instead = (id: string) => choose(id, { void_open_payment: true });

async function opened() {
  const id = await shop.readySession("mug", "shopper-1");
  await shop.verbs.openHostedPayment({ sessionId: id });
  const session = await shop.context.store.session(id);
  if (session?.status !== "awaiting_buyer") throw new Error(`not open: ${session?.status}`);
  return { id, page: session.reference };
}

describe("paying in the chat instead of on the seller's page", () => {
  it("closes the open page first, and then offers what the decision says", async () => {
    const { id, page } = await opened();
    expect(await instead(id)).toMatchObject({ route: "instant", checkout: { state: "ready" } });
    shop.bank.answerPage(page, "pay");
    expect(chargesOf(shop, id)).toEqual([]);
    const token = `tok_sandbox_ok_${id}`;
    expect((await shop.verbs.payWithToken({ sessionId: id, token, buyer: null })).kind).toBe("completed");
    expect(chargesOf(shop, id)).toHaveLength(1);
  });

  it("is too late for a page that was paid, which is then the order", async () => {
    const { id, page } = await opened();
    shop.bank.answerPage(page, "pay");
    expect(await instead(id)).toMatchObject({ route: null, checkout: { state: "completed" } });
    expect(chargesOf(shop, id)).toHaveLength(1);
  });

  it("voids nothing unless it is asked to", async () => {
    const { id } = await opened();
    expect(await choose(id)).toMatchObject({ route: null, checkout: { state: "awaiting_buyer" } });
  });
});
