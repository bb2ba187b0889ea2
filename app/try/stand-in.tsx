"use client";

import { useCallback, useEffect, useReducer, useState, type ReactNode } from "react";
import { ChatWidget } from "./chat/chat-widget.tsx";
import { writeChoices, type Choices } from "./host/choices.ts";
import { Composer } from "./chat/composer.tsx";
import { ConversationView } from "./chat/conversation-view.tsx";
import { newSession, randomText, type ReturnedChat } from "./host/host-session.ts";
import { LinkWarning } from "./host/link-warning.tsx";
import { LogPanel } from "./host/log-panel.tsx";
import { logReducer, type RecordMessage } from "./host/message-log.ts";
import { PaymentSheet } from "./sheet/payment-sheet.tsx";
import { SettingsPanel } from "./host/settings-panel.tsx";
import { SidePanel, usePanel } from "./side-panel.tsx";
import { Greeting, TopBar } from "./top-bar.tsx";
import { useChat } from "./chat/use-chat.ts";
import { useSheet } from "./sheet/use-sheet.ts";
import { useReturn } from "./chat/use-return.ts";
import { useTheme } from "./use-theme.ts";

type StandInProps = {
  readonly initial: Choices;
  /** Where the buyer comes back from the shop's page: their conversation goes on. */
  readonly returned: ReturnedChat | null;
  /** Random text for the first shopper's name. */
  readonly chance: string;
  readonly products: number;
  readonly hasSandboxBank: boolean;
};

/** The whole stand-in: a new conversation is a new set of everything below. */
export function StandIn(props: StandInProps) {
  const [choices, setChoices] = useState(props.initial);
  const [chance, setChance] = useState(props.chance);
  const write = (next: Choices) =>
    window.history.replaceState(null, "", `${window.location.pathname}${writeChoices(next)}`);
  const startOver = () => {
    setChance(randomText());
    write(choices);
  };
  const change = (part: Partial<Choices>) => {
    const next = { ...choices, ...part };
    setChoices(next);
    write(next);
    if (next.shopper !== choices.shopper || next.era !== choices.era) setChance(randomText());
  };
  return (
    <Conversing
      key={chance}
      {...props}
      chance={chance}
      returned={chance === props.chance ? props.returned : null}
      choices={choices}
      onChange={change}
      onStartOver={startOver}
    />
  );
}

type ChatProps = StandInProps & {
  readonly choices: Choices;
  readonly onChange: (change: Partial<Choices>) => void;
  readonly onStartOver: () => void;
};

function Conversing({ choices, chance, returned, products, hasSandboxBank, onChange, onStartOver }: ChatProps) {
  const [session] = useState(() => newSession(choices, chance));
  const [log, logDispatch] = useReducer(logReducer, []);
  const record: RecordMessage = useCallback((entry) => logDispatch({ type: "recorded", entry, now: Date.now() }), []);
  const chat = useChat({ choices, session, record });
  const sheet = useSheet({ choices, callTool: chat.callTool, callQuietly: chat.widgetTool, record });
  const panel = usePanel();
  const theme = useTheme(choices.theme);
  const leave = useReturn(chat, sheet);
  const { greet, comeBack } = chat;
  useEffect(() => void (returned === null ? greet() : comeBack(returned.checkout)), [greet, comeBack, returned]);
  const { entries } = chat.conversation;
  return (
    // Without JavaScript nothing of it can be used, and the page says so.
    <div className="stand-in flex min-h-dvh flex-col noscript:hidden" data-theme={choices.theme}>
      <TopBar
        messages={log.length}
        tab={panel.isOpen ? panel.tab : null}
        onPanel={panel.toggle}
        onStartOver={onStartOver}
      />
      <div className="flex grow">
        <Column choices={choices}>
          <Greeting products={products} hasSandboxBank={hasSandboxBank} choices={choices} onChange={onChange} />
          <ConversationView
            entries={entries}
            isBusy={chat.isBusy}
            onBuy={(product) => void chat.buy(product)}
            onLeave={leave}
            widget={(entry) => <ChatWidget {...{ entry, choices, theme, chat, sheet, record }} />}
          />
          <Composer isBusy={chat.isBusy} onSearch={(text) => void chat.search(text, chat.conversation.sessionId)} />
        </Column>
        <SidePanel {...panel} messages={log.length}>
          {panel.tab === "settings" ? (
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

/** The chat's column: as wide as a desktop's or a phone's, in the direction of the language. */
function Column({ choices, children }: { readonly choices: Choices; readonly children: ReactNode }) {
  const width = choices.width === "phone" ? "max-w-[390px] border-x border-line" : "max-w-3xl";
  return (
    <main className="flex min-w-0 grow flex-col">
      <div
        dir={choices.locale === "ar" ? "rtl" : "ltr"}
        className={`mx-auto flex w-full grow flex-col gap-6 px-4 pt-6 ${width}`}
      >
        {children}
      </div>
    </main>
  );
}
