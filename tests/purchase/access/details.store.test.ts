import { afterAll, describe, expect, it } from "vitest";
import { sessionId, shopperId } from "#lib/ids.ts";
import { checkoutView, chooseRouteOutput } from "#lib/wire/tool-contract.ts";
import { sessionForHost } from "#lib/wire/session-for-host.ts";
import { acpShop, createBody } from "../../acp/acp-shop.ts";
import { shopperOf } from "../../fixtures/verbs.ts";
import { ada, openTestShop } from "../../fixtures/test-shop.ts";
import { testServer } from "../../mcp/test-client.ts";

const shop = await openTestShop();
const client = await testServer(shop.verbs, { instant: shop.context.provider.instant }).connect();
const acp = acpShop(shop);
afterAll(() => shop.close());

/** What the buyer types on the page: no word of it may come out anywhere else. */
const VERA = { name: "Vera Victim", email: "vera@victim.example", phoneNumber: "+15125550100" };
const LANE = {
  name: "Vera Victim",
  company: null,
  lineOne: "12 Secret Lane",
  lineTwo: "Hidden Flat",
  city: "Austin",
  region: "TX",
  country: "US",
  postalCode: "78701",
  phoneNumber: "+15125550100",
};
const PERSONAL = /Vera|Victim|Secret|Hidden|Austin|78701|5125550100/;
const CHAT = {
  name: "Ada Lovelace",
  line_one: "1 Main St",
  city: "New York",
  state: "NY",
  country: "US",
  postal_code: "10001",
};
const CAPABLE = { widget: true, request_checkout: true, open_external: true, open_link: true };
const ANN = shopperId("ann");

async function call(
  name: string,
  args: Record<string, unknown>,
  meta: Record<string, unknown> = { "openai/subject": ANN },
) {
  return client.callTool({ name, arguments: args, _meta: meta });
}
const viewOf = (answer: object) =>
  checkoutView.parse("structuredContent" in answer ? answer.structuredContent : undefined);

async function prepared() {
  const made = viewOf(await call("checkout_session", { checkout_session: { items: [{ id: "mug", quantity: 1 }] } }));
  return { id: sessionId(made.id), of: { checkout_session_id: made.id } };
}
async function typed() {
  const { id, of } = await prepared();
  await type(id);
  return { id, of };
}
async function type(id: ReturnType<typeof sessionId>) {
  const session = await shop.context.store.session(id);
  const page = shop.verbs.storefront({ surface: "web", link: session?.link ?? null, browserSecret: "vera" });
  const given = await page.updateCheckout({ sessionId: id, buyer: VERA, address: LANE });
  expect(given.kind).toBe("updated");
  return page;
}
const pay = (token: string) => ({ buyer: { name: "Ada", email: "ada@example.com" }, payment_data: { token } });

