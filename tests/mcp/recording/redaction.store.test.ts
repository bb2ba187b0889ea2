import fc from "fast-check";
import { afterAll, describe, expect, it } from "vitest";
import { markLoopback } from "#lib/http/loopback.ts";
import { fill } from "#lib/http/recording/fill.ts";
import { createRedactor } from "#lib/http/recording/redact.ts";
import { RECORDING_VOCABULARY } from "#mcp/recording-vocabulary.ts";
import { openTestShop } from "../../fixtures/test-shop.ts";
import { post, testServer } from "../test-client.ts";
import { openRecording, recorded } from "./recorded-shop.ts";

const shop = await openTestShop();
const server = testServer(shop.verbs);
afterAll(() => shop.close());

const META = {
  "io.modelcontextprotocol/protocolVersion": "2026-07-28",
  "io.modelcontextprotocol/clientInfo": { name: "openai-mcp (ChatGPT)", version: "1.0.0" },
  "io.modelcontextprotocol/clientCapabilities": {},
  "openai/subject": "v1/someone",
  "openai/locale": "de-DE",
  "openai/userLocation": { city: "Berlin", country: "DE", latitude: 52.520_008, longitude: 13.404_954 },
};
const ADDRESS = { name: "A", line_one: "B", city: "C", state: "NY", country: "US", postal_code: "10001" };
const BUYER = { name: "A", email: "a@example.com", phone_number: "+1" };
const call = (name: string, args: unknown) => ({
  jsonrpc: "2.0",
  id: 7,
  method: "tools/call",
  params: { name, arguments: args, _meta: META },
});
const MESSAGES = [
  call("search_products", { query: "mug", seller_id: "x", cursor: "y", min_price: 1, currency: "USD" }),
  call("checkout_session", { checkout_session: { items: [{ id: "mug", quantity: 2, offerId: "o", name: "n" }] } }),
  call("update_checkout", { checkout_session_id: "cs_12345678", fulfillment_address: ADDRESS, discount_codes: ["X"] }),
  call("complete_checkout", { checkout_session_id: "cs_12345678", buyer: BUYER, payment_data: { token: "t" } }),
  { jsonrpc: "2.0", id: 1, method: "initialize", params: { protocolVersion: "2025-11-25", capabilities: {} } },
  { jsonrpc: "2.0", id: "a", method: "resources/read", params: { uri: "ui://widget/checkout-session.html" } },
];
const HEADERS = ["authorization", "cookie", "x-openai-subject", "user-agent", "mcp-name", "mcp-protocol-version"];

/** Who somebody is, and what opens something: each long enough not to be in the file by chance. */
const personal = fc.oneof(
  fc
    .tuple(fc.stringMatching(/^[a-z]{6,12}$/), fc.stringMatching(/^[a-z]{5,9}$/))
    .map((of) => `${of.join("@")}.example`),
  fc.stringMatching(/^[A-Z][a-z]{5,10} [A-Z][a-z]{5,12}$/),
  fc.stringMatching(/^(sk_live|tok|whsec|eyJ)[A-Za-z0-9_-]{20,40}$/),
  fc.stringMatching(/^\+49 \d{3} \d{7}$/),
  fc.stringMatching(/^4\d{15}$/).map(Number),
  fc.stringMatching(/^49\d{10}$/).map(Number),
  fc.stringMatching(/^\d{5} [A-Z][a-z]{6,12}straße$/),
);

/** Every place of a message where a value can be: its fields, and a field more in each of its objects. */
function places(value: unknown, path: readonly string[] = []): readonly (readonly string[])[] {
  if (typeof value !== "object" || value === null) return [path];
  return [[...path, "more"], ...Object.entries(value).flatMap(([name, inner]) => places(inner, [...path, name]))];
}

function withValue(value: unknown, [name, ...rest]: readonly string[], to: unknown): unknown {
  if (name === undefined) return to;
  if (Array.isArray(value)) return value.map((one, index) => (String(index) === name ? withValue(one, rest, to) : one));
  const fields = typeof value === "object" && value !== null ? value : {};
  return { ...fields, [name]: withValue(new Map(Object.entries(fields)).get(name), rest, to) };
}

/** A program's own name and version are shown, whatever they are. */
const isOfClient = (path: readonly string[]) => path.some((name) => name.endsWith("clientInfo"));

