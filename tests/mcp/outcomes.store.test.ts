import { productId, shopperId } from "#lib/ids.ts";
import { Ajv } from "ajv";
import { afterAll, beforeEach, describe, expect, it } from "vitest";
import { createVerbs, type Verbs } from "../fixtures/verbs.ts";
import { sheetOutcome } from "#app/try/sheet/sheet-outcome.ts";
import { openTestShop } from "../fixtures/test-shop.ts";
import { post, testServer } from "./test-client.ts";

const shop = await openTestShop();
afterAll(() => shop.close());
beforeEach(() => shop.flags.set({ killed: false, beta: true, variant: "instant" }));

/** The payment service does not take our request. */
const refusing = createVerbs({
  ...shop.context,
  provider: {
    ...shop.context.provider,
    chargeToken: () => Promise.resolve({ kind: "rejected", why: "a wrong key", requestId: "req_1" }),
  },
});
const failing: Verbs = new Proxy(shop.verbs, {
  get: (_verbs, name) => () =>
    name === "storefront" ? failing : Promise.reject(new Error("connection to the database lost")),
});

type Result = { readonly isError: boolean; readonly structuredContent?: unknown };

const { tools } = await (await testServer(shop.verbs).connect()).listTools();
const ajv = new Ajv({ strict: false, allErrors: true });
const published = new Map(tools.map(({ name, outputSchema }) => [name, ajv.compile(outputSchema ?? false)]));

/** Calls a tool without an SDK's client in between, and checks the answer against the tool's own published schema. */
async function call(name: string, args: unknown, verbs: Verbs = shop.verbs): Promise<Result> {
  const params = { name, arguments: args, _meta: { "openai/subject": "shopper-1" } };
  const request = post(JSON.stringify({ jsonrpc: "2.0", id: 1, method: "tools/call", params }));
  const response = await testServer(verbs, { instant: shop.context.provider.instant }).fetch(request);
  const { result } = (await response.json()) as { result: Result };
  const fits = published.get(name);
  expect(fits?.(result.structuredContent), `${name}: ${JSON.stringify(fits?.errors)}`).toBe(true);
  return result;
}
const BUYER = { name: "Ada Lovelace", email: "ada@example.com", phone_number: null };
const pay = (id: string, token: string, verbs?: Verbs, buyer: unknown = BUYER) =>
  call("complete_checkout", { checkout_session_id: id, buyer, payment_data: { token, provider: "sandbox" } }, verbs);
const codesOf = (result: Result) =>
  (result.structuredContent as { messages: { type: string; code?: string }[] }).messages
    .filter((message) => message.type === "error")
    .map((message) => message.code);
const NOBODY = "cs_00000000";
const CAPABLE = { widget: true, request_checkout: true, open_external: true, open_link: true };
const items = [{ id: "mug", quantity: 1 }];
const ready = (product?: string) => shop.readySession(product, "shopper-1");
const withCode = async (code: string) => {
  const id = await ready();
  await call("update_checkout", { checkout_session_id: id, discount_codes: [code] });
  return id;
};
const canceled = async () => {
  const id = await ready();
  await call("cancel_checkout", { checkout_session_id: id });
  return id;
};
const unfinished = async () => {
  const prepared = await shop.verbs.prepareCheckout({
    items: [{ productId: productId("mug"), offerId: null, quantity: 1 }],
    shopperId: shopperId("shopper-1"),
  });
  return prepared.kind === "prepared" ? prepared.session.id : "";
};

/** Everything that can come of a token, with the codes of its answer. The first two kinds are shown on the sheet. */
const PAYMENTS: readonly (readonly [string, () => Promise<Result>, readonly string[], "stays" | "resolves"])[] = [
  ["declined", async () => pay(await ready(), "tok_sandbox_declined"), ["payment_declined"], "stays"],
  ["action_required", async () => pay(await ready(), "tok_sandbox_3ds"), ["requires_3ds"], "stays"],
  ["completed", async () => pay(await ready(), "tok_sandbox_ok"), [], "resolves"],
  ["token_invalid", async () => pay(await ready(), "tok_of_nobody"), ["invalid"], "resolves"],
  ["still_checking", async () => pay(await ready(), "tok_sandbox_timeout_lost"), ["invalid"], "resolves"],
  ["payment_rejected", async () => pay(await ready(), "tok_sandbox_ok", refusing), ["invalid"], "resolves"],
  ["details_missing", async () => pay(await unfinished(), "tok_sandbox_ok"), ["missing"], "resolves"],
  ["closed", async () => pay(await canceled(), "tok_sandbox_ok"), ["invalid"], "resolves"],
  [
    "payment_in_progress",
    async () => {
      const id = await ready();
      await pay(id, "tok_sandbox_timeout_lost");
      return pay(id, "tok_sandbox_ok");
    },
    ["invalid"],
    "resolves",
  ],
  [
    "instant_unavailable",
    async () => {
      const id = await ready();
      shop.flags.set({ killed: true });
      return pay(id, "tok_sandbox_ok");
    },
    ["invalid"],
    "resolves",
  ],
  [
    "discount_used_up",
    async () => {
      const [first, second] = [await withCode("ONLYONE"), await withCode("ONLYONE")];
      await pay(first, "tok_sandbox_ok");
      return pay(second, "tok_sandbox_ok");
    },
    ["invalid"],
    "resolves",
  ],
  [
    "out_of_stock",
    async () => {
      const [first, second] = [await ready("last"), await ready("last")];
      await pay(first, "tok_sandbox_ok");
      return pay(second, "tok_sandbox_ok");
    },
    ["out_of_stock"],
    "resolves",
  ],
];

