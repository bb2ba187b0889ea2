import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { foundOrderView } from "#lib/wire/orders/found.ts";
import { memoryRateLimit } from "#lib/runtime/rate-limiter-flexible.ts";
import { createVerbs } from "../fixtures/verbs.ts";
import { ada, newYorker, openTestShop, type TestShop } from "../fixtures/test-shop.ts";
import { testServer } from "./test-client.ts";

let shop: TestShop;
beforeEach(async () => {
  shop = await openTestShop();
});
afterEach(() => shop.close());

type Answer = {
  readonly isError?: boolean;
  readonly content: { text: string }[];
  readonly structuredContent?: unknown;
};

/** A server whose look-ups are limited as given, called in a chat that knows nothing of the order. */
async function server(calls = 100) {
  const orderLookUps = memoryRateLimit({ calls, windowMs: 60_000 });
  const client = await testServer(
    createVerbs({ ...shop.context, guards: { ...shop.context.guards, orderLookUps } }),
  ).connect();
  return async (order_number: string, email: string): Promise<Answer> =>
    (await client.callTool({ name: "find_order", arguments: { order_number, email } })) as Answer;
}

async function anOrder() {
  const id = await shop.readySession();
  await shop.verbs.payWithToken({ sessionId: id, token: `tok_sandbox_ok_${id}`, buyer: ada });
  const order = (await shop.verbs.readOrder({ sessionId: id }))?.order ?? null;
  if (order === null) throw new Error("no order was placed");
  return order;
}

const text = (answer: Answer) => answer.content.map((part) => part.text).join("\n");

describe("find_order", () => {
  it("finds an order in a new chat by its number and e-mail address, however they are typed", async () => {
    const order = await anOrder();
    const find = await server();
    const answer = await find(order.number.toLowerCase().replaceAll("-", " "), ` ${ada.email.toUpperCase()} `);
    expect(answer.isError).not.toBe(true);
    expect(answer.structuredContent).toEqual({ order: foundOrderView(order) });
    expect(text(answer)).toContain(order.number);
  });

  it("returns the refunds and shipments, and nothing of the buyer", async () => {
    const order = await anOrder();
    await shop.verbs.refundOrder({ orderId: order.id, amountMinor: 500, requestId: "some", why: "a test" });
    const answer = await (await server())(order.number, ada.email);
    expect(answer.structuredContent).toMatchObject({
      order: { status: "partially_refunded", refunded: 500, refunds: [{ status: "completed", amount: 500 }] },
    });
    const everything = JSON.stringify(answer);
    for (const personal of [ada.name, ada.email, newYorker.lineOne, newYorker.postalCode, order.link, order.sessionId])
      expect(everything).not.toContain(personal);
  });

  it("answers every kind of mismatch the same", async () => {
    const order = await anOrder();
    const find = await server();
    const answers = [
      await find(order.number, "somebody@example.com"),
      await find("T-2222-2222", ada.email),
      await find("T-2222-2222", "somebody@example.com"),
      await find("not a number", ada.email),
      await find(order.id, ada.email),
      await find(order.number, `${ada.email}.example`),
    ];
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect(answers[0]?.isError).toBe(true);
  });

  it("is limited by the order number and by the e-mail address, whether there is such an order or not", async () => {
    const order = await anOrder();
    const byNumber = await server(3);
    for (const guess of ["a", "b", "c"])
      expect(text(await byNumber(order.number, `${guess}@example.com`))).toContain("No order");
    expect(text(await byNumber(order.number, ada.email))).toContain("too many");
    expect(text(await byNumber("T-2222-2222", "d@example.com"))).toContain("No order");
    const byEmail = await server(3);
    for (const guess of ["2", "3", "4"])
      expect(text(await byEmail(`T-2222-222${guess}`, ada.email))).toContain("No order");
    expect(text(await byEmail(order.number, ada.email.toUpperCase()))).toContain("too many");
  });

  it("asks the provider nothing and writes nothing", async () => {
    const order = await anOrder();
    const { store } = shop.context;
    const readOnly = createVerbs({
      ...shop.context,
      store: { ...store, transaction: () => Promise.reject(new Error("a reader wrote")) },
    });
    expect((await readOnly.findOrder({ number: order.number, email: ada.email })).kind).toBe("found");
  });
});
