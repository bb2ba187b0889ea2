import type { ChatLink, ConversationAction } from "./conversation.ts";
import { checkoutOf, textOf, type ToolResult } from "../sheet/sheet-outcome.ts";
import type { Shop } from "../host/shop-client.ts";

export type Args = Readonly<Record<string, unknown>>;
export type Dispatch = (action: ConversationAction) => void;
export type ChatTools = {
  /** In sight of the buyer, as the model or the host would call it. */
  callTool(name: string, args: Args): Promise<ToolResult>;
  /** For the widget: only tools that say they are for widgets, and without a chip in the conversation. */
  widgetTool(name: string, args: Args): Promise<ToolResult>;
};

/** Calls of the shop's tools. Whoever called, an order that an answer reports is announced in the conversation, once. */
export function chatTools(shop: () => Shop, dispatch: Dispatch): ChatTools {
  let last = 0;
  return {
    async callTool(name, args) {
      last += 1;
      const call = `${name} ${last}`;
      dispatch({ type: "tool_called", call, name });
      try {
        const result = await shop().callTool(name, args);
        dispatch({ type: "tool_answered", call, isError: result.isError === true });
        reportOrder(result, dispatch);
        return result;
      } catch (error) {
        dispatch({ type: "tool_answered", call, isError: true });
        throw error;
      }
    },
    async widgetTool(name, args) {
      if (!(await shop().isForWidgets(name))) throw new Error(`The host lets no widget call ${name}.`);
      const result = await shop().callTool(name, args);
      const prepared = name === "checkout_session" && result.isError !== true ? checkoutOf(result) : null;
      if (prepared !== null) dispatch({ type: "checkout_prepared", sessionId: prepared.id });
      reportOrder(result, dispatch);
      return result;
    },
  };
}

function reportOrder(result: ToolResult, dispatch: Dispatch): void {
  const view = checkoutOf(result);
  if (view?.order === undefined) return;
  const links: readonly ChatLink[] = [
    { label: "Open the receipt", href: view.order.permalink_url },
    { label: "See what the sandbox bank did", href: ledgerOf(view.order.permalink_url) },
  ];
  dispatch({ type: "order_placed", sessionId: view.id, text: newsOf(result), links });
}

/** The bank's books about one order, which its link opens. */
const ledgerOf = (permalink: string): string =>
  `/sandbox-bank/ledger/${new URL(permalink, window.location.href).pathname.split("/").at(-1) ?? ""}`;

/** The state of a checkout comes last in a tool's text. */
export const newsOf = (result: ToolResult): string => textOf(result).split("\n").at(-1) ?? "";
