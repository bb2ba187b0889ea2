import { afterAll, expect, it } from "vitest";
import { z } from "zod";
import { KEPT_META, keptView, WIDGET_SECRET_FIELD, WIDGET_SECRET_META } from "#lib/wire/tool-contract.ts";
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
const answer = z.object({
  result: z.object({
    content: z.array(z.object({ text: z.string() })),
    structuredContent: z.record(z.string(), z.unknown()),
    _meta: z.record(z.string(), z.unknown()).optional(),
  }),
});

/** What the model reads of an answer, and what the widget is given beside it. */
async function call(name: string, args: Record<string, unknown>, subject: string) {
  const params = { name, arguments: args, _meta: { "openai/subject": subject } };
  const response = await server.fetch(post(JSON.stringify({ jsonrpc: "2.0", id: 1, method: "tools/call", params })));
  const { content, structuredContent, _meta } = answer.parse(JSON.parse(await response.text())).result;
  const kept = keptView.safeParse(_meta?.[KEPT_META]);
  return {
    id: String(structuredContent["id"]),
    model: JSON.stringify([content, structuredContent]),
    kept: kept.success ? kept.data : null,
    secret: String(_meta?.[WIDGET_SECRET_META]),
  };
}
const prepare = (subject: string) =>
  call("checkout_session", { checkout_session: { items: [{ id: "mug", quantity: 1 }] } }, subject);

/** A checkout that begins with what its shopper had remembered. */
async function filledFor(subject: string) {
  const first = await prepare(subject);
  const given = { checkout_session_id: first.id, fulfillment_address: ADDRESS, remember: true };
  await call("update_checkout", { ...given, [WIDGET_SECRET_FIELD]: first.secret }, subject);
  return prepare(subject);
}

it("remembered details reach the widget and never what the model reads, whichever tool answers", async () => {
  const { id, model, kept, secret } = await filledFor("vera");
  expect(kept).toMatchObject({ may_remember: true, address: { line_one: ADDRESS.line_one } });
  const calls = [
    ["get_order_status", {}],
    ["choose_route", { capabilities: CAPABLE }],
    ["update_checkout", { discount_codes: [] }],
  ] as const;
  const texts = [model];
  for (const [name, args] of calls) {
    const ofWidget = { checkout_session_id: id, ...args, [WIDGET_SECRET_FIELD]: secret };
    const widget = await call(name, ofWidget, "vera");
    expect(widget.kept?.address?.line_one, name).toBe(ADDRESS.line_one);
    const ofModel = await call(name, { checkout_session_id: id, ...args }, "vera");
    expect(ofModel.kept, name).toBeNull();
    texts.push(widget.model, ofModel.model);
  }
  for (const text of texts) expect(text).not.toMatch(/Vera|Secret Lane|10001/);
  expect(model).toContain("the one that the buyer had this shop remember, in US");
});

it("a new address that the buyer gives in the chat replaces one that was filled in, and the answer has it", async () => {
  const { id } = await filledFor("carl");
  const address = { ...ADDRESS, line_one: "99 Open Street" };
  const changed = await call("update_checkout", { checkout_session_id: id, fulfillment_address: address }, "carl");
  expect(changed.model).toContain("99 Open Street");
  expect((await prepare("carl")).kept?.address?.line_one).toBe(ADDRESS.line_one);
});

it("the widget is not offered to remember anything for a caller without a subject", async () => {
  const params = { name: "checkout_session", arguments: { checkout_session: { items: [{ id: "mug", quantity: 1 }] } } };
  const response = await server.fetch(post(JSON.stringify({ jsonrpc: "2.0", id: 1, method: "tools/call", params })));
  expect(await response.text()).not.toContain(KEPT_META);
});
