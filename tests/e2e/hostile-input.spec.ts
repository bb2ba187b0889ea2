import { expect, test } from "@playwright/test";
import { aProduct, ADA, charges, expectOneOrder, HOME, message, prepared, ready, status, tool } from "./tools.ts";

const LONG = "x".repeat(20_000);
const JUNK: readonly unknown[] = [
  "",
  " ",
  LONG,
  "'; drop table sessions; --",
  "../../etc/passwd",
  "<script>alert(1)</script>",
  "\u0000",
  "\ud800",
  -1,
  0,
  1.5,
  Number.MAX_VALUE,
  null,
  true,
  [],
  {},
  { $ne: null },
  JSON.parse(`{"__proto__":{"a":1}}`),
];

/** Every field of every tool, so that each can be sent wrong while the others are right. */
const TOOLS: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  search_products: {
    query: "mug",
    seller_id: "fernweh",
    currency: "USD",
    min_price: 1,
    max_price: 9,
    availability: "in_stock",
    limit: 5,
    cursor: "abc",
  },
  get_product: { id: "no-such-product" },
  checkout_session: { checkout_session: { items: [{ id: "no-such-product", quantity: 1 }] } },
  update_checkout: {
    checkout_session_id: "cs_none_at_all",
    items: [{ id: "no-such-product", quantity: 1 }],
    fulfillment_address: HOME,
    fulfillment_option_id: "standard",
    discount_codes: ["TEN"],
  },
  choose_route: {
    checkout_session_id: "cs_none_at_all",
    capabilities: { widget: true, request_checkout: true, open_external: true, open_link: true },
  },
  record_funnel_event: { checkout_session_id: "cs_none_at_all", event: "shown" },
  complete_checkout: {
    checkout_session_id: "cs_none_at_all",
    buyer: ADA,
    payment_data: { token: "tok_sandbox_ok", provider: "stripe" },
  },
  cancel_checkout: { checkout_session_id: "cs_none_at_all" },
  get_order_status: { checkout_session_id: "cs_none_at_all" },
};

test.describe("bad input to a tool", () => {
  for (const [name, fields] of Object.entries(TOOLS)) {
    test(`${name} answers every wrong field with an error of its own and never breaks`, async ({ request }) => {
      for (const field of Object.keys(fields)) {
        for (const junk of JUNK) {
          const { result, error } = await message(request, "tools/call", {
            name,
            arguments: { ...fields, [field]: junk },
          });
          expect(error?.code, `${field} = ${JSON.stringify(junk)?.slice(0, 60)}`).not.toBe(-32_603);
          expect(result === undefined && error === undefined).toBe(false);
        }
      }
    });
  }

  test("a missing field is named", async ({ request }) => {
    for (const [name, fields] of Object.entries(TOOLS)) {
      if (name === "search_products") continue;
      const answer = await tool(request, name, {});
      expect(answer.isError).toBe(true);
      expect(
        Object.keys(fields).some((field) => answer.text.includes(field)),
        answer.text,
      ).toBe(true);
    }
  });

  test("what is no JSON-RPC message is refused and not a server error", async ({ request }) => {
    for (const data of [
      "",
      "{",
      "[]",
      "null",
      "{}",
      `{"jsonrpc":"2.0","method":"${"x".repeat(3_000_000)}","id":1}`,
      `[${"[".repeat(500)}`,
    ]) {
      const response = await request.post("/mcp", {
        data,
        headers: { "content-type": "application/json", accept: "application/json, text/event-stream" },
      });
      expect(response.status()).toBeGreaterThanOrEqual(400);
      expect(response.status()).toBeLessThan(500);
    }
    expect((await message(request, LONG, {})).error?.code).toBe(-32_601);
    for (const method of ["GET", "DELETE", "PUT"]) expect((await request.fetch("/mcp", { method })).status()).toBe(405);
  });
});

