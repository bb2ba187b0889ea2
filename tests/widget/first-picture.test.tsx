import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { chatGptHost, type OpenAiGlobal } from "#widget/host/chatgpt-host.ts";
import { useProducts } from "#widget/products/use-products.ts";
import { usePurchase } from "#widget/purchase/use-purchase.ts";
import type { Host } from "#widget/host/host.ts";
import { LANGUAGES } from "#lib/wire/languages.ts";
import { WIDGET_TEXTS } from "#lib/wire/widget/texts/of-language.ts";
import { inEnglish } from "#widget/texts/widget-texts.ts";
import { ProductsView } from "#widget/views/products/products-view.tsx";
import { PurchaseView } from "#widget/views/purchase-view.tsx";
import { anAnswer } from "./a-checkout.ts";
import { textOf } from "./draw-purchase.tsx";
import { stageOf } from "../looks/stages.ts";

const hostWith = (openai?: OpenAiGlobal) => chatGptHost(Object.assign(new EventTarget(), openai && { openai }));

function Purchase({ openai }: { openai?: OpenAiGlobal }) {
  const { purchase, actions } = usePurchase(hostWith(openai), inEnglish());
  return <PurchaseView phase={purchase} locale="en-US" texts={inEnglish()} actions={actions} />;
}

function Products({ openai }: { openai?: OpenAiGlobal }) {
  const { products, actions } = useProducts(hostWith(openai));
  if (products.phase === "checkout") return <p>Checkout</p>;
  return <ProductsView phase={products} locale="en-US" texts={inEnglish()} actions={actions} />;
}

/** What is drawn before any effect has run. */
const firstOf = (widget: React.ReactNode) => textOf(renderToStaticMarkup(widget));

describe("the first picture of a widget", () => {
  it("has the order in it where the host has brought it", () => {
    const answer = anAnswer();
    const picture = firstOf(<Purchase openai={{ toolOutput: answer }} />);
    for (const { name } of answer.line_items) expect(picture).toContain(name);
    expect(firstOf(<Purchase />)).not.toContain(answer.line_items[0]?.name);
  });

  it("has the products in it where the host has brought them", () => {
    const { shown } = stageOf("products-carousel-of-3");
    expect(firstOf(<Products openai={{ toolOutput: shown }} />)).toContain("Buy now");
    expect(firstOf(<Products />)).not.toContain("Buy now");
  });

  it("is the question to the server where the host remembers a purchase, and not the shelf", () => {
    const memory = { sessionId: anAnswer().id, doing: "sheet" };
    const openai = { widgetState: memory, callTool: () => new Promise<never>(() => undefined) };
    expect(firstOf(<Purchase openai={openai} />)).toContain(inEnglish().askingTitle);
    expect(firstOf(<Products openai={openai} />)).toContain("Checkout");
  });

  it("says so where what came cannot be read", () => {
    expect(firstOf(<Purchase openai={{ toolOutput: { id: 1 } }} />)).toContain(inEnglish().unreadableTitle);
  });

  it.each(LANGUAGES)("never says that nothing was charged where an order's status did not come: %s", (language) => {
    const texts = { ...WIDGET_TEXTS[language], locale: language, said: (english: string) => english };
    // What the bridge makes of the error of a tool, or of one that was canceled (widget/host/mcp-apps-host.ts).
    const host: Host = { ...hostWith({}), shownResult: () => ({ structured: null }) };
    const Unread = () => {
      const { purchase, actions } = usePurchase(host, texts);
      return <PurchaseView phase={purchase} locale={language} texts={texts} actions={actions} />;
    };
    const picture = firstOf(<Unread />);
    expect(picture).toContain(texts.unreadableTitle);
    expect(picture).not.toContain(texts.closedText.slice(0, -1));
    expect(picture).toContain(texts.unreadableText);
  });
});
