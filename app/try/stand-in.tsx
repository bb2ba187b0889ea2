"use client";

import { useCallback, useEffect, useReducer, useRef, useState, useSyncExternalStore } from "react";
import { PLACES, writeChoices, type Choices } from "./choices.ts";
import { Composer } from "./composer.tsx";
import type { WidgetEntry } from "./conversation.ts";
import { ConversationView } from "./conversation-view.tsx";
import { newSession, randomText } from "./host-session.ts";
import { LinkWarning } from "./link-warning.tsx";
import { LogPanel } from "./log-panel.tsx";
import { logReducer, type RecordMessage } from "./message-log.ts";
import { PaymentSheet } from "./payment-sheet.tsx";
import { SettingsPanel } from "./settings-panel.tsx";
import { SidePanel, type PanelTab } from "./side-panel.tsx";
import { Greeting, TopBar } from "./top-bar.tsx";
import { useChat } from "./use-chat.ts";
import { useSheet } from "./use-sheet.ts";
import { WidgetFrame } from "./widget-frame.tsx";

type StandInProps = {
  readonly initial: Choices;
  /** Random text for the first shopper's name. */
  readonly chance: string;
  readonly products: number;
  readonly hasSandboxBank: boolean;
};

/** The whole stand-in: a new conversation is a new set of everything below. */
export function StandIn(props: StandInProps) {
  const [choices, setChoices] = useState(props.initial);
  const [chance, setChance] = useState(props.chance);
  const startOver = () => setChance(randomText());
  const change = (part: Partial<Choices>) => {
    const next = { ...choices, ...part };
    setChoices(next);
    window.history.replaceState(null, "", `${window.location.pathname}${writeChoices(next)}`);
    if (next.shopper !== choices.shopper) startOver();
  };
  return <Chat key={chance} {...props} chance={chance} choices={choices} onChange={change} onStartOver={startOver} />;
}

type ChatProps = StandInProps & {
  readonly choices: Choices;
  readonly onChange: (change: Partial<Choices>) => void;
  readonly onStartOver: () => void;
};

function Chat({ choices, chance, products, hasSandboxBank, onChange, onStartOver }: ChatProps) {
  const [session] = useState(() => newSession(choices, chance));
  const [log, logDispatch] = useReducer(logReducer, []);
  const record: RecordMessage = useCallback((entry) => logDispatch({ type: "recorded", entry, at: Date.now() }), []);
  const chat = useChat({ choices, session, record });
  const sheet = useSheet({ choices, callTool: chat.callTool, record });
  const [tab, setTab] = useState<PanelTab>("settings");
  const [isPanelOpen, setPanelOpen] = useState(false);
  const theme = useTheme(choices.theme);
  const { greet } = chat;
  useEffect(() => void greet(), [greet]);
  const leave = useReturn(chat, sheet);
  const showPanel = (wanted: PanelTab) => {
    setPanelOpen(!(isPanelOpen && tab === wanted));
    setTab(wanted);
  };
  const { entries } = chat.conversation;
  const direction = choices.locale === "ar" ? "rtl" : "ltr";
  return (
    <div className="stand-in flex min-h-dvh flex-col" data-theme={choices.theme}>
      <TopBar messages={log.length} tab={isPanelOpen ? tab : null} onPanel={showPanel} onStartOver={onStartOver} />
      <div className="flex grow">
        <main className="flex min-w-0 grow flex-col">
          <div
            dir={direction}
            className={`mx-auto flex w-full grow flex-col gap-6 px-4 pt-6 ${choices.width === "phone" ? "max-w-[390px] border-x border-line" : "max-w-3xl"}`}
          >
            <Greeting products={products} hasSandboxBank={hasSandboxBank} choices={choices} onChange={onChange} />
            <ConversationView
              entries={entries}
              isBusy={chat.isBusy}
              onBuy={(product) => void chat.buy(product)}
              onLeave={leave}
              widget={(entry) => (
                <Widget
                  key={widgetKey(entry, choices)}
                  entry={entry}
                  choices={choices}
                  theme={theme}
                  chat={chat}
                  sheet={sheet}
                  record={record}
                />
              )}
            />
            <div className="sticky bottom-0 mt-auto bg-canvas pb-4 pt-2">
              <Composer isBusy={chat.isBusy} onSearch={(text) => void chat.search(text)} />
            </div>
          </div>
        </main>
        <SidePanel
          tab={tab}
          isOpen={isPanelOpen}
          messages={log.length}
          onTab={setTab}
          onClose={() => setPanelOpen(false)}
        >
          {tab === "settings" ? (
            <SettingsPanel
              choices={choices}
              session={session}
              hasWidgets={entries.some((entry) => entry.kind === "widget")}
              onChange={onChange}
              onReload={() => chat.dispatch({ type: "widgets_reloaded" })}
            />
          ) : (
            <LogPanel log={log} onClear={() => logDispatch({ type: "cleared" })} />
          )}
        </SidePanel>
      </div>
      {sheet.shown === null ? null : (
        <PaymentSheet
          sheet={sheet.shown}
          locale={choices.locale}
          onPay={(card, buyer) => void sheet.pay(card, buyer)}
          onCancel={sheet.cancel}
        />
      )}
      {chat.warnedLink === null ? null : <LinkWarning href={chat.warnedLink} onClose={chat.closeWarning} />}
    </div>
  );
}