test.describe("bad addresses of pages", () => {
  for (const path of [
    "/checkout/",
    "/checkout/co_nobody",
    `/checkout/${"x".repeat(3000)}`,
    "/checkout/%00",
    "/checkout/%F0%28%8C%28",
    "/checkout/..%2F..%2Fetc",
    "/orders/or_nobody",
    "/orders/%00",
    "/sandbox-bank/none",
    "/sandbox-bank/challenge/none",
    "/sandbox-bank/%00",
    "/policies/none",
    "/nowhere",
  ]) {
    test(`${path.slice(0, 40)} is not found and no server error`, async ({ request }) => {
      const response = await request.get(path);
      expect(response.status()).toBeGreaterThanOrEqual(300);
      expect(response.status()).toBeLessThan(500);
    });
  }

  test("a checkout page takes hostile query values without breaking and never sends the buyer to a foreign host", async ({
    request,
  }) => {
    const { continue_url: page } = await prepared(request);
    const address = new URL(page).pathname;
    for (const redirectUrl of [
      "https://evil.test/",
      "javascript:alert(1)",
      "//evil.test",
      "https://chatgpt.com@evil.test/",
      LONG.slice(0, 5000),
      "%00",
      "\u0000",
    ]) {
      const response = await request.get(
        `${address}?redirectUrl=${encodeURIComponent(redirectUrl)}&redirectUrl=https://evil.test/&x[]=1`,
      );
      expect(response.status()).toBeLessThan(500);
      expect(await response.text()).not.toMatch(/href="[^"]*evil\.test/);
    }
  });

  test("a webhook without the bank's signature is refused and changes nothing", async ({ request }) => {
    const session = await ready(request);
    for (const data of [
      "",
      "{}",
      JSON.stringify({ id: "evt_1", type: "payment.captured", attempt: `${session.id}:1` }),
    ]) {
      const response = await request.post("/api/webhooks/sandbox", {
        data,
        headers: { "content-type": "application/json", "sandbox-signature": "t=1,v1=00" },
      });
      expect(response.status()).toBe(400);
    }
    expect((await request.post("/api/webhooks/nobody", { data: "{}" })).status()).toBe(404);
    expect((await status(request, session.id)).state).toBe("ready");
  });
});

test.describe("what the model or the widget says of money", () => {
  test("prices, discounts and totals in the input change nothing", async ({ request }) => {
    const product = await aProduct(request);
    const item = {
      id: product.id,
      quantity: 2,
      price: "0.01 USD",
      name: "Free",
      unit_price: 1,
      base_amount: 1,
      total: 1,
      discount: 999,
    };
    const honest = (
      await tool(request, "checkout_session", { checkout_session: { items: [{ id: product.id, quantity: 2 }] } })
    ).structured;
    const answer = await tool(request, "checkout_session", {
      checkout_session: { items: [item], totals: [{ type: "total", amount: 1 }], currency: "JPY", status: "completed" },
    });
    expect(answer.isError, answer.text).toBe(false);
    expect(answer.structured.totals).toEqual(honest.totals);
    expect(answer.structured.line_items[0]?.name).toBe(honest.line_items[0]?.name);
    const updated = await tool(request, "update_checkout", {
      checkout_session_id: answer.structured.id,
      fulfillment_address: HOME,
      totals: [{ type: "total", amount: 1 }],
      items: [item],
    });
    expect(updated.structured.totals.find((total) => total.type === "subtotal")?.amount).toBe(2 * product.price.amount);
    const due = updated.structured.totals.find((total) => total.type === "total")?.amount;
    await tool(request, "complete_checkout", {
      checkout_session_id: answer.structured.id,
      buyer: ADA,
      payment_data: { token: "tok_sandbox_ok", provider: "stripe", amount: 1 },
      amount: 1,
      totals: [],
    });
    await expectOneOrder(request, answer.structured.id);
    expect((await charges(request, answer.structured.id)).map((charge) => charge.amount_minor)).toEqual([due]);
  });

  test("twenty calls at once with the same and with other tokens take the money once", async ({ request }) => {
    const session = await ready(request);
    const pay = (token: string) =>
      tool(request, "complete_checkout", {
        checkout_session_id: session.id,
        buyer: ADA,
        payment_data: { token, provider: "stripe" },
      });
    await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        pay(index % 2 === 0 ? "tok_sandbox_ok_same" : `tok_sandbox_ok_${index}`),
      ),
    );
    await expectOneOrder(request, session.id);
  });
});
