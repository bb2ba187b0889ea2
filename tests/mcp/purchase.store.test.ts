import { afterAll, beforeEach, describe, expect, it } from "vitest";
import { sessionId } from "#lib/ids.ts";
import { checkoutView, chooseRouteOutput, type CheckoutView } from "#lib/wire/tool-contract.ts";
import { chargesOf, openTestShop } from "../fixtures/test-shop.ts";
import { PUBLIC_URL, testServer } from "./test-client.ts";

const shop = await openTestShop();
const server = testServer(shop.verbs, { instant: shop.context.provider.instant });
// The SDK's client checks every answer against the tool's published output schema.
const client = await server.connect();
afterAll(() => shop.close());
beforeEach(() => shop.flags.set({ killed: false, beta: true, variant: "instant" }));

const CAPABLE = { widget: true, request_checkout: true, open_external: true, open_link: true };
const ADDRESS = {
  name: "Ada Lovelace",
  line_one: "1 Main St",
  city: "New York",
  state: "new york",
  country: "us",
  postal_code: "10001",
  phone_number: "(212) 555-0100",
};
const BUYER = { name: "Ada Lovelace", email: "ada@example.com", phone_number: null };

const SHOPPER = { "openai/subject": "shopper-1" };

async function call(name: string, args: Record<string, unknown>, meta: Record<string, unknown> = SHOPPER) {
  const result = await client.callTool({ name, arguments: args, _meta: meta });
  const text = (result.content as { text: string }[]).map((part) => part.text).join("\n");
  return { isError: result.isError === true, text, structured: result.structuredContent };
}

async function checkout(
  name: string,
  args: Record<string, unknown>,
  meta?: Record<string, unknown>,
): Promise<CheckoutView & { text: string }> {
  const answer = await call(name, args, meta);
  expect(answer.isError, answer.text).toBe(false);
  return { ...checkoutView.parse(answer.structured), text: answer.text };
}

const prepare = (items: readonly Record<string, unknown>[] = [{ id: "mug", quantity: 1 }]) =>
  checkout("checkout_session", { checkout_session: { items } });
async function ready(): Promise<CheckoutView> {
  const { id } = await prepare();
  return checkout("update_checkout", { checkout_session_id: id, fulfillment_address: ADDRESS });
}
const pay = (id: string, token: string) =>
  checkout("complete_checkout", { checkout_session_id: id, buyer: BUYER, payment_data: { token, provider: "stripe" } });

describe("a purchase by tools alone", () => {
  it("can be finished where no widget is shown: every answer says in words where the buyer can pay", async () => {
    const prepared = await prepare();
    expect(prepared.state).toBe("not_ready");
    expect(prepared.text).toContain(`${PUBLIC_URL}/checkout/co_`);
    const updated = await checkout("update_checkout", {
      checkout_session_id: prepared.id,
      fulfillment_address: ADDRESS,
      fulfillment_option_id: "express",
      discount_codes: ["ten", "nope"],
    });
    expect(updated).toMatchObject({
      state: "ready",
      status: "ready_for_payment",
      fulfillment_option_id: "express",
      discount_codes: ["TEN"],
      fulfillment_address: { country: "US", state: "NY", phone_number: "+12125550100" },
    });
    for (const words of [updated.continue_url, "Total: $", `There is no code "NOPE".`, "Express (express, chosen)"])
      expect(updated.text).toContain(words);
    expect(updated.text).not.toContain("Main St");
  });

  it("the price is the catalogue's, whatever price, total or discount the caller sends along", async () => {
    const honest = await prepare();
    const lying = await prepare([
      { id: "mug", quantity: 1, price: "$0.01", name: "Free mug", base_amount: 1, discount: 2499, total: 1 },
    ]);
    expect(lying.totals).toEqual(honest.totals);
    expect(lying.line_items).toEqual(honest.line_items);
    const lied = await checkout("update_checkout", {
      checkout_session_id: lying.id,
      totals: [{ type: "total", amount: 1 }],
      items: [{ id: "mug", quantity: 1, price: "$0.01" }],
      fulfillment_address: ADDRESS,
    });
    const paid = await checkout("complete_checkout", {
      checkout_session_id: lied.id,
      buyer: BUYER,
      payment_data: { token: "tok_sandbox_ok", provider: "stripe", amount: 1 },
      totals: [{ type: "total", amount: 1 }],
    });
    const total = paid.totals.find((row) => row.type === "total")?.amount;
    expect(total).toBeGreaterThan(2500);
    expect(chargesOf(shop, sessionId(lied.id))).toMatchObject([{ amount_minor: total, state: "captured" }]);
  });

  it("the route depends on the host's ability, and the answer contains its reason and its label", async () => {
    const { id } = await ready();
    const asked = async (capabilities: Record<string, boolean>, meta: Record<string, unknown>) =>
      chooseRouteOutput.parse((await call("choose_route", { checkout_session_id: id, capabilities }, meta)).structured);
    expect(await asked(CAPABLE, SHOPPER)).toMatchObject({
      route: "instant",
      reason: "variant_instant",
      button_label: "Buy now",
    });
    expect(await asked({ ...CAPABLE, request_checkout: false }, SHOPPER)).toMatchObject({
      route: "external",
      reason: "host_cannot_pay",
      button_label: "Continue to checkout",
    });
  });

  it.each([{}, { "openai/subject": "x".repeat(201), "openai/locale": "not a locale!", "openai/userLocation": 7 }])(
    "a checkout of nobody goes to the seller's page, and the sheet is not charged: %j",
    async (meta) => {
      const made = await checkout(
        "checkout_session",
        { checkout_session: { items: [{ id: "mug", quantity: 1 }] } },
        meta,
      );
      const id = { checkout_session_id: made.id };
      await checkout("update_checkout", { ...id, fulfillment_address: ADDRESS }, meta);
      const route = await call("choose_route", { ...id, capabilities: CAPABLE }, meta);
      expect(chooseRouteOutput.parse(route.structured)).toMatchObject({ route: "external", reason: "no_shopper_id" });
      const payment = { ...id, buyer: BUYER, payment_data: { token: "tok_sandbox_ok" } };
      expect((await checkout("complete_checkout", payment, meta)).state).toBe("ready");
      expect(chargesOf(shop, sessionId(made.id))).toEqual([]);
    },
  );
});