/** A host that gains or loses an ability shows the widget anew. */
const widgetKey = (entry: WidgetEntry, { hasOpenAi, hasSheet }: Choices): string =>
  `${entry.id} ${entry.mount} ${hasOpenAi} ${hasSheet}`;

type WidgetProps = {
  readonly entry: WidgetEntry;
  readonly choices: Choices;
  readonly theme: "light" | "dark";
  readonly chat: ReturnType<typeof useChat>;
  readonly sheet: ReturnType<typeof useSheet>;
  readonly record: RecordMessage;
};

function Widget({ entry, choices, theme, chat, sheet, record }: WidgetProps) {
  const { resource, conversation } = chat;
  if (resource === null) return null;
  const followUp = (text: string) => {
    chat.dispatch({ type: "user_said", text });
    if (conversation.sessionId !== null) void chat.askStatus(conversation.sessionId);
  };
  return (
    <WidgetFrame
      entry={entry}
      resource={resource}
      hasOpenAi={choices.hasOpenAi}
      hasSheet={choices.hasSheet}
      screen={{ theme, locale: choices.locale, width: choices.width }}
      host={{ callTool: chat.widgetTool, openLink: chat.openLink, followUp, requestCheckout: sheet.request, record }}
      widgetState={chat.widgetState(entry.id)}
      keepWidgetState={(state) => chat.keepWidgetState(entry.id, state)}
    />
  );
}

/** What happens when the buyer comes back to this tab. Answers what to call when they leave by a link of the assistant's. */
function useReturn(chat: ReturnType<typeof useChat>, sheet: ReturnType<typeof useSheet>): () => void {
  const hasLeft = useRef(false);
  useEffect(() => {
    const comeBack = () => {
      if (document.visibilityState !== "visible") return;
      void sheet.askAgain();
      const { sessionId, ordersTold } = chat.conversation;
      if (!hasLeft.current || sessionId === null || ordersTold.includes(sessionId)) return;
      hasLeft.current = false;
      void chat.askStatus(sessionId);
    };
    window.addEventListener("focus", comeBack);
    document.addEventListener("visibilitychange", comeBack);
    return () => {
      window.removeEventListener("focus", comeBack);
      document.removeEventListener("visibilitychange", comeBack);
    };
  });
  return () => {
    hasLeft.current = true;
  };
}

const DARK = "(prefers-color-scheme: dark)";

function useTheme(chosen: Choices["theme"]): "light" | "dark" {
  const isDark = useSyncExternalStore(
    (tell) => {
      const media = window.matchMedia(DARK);
      media.addEventListener("change", tell);
      return () => media.removeEventListener("change", tell);
    },
    () => window.matchMedia(DARK).matches,
    () => false,
  );
  if (chosen !== "system") return chosen;
  return isDark ? "dark" : "light";
}
