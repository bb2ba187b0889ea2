import { afterAll, describe, expect, it } from "vitest";
import { CHECKOUT_TEXTS } from "#lib/wire/texts/checkout.ts";
import { checkoutView } from "#lib/wire/tool-contract.ts";
import { WIDGET_TEXTS } from "#lib/wire/widget/texts/of-language.ts";
import { WIDGET_LANGUAGE_FIELD, WIDGET_TEXTS_FIELD, WIDGET_WORDS_META, widgetWords } from "#lib/wire/widget/words.ts";
import { openTestShop } from "../../fixtures/test-shop.ts";
import { testServer } from "../../mcp/test-client.ts";

const shop = await openTestShop();
const client = await testServer(shop.verbs, { instant: shop.context.provider.instant }).connect();
afterAll(() => shop.close());

async function call(name: string, args: Record<string, unknown>, locale: string) {
  const meta = { "openai/locale": locale, "openai/subject": "shopper-of-languages" };
  const { _meta, content, structuredContent } = await client.callTool({ name, arguments: args, _meta: meta });
  const words = widgetWords.safeParse(_meta?.[WIDGET_WORDS_META]);
  return { content, structured: structuredContent, words: words.success ? words.data : null };
}
const mug = { checkout_session: { items: [{ id: "mug", quantity: 2 }] } };
const without = (text: unknown) => JSON.stringify(text).replace(/(?:cs|co|li)_[\w-]+/g, "…");

