import { useEffect, useReducer, useState } from "react";
import { createAssistant } from "./assistant.ts";
import { chatTools } from "./chat-tools.ts";
import type { Choices } from "../host/choices.ts";
import { conversationReducer, EMPTY_CONVERSATION } from "./conversation.ts";
import { mayRedirect } from "../host/frame-page.ts";
import { callMeta, chatAddress, type HostSession } from "../host/host-session.ts";
import type { RecordMessage } from "../host/message-log.ts";
import { openShop, type Shop } from "../host/shop-client.ts";

type ChatParts = { readonly choices: Choices; readonly session: HostSession; readonly record: RecordMessage };
export type WidgetLink = { readonly href: string; readonly wantsWayBack: boolean };
export type Chat = ReturnType<typeof useChat>;

/** One conversation with one shop, in the browser. */
export function useChat({ choices, session, record }: ChatParts) {
  const [conversation, dispatch] = useReducer(conversationReducer, EMPTY_CONVERSATION);
  const [isBusy, setBusy] = useState(false);
  const [warnedLink, setWarnedLink] = useState<string | null>(null);
  const [latest] = useState(() => changing(choices));
  useEffect(() => latest.write(choices), [latest, choices]);
  const [widgetStates] = useState(() => new Map<number, unknown>());
  const [{ tools, assistant }] = useState(() => {
    let opened: Shop | null = null;
    const shop = () =>
      (opened ??= openShop({
        address: new URL("/mcp", window.location.href),
        era: latest.read().era,
        meta: () => callMeta(session, latest.read()),
        record,
      }));
    const made = chatTools(shop, dispatch);
    return {
      tools: made,
      assistant: createAssistant({ shop, tools: made, dispatch, choices: latest.read, setBusy }),
    };
  });

  const openTab = (href: string) => {
    const tab = window.open(href, "_blank");
    if (tab !== null) tab.opener = null;
    else {
      const links = [{ label: new URL(href).host, href }];
      dispatch({ type: "assistant_said", text: "Your browser kept the new tab from opening. Open it here:", links });
    }
  };
  /** Approved links open at once and may carry the way back; a host of `window.openai` asks before any other. */
  const openLink = ({ href, wantsWayBack }: WidgetLink, redirectDomains: readonly string[]) => {
    if (!/^https?:\/\//.test(href) || !URL.canParse(href)) throw new Error("The host opens http and https links only.");
    const isApproved = mayRedirect(href, redirectDomains);
    if (choices.hasOpenAi && !isApproved) return setWarnedLink(href);
    const address = new URL(href);
    if (wantsWayBack && isApproved) {
      const chat = chatAddress(session, latest.read(), conversation.sessionId);
      address.searchParams.set("redirectUrl", new URL(chat, window.location.href).href);
    }
    openTab(address.href);
  };
  return {
    ...tools,
    ...assistant,
    conversation,
    dispatch,
    isBusy,
    openLink,
    warnedLink,
    closeWarning: () => setWarnedLink(null),
    /** What a widget keeps with its host, by its place in the conversation. */
    widgetState: (entry: number) => widgetStates.get(entry),
    keepWidgetState: (entry: number, state: unknown) => void widgetStates.set(entry, state),
  };
}

/** A value that the tools, made once, read again at every call. */
function changing<Value>(first: Value): { read(): Value; write(value: Value): void } {
  let value = first;
  return {
    read: () => value,
    write(next) {
      value = next;
    },
  };
}
