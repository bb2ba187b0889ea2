import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { WIDGET_TEXTS } from "#lib/wire/widget/texts/of-language.ts";
import { WIDGET_LANGUAGE_FIELD, WIDGET_TEXTS_FIELD, WIDGET_WORDS_META } from "#lib/wire/widget/words.ts";
import { chatGptHost } from "#widget/host/chatgpt-host.ts";
import { withWords } from "#widget/host/with-words.ts";
import { PurchaseView } from "#widget/views/purchase-view.tsx";
import { actions, aBasket, textOf } from "../draw-purchase.tsx";
import { aCheckout, anAnswer } from "../a-checkout.ts";

const { id } = aCheckout();
type Sent = { readonly name: string; readonly args: Readonly<Record<string, unknown>> };
const inWords = (language: "de" | "fr" | "ar", said?: Record<string, string>) => ({
  [WIDGET_WORDS_META]: { language, texts: WIDGET_TEXTS[language], ...(said === undefined ? {} : { said }) },
});

/** ChatGPT in a language; the shop answers with what `meta` makes of a call. */
function chat(locale: string, globals: object, meta: (args: Sent["args"]) => unknown = () => undefined) {
  const sent: Sent[] = [];
  const openai = {
    locale,
    ...globals,
    callTool: async (name: string, args: Sent["args"]) => {
      sent.push({ name, args });
      return { structuredContent: anAnswer(), _meta: meta(args) };
    },
  };
  const frame = Object.assign(new EventTarget(), { openai });
  const host = withWords(chatGptHost(frame));
  const turnTo = (other: string) => {
    openai.locale = other;
    frame.dispatchEvent(new Event("openai:set_globals"));
  };
  const show = (result: object) => {
    Object.assign(openai, result);
    frame.dispatchEvent(new Event("openai:set_globals"));
  };
  return { host, sent, turnTo, show };
}

describe("the words of a widget", () => {
  it("are the host's language at once where they came with the result", () => {
    const { host, sent } = chat("de-AT", { toolOutput: anAnswer(), toolResponseMetadata: inWords("de") });
    host.askForWords();
    expect(host.words()).toMatchObject({ order: "Ihre Bestellung", locale: "de-AT" });
    expect(sent).toEqual([]);
  });

  it("are asked for once, about what is shown, where they did not come", async () => {
    const { host, sent } = chat("fr-CA", { toolOutput: anAnswer() }, () => inWords("fr"));
    const heard: string[] = [];
    const stop = host.subscribe(() => heard.push(host.words().order));
    expect(host.words().order).toBe("Your order");
    host.askForWords();
    host.askForWords();
    await Promise.resolve();
    stop();
    expect(sent).toEqual([
      {
        name: "get_order_status",
        args: { checkout_session_id: id, [WIDGET_LANGUAGE_FIELD]: "fr", [WIDGET_TEXTS_FIELD]: true },
      },
    ]);
    await new Promise((resolve) => setTimeout(resolve));
    expect(host.words().order).toBe("Votre commande");
  });

  it("follow the host to another language, and back without asking again", async () => {
    const { host, sent, turnTo } = chat(
      "de",
      { toolOutput: anAnswer(), toolResponseMetadata: inWords("de") },
      (args) => (args[WIDGET_LANGUAGE_FIELD] === "ar" ? inWords("ar") : undefined),
    );
    expect(host.words().order).toBe("Ihre Bestellung");
    turnTo("ar-EG");
    host.askForWords();
    await new Promise((resolve) => setTimeout(resolve));
    expect(host.words().order).toBe(WIDGET_TEXTS.ar.order);
    turnTo("de");
    expect(host.words().order).toBe("Ihre Bestellung");
    turnTo("en-GB");
    host.askForWords();
    expect(host.words()).toMatchObject({ order: "Your order", locale: "en-GB" });
    expect(sent).toHaveLength(1);
  });

  it("are English, and not asked for, in a language that the shop does not speak", () => {
    const { host, sent } = chat("zh-CN", { toolOutput: anAnswer() });
    host.askForWords();
    expect(host.words()).toMatchObject({ order: "Your order", locale: "en-US" });
    expect(sent).toEqual([]);
  });

  it("are named with every call, and not sent for again", async () => {
    const { host, sent } = chat("de", { toolOutput: anAnswer(), toolResponseMetadata: inWords("de") });
    host.words();
    await host.callTool("choose_route", { checkout_session_id: id });
    expect(sent[0]?.args).toEqual({ checkout_session_id: id, [WIDGET_LANGUAGE_FIELD]: "de" });
  });

  it("have the server's sentences in the same language, and in English those that did not come with it", () => {
    const meta = inWords("de", { "A delivery address is needed.": "Es wird eine Lieferadresse benötigt." });
    const { said } = chat("de", { toolOutput: anAnswer(), toolResponseMetadata: meta }).host.words();
    expect(said("A delivery address is needed.")).toBe("Es wird eine Lieferadresse benötigt.");
    expect(said("Something newer.")).toBe("Something newer.");
  });

  it("say a sentence as the last answer said it, and not as the result that the widget is shown with", async () => {
    const first = { toolOutput: anAnswer(), toolResponseMetadata: inWords("de", { "In NY.": "In NY." }) };
    const { host, show } = chat("de", first, () => inWords("de", { "In NY.": "In New York." }));
    const heard: string[] = [];
    host.subscribe(() => heard.push(host.words().said("In NY.")));
    expect(host.words().said("In NY.")).toBe("In NY.");
    await host.callTool("get_order_status", { checkout_session_id: id });
    expect(host.words().said("In NY.")).toBe("In New York.");
    expect(heard).toEqual(["In New York."]);
    show({ toolOutput: anAnswer(), toolResponseMetadata: inWords("de", { "In NY.": "Im Staat New York." }) });
    expect(host.words().said("In NY.")).toBe("Im Staat New York.");
  });
});

it("a card in Arabic is written from right to left, with its amounts in their own direction and Latin digits", () => {
  const { host } = chat("ar-EG", { toolOutput: anAnswer(), toolResponseMetadata: inWords("ar") });
  const html = renderToStaticMarkup(
    <PurchaseView phase={aBasket()} locale={host.look().locale} texts={host.words()} actions={actions} />,
  );
  expect(html).toMatch(/<main class="card" lang="ar-EG[^"]*" dir="rtl">/);
  expect(html).toMatch(/<dd><bdi>[^<]*\d[^<]*<\/bdi><\/dd>/);
  expect(html).not.toMatch(/[٠-٩]/);
  expect(textOf(html)).toContain(WIDGET_TEXTS.ar.order);
  for (const english of ["Your order", "Sold by", "Total"]) expect(textOf(html)).not.toContain(english);
});
