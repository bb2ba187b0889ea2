import { searchProductsOutput, type ProductView } from "#lib/wire/tool-contract.ts";
import { newsOf, type Args, type ChatTools, type Dispatch } from "./chat-tools.ts";
import { PLACES, type Choices } from "../host/choices.ts";
import { asksForOrder, isNamedIn, relevantTo } from "./relevance.ts";
import type { WidgetResource } from "../host/frame-page.ts";
import { checkoutOf, textOf, type ToolResult } from "../sheet/sheet-outcome.ts";
import type { Shop } from "../host/shop-client.ts";

type AssistantParts = {
  readonly shop: () => Shop;
  readonly tools: ChatTools;
  readonly dispatch: Dispatch;
  readonly choices: () => Choices;
  readonly setBusy: (isBusy: boolean) => void;
};
export type Assistant = {
  /** Shows a few things that can be bought, without being asked. */
  greet(): Promise<void>;
  /** The buyer has left by a link and is here again; the chat says what became of their checkout. */
  comeBack(sessionId: string): Promise<void>;
  /** A widget's words to the model: for the same items again, or about the checkout. */
  hear(text: string, sessionId: string | null): Promise<void>;
  /** `sessionId`: the checkout spoken of last. */
  search(text: string, sessionId: string | null): Promise<void>;
  buy(product: ProductView): Promise<void>;
  /** What a model would do when it is asked about the order, or when the buyer comes back from the shop's page. */
  askStatus(sessionId: string): Promise<void>;
};

const NO_ANSWER = "The shop does not answer. Is the server still running? Try again in a moment.";
const CHECKOUT_TOOL = "checkout_session";
const FIRST_PRODUCTS = 4;
/** The most that a search answers at once; of the variants in it one is shown. */
const FIRST_PAGE = 20;
const FOUND_PRODUCTS = 12;
const SUGGESTIONS = 2;
const NO_ORDER = "There is no order in this chat yet. Buy something, and ask again.";

/** What replaces the model: fixed sentences around the tools' answers. Nothing here understands language. */
export function createAssistant(parts: AssistantParts): Assistant {
  const { dispatch } = parts;
  const guarded = async (work: () => Promise<void>) => {
    parts.setBusy(true);
    try {
      await work();
    } catch {
      dispatch({ type: "failed", text: NO_ANSWER });
    } finally {
      parts.setBusy(false);
    }
  };
  const askStatus = (sessionId: string) => guarded(() => sayStatus(parts, sessionId));
  let hasGreeted = false;
  let offered: readonly string[] = [];
  const known = new Set<string>();
  return {
    async greet() {
      if (hasGreeted) return;
      hasGreeted = true;
      await guarded(async () => {
        const { currency } = PLACES[parts.choices().locale];
        const nearby = await find(parts, { currency, availability: "in_stock", limit: FIRST_PAGE }, known);
        const found = nearby.products.length > 0 ? nearby : await find(parts, { limit: FIRST_PAGE }, known);
        const products = oneOfEachGroup(found.products).slice(0, FIRST_PRODUCTS);
        offered = products.map(({ title }) => title).slice(0, SUGGESTIONS);
        await showProducts(parts, { ...found, products });
      });
    },
    search: (text, sessionId) =>
      guarded(async () => {
        dispatch({ type: "user_said", text });
        if (known.has(text)) return showProduct(parts, text);
        if (asksForOrder(text))
          return sessionId === null
            ? dispatch({ type: "assistant_said", text: NO_ORDER })
            : sayStatus(parts, sessionId, true);
        const found = await findRelevant(parts, text, known);
        if (found !== null) await showProducts(parts, found);
        dispatch({ type: "assistant_said", text: found === null ? noneText(text, offered) : foundText(text, found) });
      }),
    buy: (product) => guarded(() => buy(parts, product)),
    askStatus,
    async comeBack(sessionId) {
      if (hasGreeted) return;
      hasGreeted = true;
      dispatch({ type: "assistant_said", text: "Welcome back. I am looking at your order." });
      dispatch({ type: "checkout_prepared", sessionId });
      await guarded(() => sayStatus(parts, sessionId, true));
    },
    hear: (text, sessionId) =>
      guarded(async () => {
        dispatch({ type: "user_said", text });
        if (sessionId === null) return;
        if (SAME_AGAIN.test(text)) return prepareAgain(parts, sessionId);
        await sayStatus(parts, sessionId);
      }),
  };
}

type Found = { readonly input: Args; readonly result: ToolResult; readonly products: readonly ProductView[] };

async function find({ tools }: AssistantParts, input: Args, known: Set<string>): Promise<Found> {
  const result = await tools.callTool("search_products", input);
  const read = searchProductsOutput.safeParse(result.structuredContent);
  const products = read.success ? read.data.products : [];
  for (const { id } of products) known.add(id);
  return { input, result, products };
}