describe("a tool's answer", () => {
  it("is for the model the same in every language, and has the words of a card for the widget alone", async () => {
    const english = await call("checkout_session", mug, "en-US");
    expect(english.words).toBeNull();
    const arabic = await call("checkout_session", mug, "ar-AE");
    const { products: _, ...ofCheckout } = WIDGET_TEXTS.ar;
    expect(arabic.words).toMatchObject({ language: "ar", texts: ofCheckout });
    expect(arabic.words?.texts).not.toHaveProperty("products");
    expect(without(arabic.structured)).toBe(without(english.structured));
    expect(JSON.stringify([arabic.structured, arabic.content])).not.toMatch(/\p{Script=Arabic}/u);
    const { messages, totals } = checkoutView.parse(arabic.structured);
    for (const english of [...messages.map(({ content }) => content), ...totals.map((row) => row.display_text)])
      expect(arabic.words?.said?.[english], english).toMatch(/\p{Script=Arabic}/u);
  });

  it("has the texts of the products where products are shown", async () => {
    const { words } = await call("search_products", { query: "product" }, "ja-JP");
    expect(words).toEqual({ language: "ja", texts: WIDGET_TEXTS.ja });
    expect((await call("search_products", { query: "product" }, "zh-CN")).words).toBeNull();
  });

  it("goes to a widget in the language that it names, without the texts that it has", async () => {
    const { structured } = await call("checkout_session", mug, "en-US");
    const { id } = checkoutView.parse(structured);
    const ask = { checkout_session_id: id, [WIDGET_LANGUAGE_FIELD]: "de" };
    const polled = await call("get_order_status", ask, "en-US");
    expect(polled.words).toMatchObject({ language: "de", said: { Total: "Gesamtsumme" } });
    expect(polled.words?.texts).toBeUndefined();
    const asked = await call("get_order_status", { ...ask, [WIDGET_TEXTS_FIELD]: true }, "en-US");
    expect(asked.words?.texts).toEqual(WIDGET_TEXTS.de);
    const capabilities = { widget: true, request_checkout: false, open_external: true, open_link: true };
    const routed = await call("choose_route", { ...ask, capabilities }, "en-US");
    expect(routed.words?.said).toMatchObject({ "Continue to checkout": "Weiter zur Kasse", Total: "Gesamtsumme" });
  });

  it("has before the payment sheet opens what the sheet may answer, because a host passes that on in English", async () => {
    const address = { name: "Ada Lovelace", line_one: "1 Main St", city: "Austin", state: "TX", country: "US" };
    const details = { ...mug.checkout_session, fulfillment_address: { ...address, postal_code: "78701" } };
    const { structured } = await call("checkout_session", { checkout_session: details }, "ja-JP");
    const { id } = checkoutView.parse(structured);
    const capabilities = { widget: true, request_checkout: true, open_external: true, open_link: true };
    const routed = await call("choose_route", { checkout_session_id: id, capabilities }, "ja-JP");
    expect(routed.structured).toMatchObject({ route: "instant" });
    const { declines, refusals, missingAtPayment } = CHECKOUT_TEXTS;
    for (const english of [...Object.values(declines), ...Object.values(refusals), missingAtPayment("buyer_email")])
      expect(routed.words?.said?.[english], english).toMatch(/\p{Script=Hiragana}/u);
    const external = { checkout_session_id: id, capabilities: { ...capabilities, request_checkout: false } };
    const said = (await call("choose_route", external, "ja-JP")).words?.said;
    expect(said).not.toHaveProperty([declines.expired_card]);
  });

  it("has the region of an address in the script of a card's reader, and for the model as it is stored", async () => {
    const { structured } = await call("checkout_session", mug, "ja-JP");
    const { id } = checkoutView.parse(structured);
    const street = { name: "山田花子", line_one: "丸の内1-9-1", city: "千代田区", state: "Tokyo" };
    const fulfillment_address = { ...street, country: "JP", postal_code: "100-0005" };
    const given = await call("update_checkout", { checkout_session_id: id, fulfillment_address }, "ja-JP");
    expect(checkoutView.parse(given.structured).fulfillment_address?.state).toBe("Tokyo");
    expect(given.words?.said).toMatchObject({ Tokyo: "東京都" });
  });

  it("takes back how a region was written when the address is given in another script", async () => {
    const { structured } = await call("checkout_session", mug, "de-DE");
    const { id } = checkoutView.parse(structured);
    const give = (line_one: string) => {
      const street = { name: "Hanako Yamada", line_one, city: "Chiyoda", state: "Tokyo" };
      const fulfillment_address = { ...street, country: "JP", postal_code: "100-0005" };
      return call("update_checkout", { checkout_session_id: id, fulfillment_address }, "de-DE");
    };
    expect((await give("丸の内1-9-1")).words?.said).toMatchObject({ Tokyo: "東京都" });
    // A card keeps what was said to it.
    expect((await give("1-9-1 Marunouchi")).words?.said).toMatchObject({ Tokyo: "Tokyo" });
  });

  it("that refuses an address says why in both languages", async () => {
    const { structured } = await call("checkout_session", mug, "de-DE");
    const { id } = checkoutView.parse(structured);
    const address = { name: "Ada", line_one: "1 Main St", city: "Rom", country: "IT", postal_code: "1" };
    const { content, words } = await call(
      "update_checkout",
      { checkout_session_id: id, fulfillment_address: address },
      "de-DE",
    );
    const said = Object.entries(words?.said ?? {});
    expect(said.length).toBeGreaterThan(0);
    for (const [english] of said) expect(JSON.stringify(content)).toContain(english);
    expect(said.map(([, german]) => german).join(" ")).toContain("Provinz");
  });

  it.each([
    ["checkout_session", () => ({ checkout_session: { items: [{ id: "no-such" }] } }), /nicht mehr verkauft/],
    [
      "update_checkout",
      (id: string) => ({ checkout_session_id: id, items: [{ id: "no-such" }] }),
      /nicht mehr verkauft/,
    ],
    [
      "update_checkout",
      (id: string) => ({ checkout_session_id: id, fulfillment_option_id: "none" }),
      /Lieferadresse an/,
    ],
  ])("of %s that changes nothing says why in both languages", async (name, args, german) => {
    const { structured } = await call("checkout_session", mug, "de-DE");
    const { content, words } = await call(name, args(checkoutView.parse(structured).id), "de-DE");
    const [[english, said] = ["nothing", ""], ...more] = Object.entries(words?.said ?? {});
    expect(more).toEqual([]);
    expect(JSON.stringify(content)).toContain(JSON.stringify(english).slice(1, -1));
    expect(said).toMatch(german);
  });

  it("of a payment that was declined says why in both languages", async () => {
    const { structured } = await call("checkout_session", mug, "de-DE");
    const { id } = checkoutView.parse(structured);
    const home = { name: "Ada", line_one: "1 Main St", city: "New York", state: "NY", country: "US" };
    const fulfillment_address = { ...home, postal_code: "10001" };
    await call("update_checkout", { checkout_session_id: id, fulfillment_address }, "de-DE");
    const buyer = { name: "Ada", email: "ada@example.com" };
    const payment_data = { token: "tok_sandbox_declined", provider: "stripe" };
    const declined = await call("complete_checkout", { checkout_session_id: id, buyer, payment_data }, "de-DE");
    const [news] = checkoutView.parse(declined.structured).messages;
    expect(news?.code).toBe("payment_declined");
    expect(declined.words?.said?.[news?.content ?? ""]).toMatch(/^Die Karte wurde abgelehnt/);
  });
});
