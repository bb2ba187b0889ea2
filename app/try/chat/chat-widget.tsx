import type { Choices } from "../host/choices.ts";
import type { WidgetEntry } from "./conversation.ts";
import type { RecordMessage } from "../host/message-log.ts";
import type { Chat, WidgetLink } from "./use-chat.ts";
import type { Sheet } from "../sheet/use-sheet.ts";
import { WidgetFrame } from "../host/widget-frame.tsx";

type WidgetProps = {
  readonly entry: WidgetEntry;
  readonly choices: Choices;
  readonly theme: "light" | "dark";
  readonly chat: Chat;
  readonly sheet: Sheet;
  readonly record: RecordMessage;
};

/** A widget in the conversation. A host that gains or loses an ability shows it again. */
export function ChatWidget({ entry, choices, theme, chat, sheet, record }: WidgetProps) {
  const { conversation } = chat;
  const { redirectDomains } = entry.resource;
  const openLink = (link: WidgetLink) => chat.openLink(link, redirectDomains);
  const followUp = (text: string) => void chat.hear(text, conversation.sessionId);
  return (
    <WidgetFrame
      key={`${entry.mount} ${choices.hasOpenAi} ${choices.hasSheet}`}
      entry={entry}
      resource={entry.resource}
      hasOpenAi={choices.hasOpenAi}
      hasSheet={choices.hasSheet}
      screen={{ theme, locale: choices.locale, width: choices.width }}
      host={{ callTool: chat.widgetTool, openLink, followUp, requestCheckout: sheet.request, record }}
      widgetState={chat.widgetState(entry.id)}
      keepWidgetState={(state) => chat.keepWidgetState(entry.id, state)}
    />
  );
}