/** The widget with the tool's answer. Where none is shown, or the host draws products itself, its cards are. */
async function showProducts(parts: AssistantParts, { input, result, products }: Found): Promise<void> {
  const resource = parts.choices().products === "widget" ? await pageFor(parts, "search_products") : null;
  if (resource === null) return parts.dispatch({ type: "products_found", products });
  parts.dispatch({ type: "widget_shown", sessionId: null, resource, input, result });
}

/** Words that are the id of a product are what a model would look it up with. */
async function showProduct(parts: AssistantParts, id: string): Promise<void> {
  const input = { id };
  const result = await parts.tools.callTool("get_product", input);
  const resource = result.isError === true ? null : await pageFor(parts, "get_product");
  if (resource === null) return parts.dispatch({ type: "assistant_said", text: textOf(result) });
  parts.dispatch({ type: "widget_shown", sessionId: null, resource, input, result });
}

function oneOfEachGroup(products: readonly ProductView[]): readonly ProductView[] {
  const groupOf = (product: ProductView) => product.group_id ?? product.id;
  return products.filter((product, index) => products.findIndex((one) => groupOf(one) === groupOf(product)) === index);
}

/** What has a price where the shopper is comes first; null when nothing is to the point. */
async function findRelevant(parts: AssistantParts, text: string, known: Set<string>): Promise<Found | null> {
  const { currency } = PLACES[parts.choices().locale];
  const nearby = await find(parts, { query: text, currency, limit: FOUND_PRODUCTS }, known);
  if (nearby.products.some((product) => isNamedIn(text, product))) return nearby;
  const found = await find(parts, { query: text, limit: FOUND_PRODUCTS }, known);
  return relevantTo(text, found.products).length === 0 ? null : found;
}

const foundText = (text: string, { products }: Found): string =>
  `The shop has ${products.length === 1 ? "this" : "these"} for “${text}”.`;

function noneText(text: string, offered: readonly string[]): string {
  const [first, second] = offered.map((title) => `“${title}”`);
  const suggestion =
    first === undefined
      ? "Try other words, or fewer."
      : `Try ${second === undefined ? first : `${first} or ${second}`}.`;
  return `The shop has nothing for “${text}”. ${suggestion}`;
}

/** What a model would read from words such as "prepare a new checkout with the same items". */
const SAME_AGAIN = /\b(new checkout|same items|start again)\b/i;

/** `shows`: with its widget. A card that is in sight updates itself, so one more would only repeat it. */
async function sayStatus(parts: AssistantParts, sessionId: string, shows = false): Promise<void> {
  const { tools, dispatch } = parts;
  const input = { checkout_session_id: sessionId };
  const result = await tools.callTool("get_order_status", input);
  const resource = shows && checkoutOf(result) !== null ? await pageFor(parts, "get_order_status") : null;
  if (resource !== null) dispatch({ type: "widget_shown", sessionId, resource, input, result });
  if (checkoutOf(result)?.order === undefined) dispatch({ type: "assistant_said", text: newsOf(result) });
}

async function prepareAgain(parts: AssistantParts, sessionId: string): Promise<void> {
  const result = await parts.tools.callTool("get_order_status", { checkout_session_id: sessionId });
  const items = checkoutOf(result)?.line_items.map(({ item }) => item) ?? [];
  if (items.length === 0) return parts.dispatch({ type: "assistant_said", text: newsOf(result) });
  await prepare(parts, items);
}

async function buy(parts: AssistantParts, product: ProductView): Promise<void> {
  parts.dispatch({ type: "user_said", text: `I would like to buy ${product.title}.` });
  await prepare(parts, [{ id: product.id, quantity: 1 }]);
}

type Item = { readonly id: string; readonly quantity: number };

async function prepare(parts: AssistantParts, items: readonly Item[]): Promise<void> {
  const { tools, dispatch } = parts;
  const input = { checkout_session: { items } };
  const result = await tools.callTool(CHECKOUT_TOOL, input);
  const view = checkoutOf(result);
  if (view === null || result.isError === true) return dispatch({ type: "assistant_said", text: textOf(result) });
  const resource = await pageFor(parts, CHECKOUT_TOOL);
  if (resource !== null) {
    const text = `Here is your checkout with ${view.seller_name}. Nothing has been charged yet.`;
    // A widget comes before the words, as in ChatGPT: https://developers.openai.com/plugins/concepts/ui-guidelines
    dispatch({ type: "widget_shown", sessionId: view.id, resource, input, result });
    return dispatch({ type: "assistant_said", text });
  }
  dispatch({ type: "checkout_prepared", sessionId: view.id });
  dispatch({ type: "assistant_said", text: textOf(result) });
}

/** The page that this host shows with the tool's answer; null where it shows none. */
async function pageFor({ shop, choices, dispatch }: AssistantParts, tool: string): Promise<WidgetResource | null> {
  if (!choices().hasWidget) return null;
  const page = await shop()
    .widgetOf(tool)
    .catch(() => null);
  if (page === null)
    dispatch({ type: "failed", text: "The widget’s page could not be read, so here is the tool’s text." });
  return page;
}
