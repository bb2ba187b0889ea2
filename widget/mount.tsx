import { useLayoutEffect, useState, type ReactNode } from "react";
import { createRoot } from "react-dom/client";
import type { ChatGptWindow } from "./host/chatgpt-host.ts";
import { connectHost } from "./host/connect-host.ts";
import type { HostLook } from "./host/host.ts";
import { withWidgetSecret } from "./host/widget-secret.ts";
import { withWords, type SpeakingHost } from "./host/with-words.ts";
import type { Words } from "./texts/widget-texts.ts";
import "./widget.css";

export type ViewProps = { readonly host: SpeakingHost; readonly look: HostLook & { readonly words: Words } };

/**
 * Starts a widget in this page: it is connected to the host, wears its theme and reports its height. It does so when the script
 * has run to its end: Chromium notes for each message which lines sent it, and reads a script that still runs twice for that.
 */
export function mount(View: (props: ViewProps) => ReactNode): void {
  queueMicrotask(() => start(View));
}

function start(View: (props: ViewProps) => ReactNode): void {
  const root = document.getElementById("widget");
  if (root === null) return;
  const host = withWords(withWidgetSecret(connectHost(window as Window & ChatGptWindow)));
  new ResizeObserver(() => host.reportHeight(Math.ceil(root.getBoundingClientRect().height))).observe(root);
  createRoot(root).render(<Dressed host={host} View={View} />);
}

function Dressed({ host, View }: { host: SpeakingHost; View: (props: ViewProps) => ReactNode }) {
  const [look, setLook] = useState(() => lookOf(host));
  useLayoutEffect(() => {
    host.askForWords();
    return host.subscribe(() => {
      setLook(lookOf(host));
      host.askForWords();
    });
  }, [host]);
  useLayoutEffect(() => {
    if (look.theme === null) delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = look.theme;
  }, [look.theme]);
  return <View host={host} look={look} />;
}

const lookOf = (host: SpeakingHost) => ({ ...host.look(), words: host.words() });