describe("complete_checkout", () => {
  it.each(PAYMENTS)(
    "%s fits the published schema, and its codes go where they belong",
    async (kind, make, codes, to) => {
      const result = await make();
      expect(result.isError, JSON.stringify(result)).toBe(false);
      expect(codesOf(result)).toEqual(codes);
      expect(sheetOutcome(result).kind).toBe(to);
      const full = ["id", "status", "currency", "line_items", "fulfillment_options", "totals", "links"];
      for (const field of full) expect(result.structuredContent).toHaveProperty(field);
      if (kind === "completed") expect(result.structuredContent).toHaveProperty("order.permalink_url");
    },
  );

  it.each(["tok_sandbox_ok", "tok_sandbox_declined", "tok_sandbox_3ds", "tok_of_nobody"])(
    "%s sent again is answered the same, whatever else was sent along",
    async (token) => {
      const id = await ready();
      const first = await pay(id, token);
      expect(await pay(id, token)).toEqual(first);
      expect(
        await pay(id, token, undefined, { first_name: "Ada", last_name: "L", email: "other@example.com" }),
      ).toEqual(first);
    },
  );
});

/** Everything else that each tool answers; the last column says whether it is an error of the tool. */
const OTHERS: readonly (readonly [string, string, () => unknown, boolean])[] = [
  ["search_products", "products", () => ({ query: "product" }), false],
  ["search_products", "no products", () => ({ query: "zeppelin" }), false],
  ["search_products", "a bad cursor", () => ({ cursor: "made-up" }), true],
  ["get_product", "a product", () => ({ id: "mug" }), false],
  ["get_product", "an unknown id", () => ({ id: "nobody" }), true],
  ["checkout_session", "a checkout", () => ({ checkout_session: { items } }), false],
  ["checkout_session", "an unknown id", () => ({ checkout_session: { items: [{ id: "nobody", quantity: 1 }] } }), true],
  ["update_checkout", "no such checkout", () => ({ checkout_session_id: NOBODY }), true],
  ["update_checkout", "a change", async () => ({ checkout_session_id: await ready(), discount_codes: ["TEN"] }), false],
  ["update_checkout", "a closed checkout", async () => ({ checkout_session_id: await canceled(), items }), false],
  ["update_checkout", "no items", async () => ({ checkout_session_id: await ready(), items: [] }), true],
  ["choose_route", "no such checkout", () => ({ checkout_session_id: NOBODY, capabilities: CAPABLE }), true],
  ["choose_route", "a way", async () => ({ checkout_session_id: await ready(), capabilities: CAPABLE }), false],
  [
    "complete_checkout",
    "no such checkout",
    () => ({ checkout_session_id: NOBODY, payment_data: { token: "t" } }),
    true,
  ],
  ["complete_checkout", "no token", async () => ({ checkout_session_id: await ready(), payment_data: {} }), true],
  ["cancel_checkout", "no such checkout", () => ({ checkout_session_id: NOBODY }), true],
  ["cancel_checkout", "a canceled one", async () => ({ checkout_session_id: await canceled() }), false],
  ["get_order_status", "no such checkout", () => ({ checkout_session_id: NOBODY }), true],
  ["get_order_status", "its state", async () => ({ checkout_session_id: await ready() }), false],
];

describe("every answer fits the schema that its tool publishes", () => {
  it.each(OTHERS)("%s: %s", async (name, _, args, isError) => {
    const result = await call(name, await args());
    expect(result.isError).toBe(isError);
    if (isError) expect(codesOf(result)).toHaveLength(1);
  });

  it.each(tools)("$name: arguments of a wrong kind, and a failure inside", async ({ name }) => {
    const malformed = await call(name, { checkout_session_id: 7.5, checkout_session: 7.5, id: 7.5, query: 7.5 });
    expect(malformed.isError).toBe(true);
    expect(codesOf(malformed).length).toBeGreaterThan(0);
    const args = {
      search_products: {},
      get_product: { id: "mug" },
      checkout_session: { checkout_session: { items } },
      choose_route: { checkout_session_id: NOBODY, capabilities: CAPABLE },
      complete_checkout: { checkout_session_id: NOBODY, payment_data: { token: "t" } },
      find_order: { order_number: "T-2222-2222", email: "ada@example.com" },
    }[name] ?? { checkout_session_id: NOBODY };
    const failed = await call(name, args, failing);
    expect(failed.isError).toBe(true);
    expect(JSON.stringify(failed)).not.toContain("database");
    expect(codesOf(failed)).toEqual(["invalid"]);
  });
});
