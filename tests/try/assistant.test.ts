import { expect, test } from "vitest";
import { createAssistant } from "#app/try/chat/assistant.ts";
import type { Args } from "#app/try/chat/chat-tools.ts";
import type { ConversationAction } from "#app/try/chat/conversation.ts";
import type { WidgetResource } from "#app/try/host/frame-page.ts";
import { readChoices } from "#app/try/host/choices.ts";
import type { ProductView } from "#lib/wire/tool-contract.ts";
import { anAnswer } from "../widget/a-checkout.ts";
import { aView, found } from "../widget/products/shop-answers.ts";

const PAGE: WidgetResource = { title: "Checkout", html: "", policy: "", prefersBorder: true, redirectDomains: [] };

/** A chat with a shop that answers with these products, and with one checkout. */
function chatWith(products: readonly ProductView[], query: Readonly<Record<string, string>> = {}) {
  const said: ConversationAction[] = [];
  const asked: Args[] = [];
  const callTool = async (name: string, args: Args) => {
    asked.push(args);
    return { content: [], structuredContent: name === "search_products" ? found(products) : anAnswer() };
  };
  const assistant = createAssistant({
    shop: () => ({ callTool, isForWidgets: async () => true, widgetOf: async () => PAGE }),
    tools: { callTool, widgetTool: callTool },
    dispatch: (action) => void said.push(action),
    choices: () => readChoices(query),
    setBusy: () => undefined,
  });
  return { assistant, said, asked, kinds: () => said.map(({ type }) => type) };
}

test("a widget is shown before the words about it, as in ChatGPT", async () => {
  const { assistant, kinds } = chatWith([aView("mug")], { products: "widget" });
  await assistant.buy(aView("mug"));
  expect(kinds()).toEqual(["user_said", "widget_shown", "assistant_said"]);
  const second = chatWith([aView("mug", { title: "Mug" })], { products: "widget" });
  await second.assistant.search("mug", null);
  expect(second.kinds()).toEqual(["user_said", "widget_shown", "assistant_said"]);
});

test("the first things shown are to be had in the shopper's currency, each once and not in every size", async () => {
  const boots = ["40", "41", "42"].map((size) =>
    aView(`boot-${size}`, { groupId: "boot", title: "Boot", variant: { Size: size } }),
  );
  const { assistant, said, asked } = chatWith([...boots, aView("mug")], {
    lang: "de-DE",
    locale: "de-DE",
    products: "host",
  });
  await assistant.greet();
  expect(asked).toEqual([expect.objectContaining({ currency: "EUR", availability: "in_stock" })]);
  const shown = said.flatMap((action) => (action.type === "products_found" ? action.products.map(({ id }) => id) : []));
  expect(shown).toEqual(["boot-40", "mug"]);
});
