import { useEffect, useRef, useState } from "react";
import type { WidgetEntry } from "../chat/conversation.ts";
import { framePage, type WidgetResource } from "./frame-page.ts";
import { MAX_HEIGHT, screenGlobals, type ScreenChoices } from "./host-context.ts";
import type { OpenAiGlobals } from "./openai-stand-in.ts";
import { openBridge, type OpenBridge, type WidgetHost } from "./widget-bridge.ts";

type FrameProps = {
  readonly entry: WidgetEntry;
  readonly resource: WidgetResource;
  readonly hasOpenAi: boolean;
  readonly hasSheet: boolean;
  readonly screen: ScreenChoices;
  readonly host: Omit<WidgetHost, "setHeight" | "setWidgetState">;
  /** What the widget last kept with the host; it outlives the frame. */
  readonly widgetState: unknown;
  readonly keepWidgetState: (state: unknown) => void;
};

const FIRST_HEIGHT = 220;

/** The widget in its frame: a document without an origin, which reaches the world through the bridge alone. */
export function WidgetFrame(props: FrameProps) {
  const frame = useRef<HTMLIFrameElement>(null);
  const bridge = useRef<OpenBridge | null>(null);
  const [height, setHeight] = useState(FIRST_HEIGHT);
  // The frame is made once; what changes around it reaches it through this.
  const latest = useRef(props);
  useEffect(() => {
    latest.current = props;
  });

  useEffect(() => {
    const element = frame.current;
    if (element === null || element.contentWindow === null) return;
    const { entry, resource, hasOpenAi, screen, host, keepWidgetState } = latest.current;
    bridge.current = openBridge(
      element.contentWindow,
      { input: entry.input, result: entry.result, hasOpenAi },
      screen,
      {
        callTool: (name, args) => latest.current.host.callTool(name, args),
        openLink: (link) => latest.current.host.openLink(link),
        followUp: (text) => latest.current.host.followUp(text),
        requestCheckout: (session) => latest.current.host.requestCheckout(session),
        record: host.record,
        setWidgetState: keepWidgetState,
        setHeight: (pixels) => setHeight(Math.min(Math.max(Math.ceil(pixels), 1), MAX_HEIGHT)),
      },
    );
    element.srcdoc = framePage(resource, globalsOf(latest.current));
    return () => {
      bridge.current?.close();
      bridge.current = null;
    };
  }, []);

  const { theme, locale, width } = props.screen;
  useEffect(() => bridge.current?.show({ theme, locale, width }), [theme, locale, width]);

  return (
    <iframe
      ref={frame}
      title={props.resource.title}
      sandbox="allow-scripts allow-forms"
      style={{ height }}
      className={`block w-full bg-surface ${props.resource.prefersBorder ? "rounded-card border border-line" : ""}`}
    />
  );
}

function globalsOf({ entry, hasOpenAi, hasSheet, screen, widgetState }: FrameProps): OpenAiGlobals | null {
  if (!hasOpenAi) return null;
  return {
    ...screenGlobals(screen),
    toolInput: entry.input,
    toolOutput: entry.result.structuredContent ?? null,
    toolResponseMetadata: { status: "success", call_tool_result: entry.result, mcp_tool_result: entry.result },
    widgetState: widgetState ?? null,
    hasPaymentSheet: hasSheet,
  };
}