describe("what was typed on the merchant's page", () => {
  it("is in no answer of a tool and not in the sheet's payload, in whatever state; the country is", async () => {
    const { id, of } = await typed();
    const route = await call("choose_route", { ...of, capabilities: CAPABLE });
    const payload = sessionForHost(chooseRouteOutput.parse(route.structuredContent).checkout);
    const answers = [
      route,
      payload,
      await call("get_order_status", of),
      await call("update_checkout", { ...of, discount_codes: ["TEN"] }),
      // The order is another one than the sheet would have shown, so the widget asks again at its click.
      await call("choose_route", { ...of, capabilities: CAPABLE }),
      await call("complete_checkout", { ...of, ...pay(`tok_sandbox_declined_${id}`) }),
      await call("complete_checkout", { ...of, ...pay(`tok_sandbox_ok_${id}`) }),
      await call("get_order_status", of),
      await call("cancel_checkout", of),
    ];
    for (const answer of answers) expect(JSON.stringify(answer)).not.toMatch(PERSONAL);
    expect(viewOf(await call("get_order_status", of)).state).toBe("completed");
    const other = await typed();
    const status = await call("get_order_status", other.of);
    expect(JSON.stringify(status.content)).toMatch(/given on the seller's checkout page, in US/);
    for (const answer of [await call("cancel_checkout", other.of), await call("get_order_status", other.of)])
      expect(JSON.stringify(answer)).not.toMatch(PERSONAL);
  });

  it("cannot be overwritten by a tool, which says which field, and the order goes where the page said", async () => {
    const { id, of } = await typed();
    const refused = await call("update_checkout", {
      ...of,
      fulfillment_address: { ...CHAT, line_one: "99 Drop Street" },
    });
    expect(refused.isError).toBe(true);
    expect(JSON.stringify(refused.content)).toMatch(/fulfillment_address: .*checkout page.*changed there only/);
    await call("complete_checkout", { ...of, ...pay(`tok_sandbox_ok_${id}`) });
    const session = await shop.context.store.session(id);
    if (session?.status !== "completed") throw new Error(`it is ${session?.status}`);
    expect(await shop.context.store.order(session.orderId)).toMatchObject({ address: LANE, buyer: VERA });
  });

  it("replaces what the chat gave, and what the chat gave before is not answered for it", async () => {
    const { id, of } = await prepared();
    await call("update_checkout", { ...of, fulfillment_address: CHAT });
    expect(viewOf(await call("get_order_status", of)).fulfillment_address).toMatchObject({ line_one: "1 Main St" });
    await type(id);
    expect(viewOf(await call("get_order_status", of)).fulfillment_address).toBeUndefined();
  });

  it("stays there for a platform too, which reads what it gave itself", async () => {
    for (const version of ["2025-09-29", "2026-04-17"] as const) {
      const made = await acp.call(
        version,
        "POST",
        "checkout_sessions",
        createBody(version, [{ id: "mug", quantity: 1 }]),
      );
      const id = sessionId(String(made.body["id"]));
      expect(JSON.stringify(made.body)).toContain("1 Main St");
      await type(id);
      const read = await acp.call(version, "GET", `checkout_sessions/${id}`);
      expect(JSON.stringify(read.body)).not.toMatch(PERSONAL);
      const again = createBody(version, [{ id: "mug", quantity: 1 }]);
      const { buyer: _, ...address } = again;
      expect((await acp.call(version, "POST", `checkout_sessions/${id}`, address)).status).toBe(400);
    }
  });

  it("is not known of a session from before origins were kept, so nothing of it is answered", async () => {
    const { id, of } = await typed();
    const session = await shop.context.store.session(id);
    if (session === null) throw new Error("no session");
    await shop.context.store.transaction((transaction) =>
      transaction.saveSession(
        { ...session, origins: { address: null, buyer: null }, revision: session.revision + 1 },
        session.revision,
        {
          sessionId: id,
          revision: session.revision + 1,
          type: "details_given",
          attemptId: null,
          note: null,
          occurredAt: new Date(),
        },
      ),
    );
    expect(JSON.stringify(await call("get_order_status", of))).not.toMatch(PERSONAL);
  });
});

describe("an address that was given in the chat", () => {
  it("is in the answer to the payment, and in no answer after it", async () => {
    const { id, of } = await prepared();
    await call("update_checkout", { ...of, fulfillment_address: CHAT });
    const paid = viewOf(await call("complete_checkout", { ...of, ...pay(`tok_sandbox_ok_${id}`) }));
    expect(paid).toMatchObject({ state: "completed", fulfillment_address: { line_one: "1 Main St" } });
    for (const answer of [await call("get_order_status", of), await call("cancel_checkout", of)])
      expect(viewOf(answer).fulfillment_address).toBeUndefined();
  });

  it("is not answered for another token, with which anybody could ask", async () => {
    const { id, of } = await prepared();
    await call("update_checkout", { ...of, fulfillment_address: CHAT });
    await call("complete_checkout", { ...of, ...pay(`tok_sandbox_ok_${id}`) });
    for (const meta of [{}, { "openai/subject": ANN }]) {
      const asked = await call("complete_checkout", { ...of, ...pay("tok_made_up") }, meta);
      expect(JSON.stringify(asked)).not.toContain("Main St");
    }
  });

  it("is not answered to a caller without a subject that brings a token that is declined", async () => {
    const { id, of } = await prepared();
    await call("update_checkout", { ...of, fulfillment_address: CHAT });
    const declined = await call("complete_checkout", { ...of, ...pay(`tok_sandbox_declined_${id}`) }, {});
    expect(JSON.stringify(declined)).not.toContain("Main St");
  });
});

it("every detail has the origin of the caller that gave it", async () => {
  const { id } = await prepared();
  const chat = shop.verbs.storefront(shopperOf(ANN));
  await chat.updateCheckout({ sessionId: id, address: LANE, buyer: ada });
  expect((await shop.context.store.session(id))?.origins).toEqual({ address: "chat", buyer: "chat" });
  await chat.updateCheckout({ sessionId: id, address: null });
  expect((await shop.context.store.session(id))?.origins).toEqual({ address: null, buyer: "chat" });
  await type(id);
  expect((await shop.context.store.session(id))?.origins).toEqual({ address: "page", buyer: "page" });
});
