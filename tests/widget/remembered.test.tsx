import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { sessionForHost } from "#lib/wire/session-for-host.ts";
import { KEPT_META } from "#lib/wire/tool-contract.ts";
import { chatGptHost } from "#widget/host/chatgpt-host.ts";
import { sendChange } from "#widget/purchase/purchase-calls.ts";
import { nextPurchase } from "#widget/purchase/purchase-state.ts";
import { readCheckout } from "#widget/purchase/read-checkout.ts";
import { aCheckout, anAnswer } from "./a-checkout.ts";
import { WIDGET_TEXTS } from "#lib/wire/widget/texts/of-language.ts";
import { inEnglish } from "#widget/texts/widget-texts.ts";
import { PurchaseView } from "#widget/views/purchase-view.tsx";
import { actions, aBasket, buttonsOf, draw, textOf } from "./draw-purchase.tsx";

const ADDRESS = {
  name: "Ada Lovelace",
  line_one: "1 Main St",
  city: "New York",
  state: "NY",
  country: "US",
  postal_code: "10001",
};
const kept = { may_remember: true, address: ADDRESS };
const { fulfillment_address: _shown, ...answer } = anAnswer();
/** As the server answers for a checkout that begins with what was remembered: the model reads that there is an address. */
const filled = {
  ...answer,
  messages: [
    { type: "info" as const, param: "$.fulfillment_address", content_type: "plain" as const, content: "In US." },
  ],
};
const checkout = readCheckout(filled, { envelope: { [KEPT_META]: kept } });
if (checkout === null) throw new Error("the widget cannot read what the server writes");

describe("details that were remembered", () => {
  it("are one line that says so, and can be changed and forgotten", () => {
    const html = draw(aBasket({ checkout }));
    expect(textOf(html)).toMatch(/Deliver to \(remembered\) Ada Lovelace, 1 Main St, .*, United States/);
    const labels = buttonsOf(html).map(({ label }) => label);
    expect(labels).toContain("Edit the delivery details");
    expect(labels).toContain("Forget the remembered details");
    expect(draw(aBasket({ checkout, step: "address" }))).toContain('value="1 Main St"');
  });

  it("are named in Japanese without spaces beside the brackets, and no line ends behind a house number", () => {
    const texts = { ...WIDGET_TEXTS.ja, locale: "ja", said: (english: string) => english };
    const html = renderToStaticMarkup(
      <PurchaseView phase={aBasket({ checkout })} locale="ja" texts={texts} actions={actions} />,
    );
    expect(html.replace(/<[^>]+>/g, "")).toContain("お届け先（保存済み）Ada Lovelace, 1\u00a0Main St, New York");
  });

  it("name the region in the reader's script, where the answer came with it", () => {
    const said = (english: string) => (english === "NY" ? "ニューヨーク州" : english);
    const texts = { ...inEnglish(), said };
    const html = renderToStaticMarkup(
      <PurchaseView phase={aBasket({ checkout })} locale="en-US" texts={texts} actions={actions} />,
    );
    expect(textOf(html)).toContain("New York, ニューヨーク州 10001");
  });

  it("are not shown where the session has no such address any more, whatever came beside it", () => {
    const gone = readCheckout(answer, { [KEPT_META]: kept });
    expect(gone === null ? "" : textOf(draw(aBasket({ checkout: gone })))).not.toContain("Main St");
  });

  it("stay on the screen where a host leaves the `_meta` out of an answer", () => {
    const without = readCheckout(filled);
    if (without === null) throw new Error("unreadable");
    const after = nextPurchase(
      { ...aBasket({ checkout }), turn: 1 },
      { type: "status_read", turn: 1, checkout: without },
    );
    expect(textOf(draw(after))).toContain("Main St");
  });

  it("are in no payload that is made of the answer alone", () => {
    expect(JSON.stringify(sessionForHost(checkout))).not.toContain("Main St");
  });
});

describe("the shopper's consent", () => {
  it("is asked for where the server offers it, and is off at first", () => {
    const form = (may: boolean) => {
      const asked = { ...aCheckout({ status: "not_ready" }), kept: { may_remember: may } };
      return draw(aBasket({ checkout: asked, step: "address" }));
    };
    expect(form(true)).toMatch(/<input type="checkbox" name="remember"\/>/);
    expect(textOf(form(true))).toContain("Remember this for my next order with Fernweh");
    expect(form(false)).not.toContain('name="remember"');
  });

  it("is sent with the address only when it was given, and taken back by forgetting", async () => {
    const calls: unknown[] = [];
    const openai = {
      callTool: async (_name: string, args: unknown) => {
        calls.push(args);
        return { structuredContent: filled };
      },
    };
    const host = chatGptHost(Object.assign(new EventTarget(), { openai }));
    const address = { ...ADDRESS, company: null, line_two: null, phone_number: null };
    await sendChange(host, checkout.id, { change: "address", address, remembers: false });
    await sendChange(host, checkout.id, { change: "address", address, remembers: true });
    await sendChange(host, checkout.id, { change: "forget" });
    expect(calls).toEqual([
      { checkout_session_id: checkout.id, fulfillment_address: address },
      { checkout_session_id: checkout.id, fulfillment_address: address, remember: true },
      { checkout_session_id: checkout.id, remember: false },
    ]);
  });
});