describe("complete_checkout", () => {
  it("answers a paid session with its order, and the same call again with the same order", async () => {
    const { id } = await ready();
    const paid = await pay(id, "tok_sandbox_ok");
    expect(paid).toMatchObject({
      id,
      status: "completed",
      messages: [],
      order: {
        checkout_session_id: id,
        permalink_url: expect.stringMatching(/^https:\/\/shop\.example\.com\/orders\/or_/),
      },
    });
    expect(await pay(id, "tok_sandbox_ok")).toEqual(paid);
    expect(chargesOf(shop, sessionId(id))).toHaveLength(1);
    expect(JSON.stringify(paid)).not.toContain(BUYER.email);
  });

  it("answers a decline as a message for the sheet, and the session can still be paid", async () => {
    const { id } = await ready();
    const declined = await pay(id, "tok_sandbox_declined");
    expect(declined).toMatchObject({
      status: "ready_for_payment",
      messages: [{ type: "error", code: "payment_declined" }],
    });
    expect(declined).not.toHaveProperty("order");
    expect((await pay(id, "tok_sandbox_ok")).status).toBe("completed");
  });

  it("answers a bank confirmation as a message for the sheet, with the place to confirm", async () => {
    const { id } = await ready();
    expect(await pay(id, "tok_sandbox_3ds")).toMatchObject({
      status: "requires_escalation",
      messages: [{ code: "requires_3ds" }],
      action_url: expect.stringContaining("http"),
    });
  });

  it("answers a lost reply as still being checked, neither paid nor declined, and get_order_status reads the truth once it is known", async () => {
    const { id } = await ready();
    const unknown = await pay(id, "tok_sandbox_timeout_captured");
    expect(unknown).toMatchObject({
      status: "not_ready_for_payment",
      state: "unresolved",
      messages: [{ type: "error", code: "invalid" }],
    });
    expect(unknown.text).not.toMatch(/fail|declin/i);
    expect((await checkout("get_order_status", { checkout_session_id: id })).state).toBe("unresolved");
    await shop.verbs.checkOrder({ sessionId: sessionId(id) });
    expect((await checkout("get_order_status", { checkout_session_id: id })).status).toBe("completed");
  });

  it("says once what is missing", async () => {
    const { id } = await prepare();
    const answer = await pay(id, "tok_sandbox_ok");
    expect(answer.messages).toMatchObject([{ type: "error", code: "missing", param: "$.fulfillment_address" }]);
    expect(chargesOf(shop, sessionId(id))).toEqual([]);
  });

  it("charges nothing once the kill switch is on, and sends the buyer to the seller's page", async () => {
    const { id } = await ready();
    shop.flags.set({ killed: true });
    const answer = await pay(id, "tok_sandbox_ok");
    expect(answer.messages[0]?.content).toContain("nothing was charged");
    expect(answer.text).toContain(answer.continue_url);
    expect(chargesOf(shop, sessionId(id))).toEqual([]);
  });
});

describe("changing one's mind", () => {
  it("a canceled checkout stays canceled, a paid one is not canceled, and nothing paid can be changed", async () => {
    const draft = await prepare();
    expect((await checkout("cancel_checkout", { checkout_session_id: draft.id })).status).toBe("canceled");
    expect(
      (await checkout("cancel_checkout", { checkout_session_id: draft.id })).messages.map((message) => message.code),
    ).not.toContain("invalid");
    const paid = await ready();
    await pay(paid.id, "tok_sandbox_ok");
    expect(await checkout("cancel_checkout", { checkout_session_id: paid.id })).toMatchObject({
      status: "completed",
      messages: [{ type: "error", code: "invalid" }],
    });
    expect(
      await checkout("update_checkout", { checkout_session_id: paid.id, items: [{ id: "mug", quantity: 9 }] }),
    ).toMatchObject({ status: "completed", messages: [{ type: "error", code: "invalid" }] });
  });
});

describe("when something breaks inside", () => {
  it("the caller reads a reference and the operator the reason, and neither gets a stack", async () => {
    const readOrder = () => Promise.reject(new Error("connection to the database lost"));
    const broken = testServer({ storefront: (principal) => ({ ...shop.verbs.storefront(principal), readOrder }) });
    const answer = await (
      await broken.connect()
    ).callTool({ name: "get_order_status", arguments: { checkout_session_id: "cs_0123456789" } });
    const text = JSON.stringify(answer);
    expect(answer.isError).toBe(true);
    expect(broken.reports).toHaveLength(1);
    expect(text).toContain(broken.reports[0]?.reference);
    expect(text).not.toMatch(/database|\.ts:\d/);
  });

  it("nothing broke in any of the calls above", () => {
    expect(server.reports).toEqual([]);
  });
});