describe("a recording", () => {
  it("contains no personal data and no token, in whatever field, name or header of a call they were sent", async () => {
    const recording = openRecording();
    const fetch = recorded(server.fetch, recording);
    const sent: string[] = [];
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...MESSAGES).chain((message) =>
          fc.record({
            message: fc.constant(message),
            path: fc.constantFrom(...places(message).filter((path) => !isOfClient(path))),
          }),
        ),
        personal,
        personal,
        fc.constantFrom(...HEADERS),
        async ({ message, path }, value, other, header) => {
          const injected = withValue(withValue(message, path, value), ["params", String(other)], {
            [String(other)]: value,
          });
          sent.push(String(value), String(other));
          const inHeader = String(other).replaceAll(/[^\x20-\x7e]/g, "");
          sent.push(inHeader);
          await fetch(post(JSON.stringify(injected), { [header]: inHeader }));
          await recording.recorder.settled();
        },
      ),
      { numRuns: 400 },
    );
    const text = await recording.text();
    expect(text.split("\n").length).toBeGreaterThan(400);
    expect(sent.filter((value) => text.includes(value))).toEqual([]);
    expect(recording.log).toEqual([]);
    recording.remove();
  });

  it("shows what is harmless: methods, tools, revisions, the client, locale, country, products, quantities, states", async () => {
    const recording = openRecording();
    const fetch = recorded(server.fetch, recording);
    const headers = {
      "mcp-protocol-version": "2026-07-28",
      "mcp-method": "tools/call",
      "mcp-name": "checkout_session",
      "user-agent": "openai-mcp/1.0.0",
      "x-openai-session": "a-conversation",
    };
    await fetch(post(JSON.stringify(MESSAGES[1]), headers));
    const text = await recording.text();
    for (const shown of [
      '"mcp-name":"checkout_session"',
      '"user-agent":"openai-mcp/1.0.0"',
      '"name":"openai-mcp (ChatGPT)"',
      '"openai/locale":"de-DE"',
      '"country":"DE"',
      '"id":"mug","quantity":2',
      '"status":"not_ready_for_payment"',
      '"isError":false',
      '"resultType":"complete"',
    ])
      expect(text).toContain(shown);
    expect(text).toMatch(/"x-openai-session":"~s:14:[0-9a-f]{16}"/);
    expect(text).toMatch(/"latitude":"~n:9:[0-9a-f]{16}"/);
    recording.remove();
  });

  it("shows a program's name and the protocol's numbers in their places, and in no other field of the same name", () => {
    const { request } = createRedactor(new Uint8Array(32), RECORDING_VOCABULARY);
    const odd = {
      clientInfo: { name: "Ada Lovelace", version: "4242.4242.4242.4242" },
      "acme/clientInfo": { name: "Ada Lovelace" },
      buyer: { id: 301_234_567, clientInfo: { name: "Ada Lovelace" } },
      code: 493_021,
      error: { code: 493_021 },
      progressToken: 493_021,
    };
    const shown = JSON.stringify(request({ id: 7, params: { arguments: odd, _meta: { more: odd } } }));
    expect(shown).toContain('"id":7');
    for (const value of ["Ada Lovelace", "4242.4242", "301234567", "493021"]) expect(shown).not.toContain(value);
    const ours = request({
      params: { clientInfo: { name: "openai-mcp", version: "1.0" }, _meta: { progressToken: 8 } },
    });
    expect(ours).toEqual({
      params: { clientInfo: { name: "openai-mcp", version: "1.0" }, _meta: { progressToken: 8 } },
    });
  });

  it("has the headers that were sent, and none that the server notes for itself", () => {
    const { headers } = createRedactor(new Uint8Array(32), RECORDING_VOCABULARY);
    const request = { headers: { host: "shop.example.com" }, httpVersion: "1.1", socket: {} };
    markLoopback(request, () => "a mark");
    expect(Object.keys(headers(new Headers(request.headers)))).toEqual(["host"]);
  });

  it("has the fields of arguments that were sent as JSON text, redacted, and a replay sends them as text again", () => {
    const { request } = createRedactor(new Uint8Array(32), RECORDING_VOCABULARY);
    const items = JSON.stringify([{ id: "mug", quantity: 2, "~json": "Ada" }]);
    const sent = { params: { arguments: JSON.stringify({ checkout_session: { items }, query: "{mug" }) } };
    const recorded = request(sent);
    const text = JSON.stringify(recorded);
    expect(text).toMatch(
      /^\{"params":\{"arguments":\{"~json":\{"checkout_session":\{"items":\{"~json":\[\{"id":"~s:3:\w+","quantity":2,"~k:5:\w+":"~s:3:\w+"\}\]\}\},"query":"~s:4:\w+"\}\}\}\}$/,
    );
    const replayed = fill(recorded, new Map(), null) as typeof sent;
    const args = JSON.parse(replayed.params.arguments) as { checkout_session: { items: string } };
    expect(JSON.parse(args.checkout_session.items)).toMatchObject([{ quantity: 2 }]);
    expect(JSON.stringify(request({ params: { _meta: { locale: '{"name":"Ada"}' } } }))).toMatch(
      /"locale":"~s:14:\w+"/,
    );
  });

  it("keeps equal values equal, in an answer and in the next request, and in no other recording", () => {
    const redactor = (seed: number) => createRedactor(new Uint8Array(32).fill(seed), RECORDING_VOCABULARY);
    const one = redactor(1);
    const answered = one.answer({ result: { structuredContent: { id: "cs_12345678" } } });
    const asked = one.request({ params: { arguments: { checkout_session_id: "cs_12345678" } } });
    const mark = /~s:11:[0-9a-f]{16}/;
    expect(mark.exec(JSON.stringify(answered))?.[0]).toBe(mark.exec(JSON.stringify(asked))?.[0]);
    expect(redactor(2).request("cs_12345678")).not.toBe(one.request("cs_12345678"));
  });

  it("shows a product only once an answer of ours has named it", () => {
    const redactor = createRedactor(new Uint8Array(32), RECORDING_VOCABULARY);
    const asked = { params: { arguments: { id: "ada@example.com" } } };
    expect(JSON.stringify(redactor.request(asked))).not.toContain("ada@");
    redactor.request({ params: { arguments: { product: { id: "ada@example.com" } } } });
    expect(JSON.stringify(redactor.request(asked))).not.toContain("ada@");
    redactor.answer({ result: { structuredContent: { products: [{ id: "mug" }] } } });
    expect(JSON.stringify(redactor.request({ id: "mug" }))).toContain("mug");
  });
});
