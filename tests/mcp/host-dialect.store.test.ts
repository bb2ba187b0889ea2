import { Ajv } from "ajv";
import { afterAll, expect, it } from "vitest";
import { sessionId } from "#lib/ids.ts";
import { HOST_DIALECTS } from "#lib/wire/host-session.ts";
import { sessionForHost } from "#lib/wire/session-for-host.ts";
import { checkPayload } from "#app/try/host/payload-check.ts";
import { sheetOutcome } from "#app/try/sheet/sheet-outcome.ts";
import { readCheckout, readRoute } from "#widget/purchase/read-checkout.ts";
import { chargesOf, openTestShop } from "../fixtures/test-shop.ts";
import { HOST_PAYLOADS } from "../wire/host-payload-schema.ts";
import { testServer } from "./test-client.ts";

const shop = await openTestShop();
afterAll(() => shop.close());

const ADDRESS = {
  name: "Ada Lovelace",
  line_one: "1 Main St",
  city: "New York",
  state: "NY",
  country: "US",
  postal_code: "10001",
};
const CAPABLE = { widget: true, request_checkout: true, open_external: true, open_link: true };
const BUYER = { name: "Ada Lovelace", email: "ada@example.com", phone_number: null };

/** A purchase as widget and host make it together: tools, the widget's own reading, the sheet's check, the token. */
async function purchase(hostDialect: (typeof HOST_DIALECTS)[number]) {
  const client = await testServer(shop.verbs, { instant: shop.context.provider.instant, hostDialect }).connect();
  const call = async (name: string, args: Record<string, unknown>) =>
    client.callTool({ name, arguments: args, _meta: { "openai/subject": "shopper-1" } });
  const prepared = readCheckout(
    (await call("checkout_session", { checkout_session: { items: [{ id: "mug", quantity: 2 }] } })).structuredContent,
  );
  const id = prepared?.id ?? "";
  await call("update_checkout", { checkout_session_id: id, fulfillment_address: ADDRESS, discount_codes: ["TEN"] });
  const route = readRoute(
    (await call("choose_route", { checkout_session_id: id, capabilities: CAPABLE })).structuredContent,
  );
  if (route?.route !== "instant") throw new Error("the payment sheet is not offered");
  const sent: unknown = JSON.parse(JSON.stringify(sessionForHost(route.checkout)));
  const paid = await call("complete_checkout", {
    checkout_session_id: id,
    buyer: BUYER,
    payment_data: { token: "tok_sandbox_ok", provider: "sandbox" },
  });
  return { id, sent, total: route.checkout.totals.find((row) => row.type === "total")?.amount, paid };
}

it.each(HOST_DIALECTS)("a purchase on the payment sheet works in the %s dialect", async (hostDialect) => {
  const { id, sent, total, paid } = await purchase(hostDialect);
  const fits = new Ajv({ strict: false }).compile(HOST_PAYLOADS[hostDialect]);
  expect(fits(sent), JSON.stringify(fits.errors)).toBe(true);
  expect(checkPayload(sent)).toMatchObject({ kind: "opens", findings: [] });
  expect(sheetOutcome({ structuredContent: paid.structuredContent })).toMatchObject({
    kind: "resolves",
    value: { id, status: "completed", order: { checkout_session_id: id } },
  });
  expect(chargesOf(shop, sessionId(id))).toMatchObject([{ amount_minor: total, state: "captured" }]);
});
