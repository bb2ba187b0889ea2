import { useEffect, useMemo, useReducer, useRef, useState } from "react";
import type { ProductView } from "#lib/wire/tool-contract.ts";
import { searchProductsOutput } from "#lib/wire/tool-contract.ts";
import { PLACES, type Choices } from "./choices.ts";
import { conversationReducer, EMPTY_CONVERSATION, type ChatLink } from "./conversation.ts";
import { mayRedirect, type WidgetResource } from "./frame-page.ts";
import { callMeta, chatAddress, type HostSession } from "./host-session.ts";
import type { RecordMessage } from "./message-log.ts";
import { openShop, type Shop } from "./shop-client.ts";
import { checkoutOf, textOf, type ToolResult } from "./sheet-outcome.ts";

type Args = Readonly<Record<string, unknown>>;
type ChatParts = { readonly choices: Choices; readonly session: HostSession; readonly record: RecordMessage };
export type Chat = ReturnType<typeof useChat>;

const NO_ANSWER = "The shop does not answer. Is the server still running? Try again in a moment.";
const WIDGET_TOOL = "checkout_session";

/** The conversation and what the assistant's place in it does: calling tools, and saying what they answered. */
export function useChat({ choices, session, record }: ChatParts) {
  const [conversation, dispatch] = useReducer(conversationReducer, EMPTY_CONVERSATION);
  const [resource, setResource] = useState<WidgetResource | null>(null);
  const [isBusy, setBusy] = useState(false);
  const [warnedLink, setWarnedLink] = useState<string | null>(null);
  const now = useRef({ choices, session });
  useEffect(() => {
    now.current = { choices, session };
  });
  const calls = useRef(0);
  const widgetStates = useRef(new Map<number, unknown>());
  const shopRef = useRef<Shop | null>(null);
  const actions = useMemo(() => {
    const shop = (): Shop => {
      shopRef.current ??= openShop(
        new URL("/mcp", location.href),
        () => callMeta(now.current.session, now.current.choices),
        record,
      );
      return shopRef.current;
    };
    /** Calls a tool in sight of the buyer, as the model or the host would. */
    const callTool = async (name: string, args: Args): Promise<ToolResult> => {
      calls.current += 1;
      const call = `call-${calls.current}`;
      dispatch({ type: "tool_called", call, name });
      try {
        const result = await shop().callTool(name, args);
        dispatch({ type: "tool_answered", call, isError: result.isError === true });
        tellOrder(result);
        return result;
      } catch (error) {
        dispatch({ type: "tool_answered", call, isError: true });
        throw error;
      }
    };
    const tellOrder = (result: ToolResult) => {
      const view = checkoutOf(result);
      if (view?.order === undefined) return;
      const links: ChatLink[] = [
        { label: "Open the receipt", href: view.order.permalink_url },
        { label: "See the sandbox bank's ledger", href: "/sandbox-bank/ledger" },
      ];
      const text = textOf(result).split("\n").at(-1) ?? "";
      dispatch({ type: "order_placed", sessionId: view.id, text, links });
    };
    const guarded = async (work: () => Promise<void>) => {
      setBusy(true);
      try {
        await work();
      } catch {
        dispatch({ type: "failed", text: NO_ANSWER });
      } finally {
        setBusy(false);
      }
    };
    const find = async (args: Args): Promise<readonly ProductView[]> => {
      const read = searchProductsOutput.safeParse((await callTool("search_products", args)).structuredContent);
      return read.success ? read.data.products : [];
    };
    const greet = () =>
      guarded(async () => {
        const { currency } = PLACES[now.current.choices.locale];
        const local = await find({ currency, availability: "in_stock", limit: 6 });
        const products = local.length > 0 ? local : await find({ limit: 6 });
        dispatch({ type: "products_found", products });
      });
    const search = (text: string) =>
      guarded(async () => {
        dispatch({ type: "user_said", text });
        const products = await find({ query: text, limit: 9 });
        dispatch({
          type: "assistant_said",
          text:
            products.length === 0
              ? `The shop has nothing for “${text}”. Try other words, or fewer.`
              : `The shop has ${products.length === 1 ? "this" : "these"} for “${text}”.`,
        });
        if (products.length > 0) dispatch({ type: "products_found", products });
      });
    const showPage = async (): Promise<boolean> => {
      if (!now.current.choices.hasWidget) return false;
      const page = await shop()
        .widgetOf(WIDGET_TOOL)
        .catch(() => null);
      setResource(page);
      if (page === null)
        dispatch({ type: "failed", text: "The widget's page could not be read, so here is the tool's text." });
      return page !== null;
    };
    const buy = (product: ProductView) =>
      guarded(async () => {
        dispatch({ type: "user_said", text: `I would like to buy ${product.title}.` });
        const input = { checkout_session: { items: [{ id: product.id, quantity: 1 }] } };
        const result = await callTool(WIDGET_TOOL, input);
        const view = checkoutOf(result);
        if (view !== null && result.isError !== true && (await showPage())) {
          dispatch({
            type: "assistant_said",
            text: `Here is your checkout with ${view.seller_name}. Nothing has been charged yet.`,
          });
          dispatch({ type: "widget_shown", sessionId: view.id, input, result });
          return;
        }
        if (view !== null) dispatch({ type: "checkout_prepared", sessionId: view.id });
        dispatch({ type: "assistant_said", text: textOf(result) });
      });
    /** What a model would do when it is asked about the order, or the buyer comes back from the shop's page. */
    const askStatus = (id: string) =>
      guarded(async () => {
        const result = await callTool("get_order_status", { checkout_session_id: id });
        if (checkoutOf(result)?.order === undefined)
          dispatch({ type: "assistant_said", text: textOf(result).split("\n").at(-1) ?? "" });
      });
    const widgetTool = async (name: string, args: Args): Promise<ToolResult> => {
      if (!(await shop().isForWidgets(name))) throw new Error(`The host lets no widget call ${name}.`);
      const result = await shop().callTool(name, args);
      tellOrder(result);
      return result;
    };
    const openTab = (href: string) => {
      const tab = window.open(href, "_blank");
      if (tab !== null) tab.opener = null;
      else
        dispatch({
          type: "assistant_said",
          text: "Your browser kept the new tab from opening. Open it here:",
          links: [{ label: new URL(href).host, href }],
        });
    };
    return { dispatch, callTool, greet, search, buy, askStatus, widgetTool, openTab };
  }, [record]);

  const openLink = ({ href, wantsWayBack }: { readonly href: string; readonly wantsWayBack: boolean }) => {
    if (!/^https?:\/\//.test(href) || !URL.canParse(href)) throw new Error("The host opens http and https links only.");
    const isApproved = mayRedirect(href, resource?.redirectDomains ?? []);
    if (choices.hasOpenAi && !isApproved) return setWarnedLink(href);
    const address = new URL(href);
    if (wantsWayBack && isApproved) address.searchParams.set("redirectUrl", chatAddress(session));
    actions.openTab(address.href);
  };
  return {
    ...actions,
    conversation,
    resource,
    isBusy,
    openLink,
    warnedLink,
    closeWarning: () => setWarnedLink(null),
    /** What a widget keeps with its host, by the place where it stands in the conversation. */
    widgetState: (entry: number) => widgetStates.current.get(entry),
    keepWidgetState: (entry: number, state: unknown) => void widgetStates.current.set(entry, state),
  };
}
