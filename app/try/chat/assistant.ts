import { searchProductsOutput, type ProductView } from "#lib/wire/tool-contract.ts";
import { newsOf, type Args, type ChatTools, type Dispatch } from "./chat-tools.ts";
import { PLACES, type Choices } from "../host/choices.ts";
import type { WidgetResource } from "../host/frame-page.ts";
import { checkoutOf, textOf } from "../sheet/sheet-outcome.ts";
import type { Shop } from "../host/shop-client.ts";

type AssistantParts = {
  readonly shop: () => Shop;
  readonly tools: ChatTools;
  readonly dispatch: Dispatch;
  readonly choices: () => Choices;
  readonly setBusy: (isBusy: boolean) => void;
  readonly setResource: (resource: WidgetResource | null) => void;
};
export type Assistant = {
  /** Shows a few things that can be bought, without being asked. */
  greet(): Promise<void>;
  search(text: string): Promise<void>;
  buy(product: ProductView): Promise<void>;
  /** What a model would do when it is asked about the order, or when the buyer comes back from the shop's page. */
  askStatus(sessionId: string): Promise<void>;
};

const NO_ANSWER = "The shop does not answer. Is the server still running? Try again in a moment.";
const WIDGET_TOOL = "checkout_session";
const FIRST_PRODUCTS = 4;
/** The most that a search answers at once; of the variants in it one is shown. */
const FIRST_PAGE = 20;
const FOUND_PRODUCTS = 12;

/** What replaces the model: fixed sentences around the tools' answers. Nothing here understands language. */
export function createAssistant(parts: AssistantParts): Assistant {
  const { tools, dispatch } = parts;
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
  let hasGreeted = false;
  return {
    async greet() {
      if (hasGreeted) return;
      hasGreeted = true;
      await guarded(async () => {
        const { currency } = PLACES[parts.choices().locale];
        const nearby = await find(tools, { currency, availability: "in_stock", limit: FIRST_PAGE });
        const products = nearby.length > 0 ? nearby : await find(tools, { limit: FIRST_PAGE });
        dispatch({ type: "products_found", products: oneOfEachGroup(products).slice(0, FIRST_PRODUCTS) });
      });
    },
    search: (text) =>
      guarded(async () => {
        dispatch({ type: "user_said", text });
        const products = await find(tools, { query: text, limit: FOUND_PRODUCTS });
        dispatch({ type: "assistant_said", text: foundText(text, products.length) });
        if (products.length > 0) dispatch({ type: "products_found", products });
      }),
    buy: (product) => guarded(() => buy(parts, product)),
    askStatus: (sessionId) =>
      guarded(async () => {
        const result = await tools.callTool("get_order_status", { checkout_session_id: sessionId });
        if (checkoutOf(result)?.order === undefined) dispatch({ type: "assistant_said", text: newsOf(result) });
      }),
  };
}

async function find(tools: ChatTools, args: Args): Promise<readonly ProductView[]> {
  const read = searchProductsOutput.safeParse((await tools.callTool("search_products", args)).structuredContent);
  return read.success ? read.data.products : [];
}

function oneOfEachGroup(products: readonly ProductView[]): readonly ProductView[] {
  const groupOf = (product: ProductView) => product.group_id ?? product.id;
  return products.filter((product, index) => products.findIndex((one) => groupOf(one) === groupOf(product)) === index);
}

function foundText(text: string, found: number): string {
  if (found === 0) return `The shop has nothing for “${text}”. Try other words, or fewer.`;
  return `The shop has ${found === 1 ? "this" : "these"} for “${text}”.`;
}

async function buy(parts: AssistantParts, product: ProductView): Promise<void> {
  const { tools, dispatch } = parts;
  dispatch({ type: "user_said", text: `I would like to buy ${product.title}.` });
  const input = { checkout_session: { items: [{ id: product.id, quantity: 1 }] } };
  const result = await tools.callTool(WIDGET_TOOL, input);
  const view = checkoutOf(result);
  if (view === null || result.isError === true) return dispatch({ type: "assistant_said", text: textOf(result) });
  if (parts.choices().hasWidget && (await readPage(parts))) {
    const text = `Here is your checkout with ${view.seller_name}. Nothing has been charged yet.`;
    dispatch({ type: "assistant_said", text });
    return dispatch({ type: "widget_shown", sessionId: view.id, input, result });
  }
  dispatch({ type: "checkout_prepared", sessionId: view.id });
  dispatch({ type: "assistant_said", text: textOf(result) });
}

async function readPage({ shop, dispatch, setResource }: AssistantParts): Promise<boolean> {
  const page = await shop()
    .widgetOf(WIDGET_TOOL)
    .catch(() => null);
  setResource(page);
  if (page === null)
    dispatch({ type: "failed", text: "The widget’s page could not be read, so here is the tool’s text." });
  return page !== null;
}
