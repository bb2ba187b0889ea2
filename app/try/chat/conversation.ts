import type { ProductView } from "#lib/wire/tool-contract.ts";
import type { WidgetResource } from "../host/frame-page.ts";
import type { ToolResult } from "../sheet/sheet-outcome.ts";

export type ChatLink = { readonly label: string; readonly href: string };
export type Entry = { readonly id: number } & (
  | { readonly kind: "user"; readonly text: string }
  | {
      readonly kind: "assistant";
      readonly text: string;
      readonly links: readonly ChatLink[];
      readonly isOrder: boolean;
    }
  | { readonly kind: "failure"; readonly text: string }
  | {
      readonly kind: "tool";
      readonly call: string;
      readonly name: string;
      readonly state: "running" | "done" | "failed";
    }
  | { readonly kind: "products"; readonly products: readonly ProductView[] }
  | {
      readonly kind: "widget";
      readonly resource: WidgetResource;
      readonly input: Readonly<Record<string, unknown>>;
      readonly result: ToolResult;
      /** Counts the times it was put there again. */
      readonly mount: number;
    }
);
export type WidgetEntry = Extract<Entry, { kind: "widget" }>;

export type Conversation = {
  readonly entries: readonly Entry[];
  readonly lastId: number;
  /** The checkout spoken of last, for a question about the order. */
  readonly sessionId: string | null;
  /** Checkouts whose order was announced already. */
  readonly ordersAnnounced: readonly string[];
};

export type ConversationAction =
  | { readonly type: "user_said"; readonly text: string }
  | { readonly type: "assistant_said"; readonly text: string; readonly links?: readonly ChatLink[] }
  | { readonly type: "failed"; readonly text: string }
  | { readonly type: "tool_called"; readonly call: string; readonly name: string }
  | { readonly type: "tool_answered"; readonly call: string; readonly isError: boolean }
  | { readonly type: "products_found"; readonly products: readonly ProductView[] }
  | { readonly type: "checkout_prepared"; readonly sessionId: string }
  | {
      readonly type: "widget_shown";
      /** Null where the widget shows no checkout. */
      readonly sessionId: string | null;
      readonly resource: WidgetResource;
      readonly input: Readonly<Record<string, unknown>>;
      readonly result: ToolResult;
    }
  | { readonly type: "widgets_reloaded" }
  | {
      readonly type: "order_placed";
      readonly sessionId: string;
      readonly text: string;
      readonly links: readonly ChatLink[];
    }
  | { readonly type: "started_over" };

export const EMPTY_CONVERSATION: Conversation = { entries: [], lastId: 0, sessionId: null, ordersAnnounced: [] };

/** The conversation after something happened in it. An order is announced once, however often it is reported. */
export function conversationReducer(before: Conversation, action: ConversationAction): Conversation {
  switch (action.type) {
    case "user_said":
      return withEntry(before, { kind: "user", text: action.text });
    case "assistant_said":
      return withEntry(before, { kind: "assistant", text: action.text, links: action.links ?? [], isOrder: false });
    case "failed":
      return withEntry(before, { kind: "failure", text: action.text });
    case "tool_called":
      return withEntry(before, { kind: "tool", call: action.call, name: action.name, state: "running" });
    case "tool_answered":
      return {
        ...before,
        entries: before.entries.map((entry) =>
          entry.kind === "tool" && entry.call === action.call
            ? { ...entry, state: action.isError ? "failed" : "done" }
            : entry,
        ),
      };
    case "products_found":
      return withEntry(before, { kind: "products", products: action.products });
    case "checkout_prepared":
      return { ...before, sessionId: action.sessionId };
    case "widget_shown": {
      const { resource, input, result } = action;
      const after = withEntry(before, { kind: "widget", resource, input, result, mount: 0 });
      return { ...after, sessionId: action.sessionId ?? before.sessionId };
    }
    case "widgets_reloaded":
      return {
        ...before,
        entries: before.entries.map((entry) =>
          entry.kind === "widget" ? { ...entry, mount: entry.mount + 1 } : entry,
        ),
      };
    case "order_placed": {
      if (before.ordersAnnounced.includes(action.sessionId)) return before;
      const announced = withEntry(before, { kind: "assistant", text: action.text, links: action.links, isOrder: true });
      return { ...announced, ordersAnnounced: [...before.ordersAnnounced, action.sessionId] };
    }
    case "started_over":
      return EMPTY_CONVERSATION;
  }
}

type WithoutId<Of> = Of extends { readonly id: number } ? Omit<Of, "id"> : never;

function withEntry(before: Conversation, entry: WithoutId<Entry>): Conversation {
  const id = before.lastId + 1;
  return { ...before, lastId: id, entries: [...before.entries, { ...entry, id }] };
}
