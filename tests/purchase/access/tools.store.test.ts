import { afterAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { checkoutView, WIDGET_SECRET_FIELD, WIDGET_SECRET_META } from "#lib/wire/tool-contract.ts";
import { openTestShop } from "../../fixtures/test-shop.ts";
import { post, testServer } from "../../mcp/test-client.ts";

const shop = await openTestShop();
const server = testServer(shop.verbs, { instant: shop.context.provider.instant });
afterAll(() => shop.close());

const ADDRESS = {
  name: "Vera Victim",
  line_one: "12 Secret Lane",
  city: "New York",
  state: "NY",
  country: "US",
  postal_code: "10001",
};
const CAPABLE = { widget: true, request_checkout: true, open_external: true, open_link: true };
const UNKNOWN = "cs_of_no_session_at_all";
const BUYER = { name: "Ada Lovelace", email: "ada@example.com" };

type Caller = { readonly subject?: string; readonly secret?: string };

/** The answer as it is on the wire. */
async function call(name: string, args: Record<string, unknown>, { subject, secret }: Caller): Promise<string> {
  const params = {
    name,
    arguments: { ...args, ...(secret === undefined ? {} : { [WIDGET_SECRET_FIELD]: secret }) },
    ...(subject === undefined ? {} : { _meta: { "openai/subject": subject } }),
  };
  const message = { jsonrpc: "2.0", id: 1, method: "tools/call", params };
  return (await server.fetch(post(JSON.stringify(message)))).text();
}

const result = z.object({
  result: z.object({
    content: z.array(z.object({ text: z.string() })),
    structuredContent: z.record(z.string(), z.unknown()),
    _meta: z.record(z.string(), z.unknown()).optional(),
    isError: z.boolean(),
  }),
});
const read = (text: string) => result.parse(JSON.parse(text)).result;

async function prepared(caller: Caller) {
  const made = read(
    await call("checkout_session", { checkout_session: { items: [{ id: "mug", quantity: 1 }] } }, caller),
  );
  const { id } = checkoutView.parse(made.structuredContent);
  await call("update_checkout", { checkout_session_id: id, fulfillment_address: ADDRESS }, caller);
  return { id, made, secret: z.string().parse(made._meta?.[WIDGET_SECRET_META]) };
}

/** Every tool that takes a session's id. */
const TOOLS: Readonly<Record<string, (id: string) => Record<string, unknown>>> = {
  get_order_status: (id) => ({ checkout_session_id: id }),
  update_checkout: (id) => ({
    checkout_session_id: id,
    fulfillment_address: { ...ADDRESS, line_one: "99 Drop Street" },
  }),
  choose_route: (id) => ({ checkout_session_id: id, capabilities: CAPABLE }),
  record_funnel_event: (id) => ({ checkout_session_id: id, event: "shown" }),
  complete_checkout: (id) => ({
    checkout_session_id: id,
    buyer: BUYER,
    payment_data: { token: "tok_sandbox_declined" },
  }),
  cancel_checkout: (id) => ({ checkout_session_id: id }),
};

/** The callers beside the session that each one asks for. `right`: the widget's own secret. */
const CALLERS: readonly (readonly [
  string,
  string | undefined,
  string | undefined,
  string | undefined,
  "served" | "refused" | "pays only",
])[] = [
  ["the same subject", "ann", "ann", undefined, "served"],
  ["another subject", "ann", "bob", undefined, "refused"],
  ["no subject", "ann", undefined, undefined, "pays only"],
  ["the widget without a subject", "ann", undefined, "right", "served"],
  ["the widget under another subject", "ann", "bob", "right", "served"],
  ["another secret and another subject", "ann", "bob", "wid_made_up", "refused"],
  ["nobody, for nobody's", undefined, undefined, undefined, "served"],
  ["somebody, for nobody's", undefined, "bob", undefined, "refused"],
];

describe.each(Object.keys(TOOLS))("%s", (tool) => {
  it.each(CALLERS)("asked by %s", async (_, owner, subject, secret, verdict) => {
    const { id, secret: right } = await prepared(owner === undefined ? {} : { subject: owner });
    const caller = {
      ...(subject === undefined ? {} : { subject }),
      ...(secret === undefined ? {} : { secret: secret === "right" ? right : secret }),
    };
    const args = TOOLS[tool] ?? (() => ({}));
    const before = await shop.context.store.session(checkoutId(id));
    const answer = await call(tool, args(id), caller);
    const ofUnknown = await call(tool, args(UNKNOWN), caller);
    const isServed = verdict === "served" || (verdict === "pays only" && tool === "complete_checkout");
    if (!isServed) {
      expect(answer).toBe(ofUnknown);
      expect(await shop.context.store.session(checkoutId(id))).toEqual(before);
    } else if (tool !== "record_funnel_event") {
      expect(answer).not.toBe(ofUnknown);
      expect(read(answer).isError).toBe(false);
    }
  });

  it("finds no session of a platform", async () => {
    const id = await shop.readySession();
    const args = TOOLS[tool] ?? (() => ({}));
    for (const caller of [{}, { subject: "ann" }])
      expect(await call(tool, args(id), caller)).toBe(await call(tool, args(UNKNOWN), caller));
  });
});

const checkoutId = (id: string) => checkoutView.shape.id.parse(id) as Parameters<typeof shop.context.store.session>[0];

describe("the widget's secret", () => {
  it("is in the _meta of the answer that shows the widget, and in no other answer, text or content", async () => {
    const { id, made, secret } = await prepared({ subject: "ann" });
    expect(secret).toMatch(/^wid_[0-9a-zA-Z]{22,}$/);
    const { _meta, ...rest } = made;
    expect(JSON.stringify(rest)).not.toContain(secret);
    for (const [tool, args] of Object.entries(TOOLS))
      expect(await call(tool, args(id), { subject: "ann", secret }), tool).not.toContain(secret);
  });

  it("is another one for each session, and stored as a digest alone", async () => {
    const [one, other] = [await prepared({ subject: "ann" }), await prepared({ subject: "ann" })];
    expect(one.secret).not.toBe(other.secret);
    expect(
      read(await call("get_order_status", { checkout_session_id: other.id }, { secret: one.secret })).isError,
    ).toBe(true);
    expect(JSON.stringify(await shop.context.store.session(checkoutId(one.id)))).not.toContain(one.secret);
  });

  it("opens nothing as an id, a link or a subject", async () => {
    const { id, secret } = await prepared({ subject: "ann" });
    expect(read(await call("get_order_status", { checkout_session_id: secret }, {})).isError).toBe(true);
    expect(read(await call("get_order_status", { checkout_session_id: id }, { subject: secret })).isError).toBe(true);
  });
});

describe("complete_checkout", () => {
  const pay = (id: string, caller: Caller) =>
    call(
      "complete_checkout",
      { checkout_session_id: id, buyer: BUYER, payment_data: { token: `tok_sandbox_ok_${id}` } },
      caller,
    );
  const route = (id: string, capable = true) =>
    call(
      "choose_route",
      { checkout_session_id: id, capabilities: { ...CAPABLE, request_checkout: capable } },
      { subject: "ann" },
    );
  const charges = (id: string) => shop.bank.ledger().charges.filter((charge) => charge.session === id);
  const stateOf = (answer: string) => checkoutView.parse(read(answer).structuredContent).state;

  it("charges only where the latest decision for the session is instant", async () => {
    const { id } = await prepared({ subject: "ann" });
    await route(id);
    await route(id, false);
    expect(stateOf(await pay(id, { subject: "ann" }))).toBe("ready");
    expect(charges(id)).toEqual([]);
    await route(id);
    expect(stateOf(await pay(id, { subject: "ann" }))).toBe("completed");
    expect(charges(id)).toHaveLength(1);
  });

  it("makes the decision in the call when there was none, for the session's own shopper", async () => {
    const { id } = await prepared({ subject: "ann" });
    shop.flags.set({ variant: "external" });
    expect(stateOf(await pay(id, {}))).toBe("ready");
    shop.flags.set({ variant: "instant" });
    const decisions = await shop.context.store.decisions(checkoutId(id));
    expect(decisions.map(({ shopperId, decision }) => [shopperId, decision.reason])).toEqual([
      ["ann", "variant_external"],
    ]);
    expect(charges(id)).toEqual([]);
  });
});

describe("an address that was given in the chat", () => {
  const READING = [
    ["get_order_status", {}],
    ["choose_route", { capabilities: CAPABLE }],
    ["update_checkout", { items: [{ id: "mug", quantity: 2 }] }],
  ] as const;

  it.each(READING)("is in no answer of %s to a caller who proves nothing", async (tool, args) => {
    const { id, secret } = await prepared({});
    const ofNobody = await call(tool, { checkout_session_id: id, ...args }, {});
    expect(read(ofNobody).isError).toBe(false);
    expect(ofNobody).not.toMatch(/Vera|Secret Lane|10001/);
    expect(await call(tool, { checkout_session_id: id, ...args }, { secret })).toContain("12 Secret Lane");
  });

  it("is answered to whoever gives it, in the same call", async () => {
    const { id } = await prepared({});
    const moved = { ...ADDRESS, line_one: "1 Other Lane" };
    expect(await call("update_checkout", { checkout_session_id: id, fulfillment_address: moved }, {})).toContain(
      "1 Other Lane",
    );
  });
});
