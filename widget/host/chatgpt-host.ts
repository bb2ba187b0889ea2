import { readMemory, readToolReply, themeOf, usableLocale, type Host } from "./host.ts";

/** What ChatGPT puts into the frame. Every member is optional: each is looked for before it is used. */
export type OpenAiGlobal = {
  readonly toolOutput?: unknown;
  readonly toolResponseMetadata?: unknown;
  readonly widgetState?: unknown;
  readonly theme?: unknown;
  readonly locale?: unknown;
  callTool?: (name: string, args: Readonly<Record<string, unknown>>) => Promise<unknown>;
  setWidgetState?: (state: unknown) => unknown;
  openExternal?: (link: { readonly href: string }) => unknown;
  requestCheckout?: (session: unknown) => Promise<unknown>;
  sendFollowUpMessage?: (message: { readonly prompt: string }) => unknown;
  requestDisplayMode?: (request: { readonly mode: "inline" | "fullscreen" }) => unknown;
  notifyIntrinsicHeight?: (pixels: number) => unknown;
};

export type ChatGptWindow = Pick<Window, "addEventListener" | "removeEventListener"> & {
  readonly openai?: OpenAiGlobal;
};

const CHANGED = "openai:set_globals";
const LOOK_EVERY_MS = 150;

/**
 * ChatGPT's own way to talk to a widget: `window.openai` and the event `openai:set_globals`. The object may come
 * after the widget has started, so it is looked for until it is there. https://developers.openai.com/plugins/reference
 */
export function chatGptHost(frame: ChatGptWindow): Host {
  const has = (member: keyof OpenAiGlobal): boolean => typeof frame.openai?.[member] === "function";
  return {
    isPresent: () => frame.openai !== undefined,
    capabilities: () => ({
      widget: true,
      requestCheckout: has("requestCheckout"),
      openExternal: has("openExternal"),
      openLink: false,
    }),
    look: () => ({ theme: themeOf(frame.openai?.theme), locale: usableLocale(frame.openai?.locale) }),
    shownResult() {
      const structured = frame.openai?.toolOutput;
      if (structured === undefined || structured === null) return null;
      return { structured, meta: frame.openai?.toolResponseMetadata };
    },
    memory: () => readMemory(frame.openai?.widgetState),
    remember(memory) {
      if (has("setWidgetState"))
        frame.openai?.setWidgetState?.({ modelContent: null, privateContent: memory, imageIds: [] });
    },
    canCallTools: () => has("callTool"),
    async callTool(name, args) {
      const call = frame.openai?.callTool;
      if (typeof call !== "function") return { kind: "unreachable" };
      try {
        return readToolReply(await call.call(frame.openai, name, args));
      } catch {
        // What a failed call throws is not documented; whether the tool ran is unknown either way.
        return { kind: "unreachable" };
      }
    },
    requestCheckout(session) {
      const request = frame.openai?.requestCheckout;
      if (typeof request !== "function") return null;
      try {
        return Promise.resolve(request.call(frame.openai, session));
      } catch (error) {
        return Promise.reject(error);
      }
    },
    async openLink(url) {
      const open = frame.openai?.openExternal;
      if (typeof open !== "function") return false;
      try {
        await open.call(frame.openai, { href: url });
        return true;
      } catch {
        return false;
      }
    },
    canSay: () => has("sendFollowUpMessage"),
    say: (prompt) => void frame.openai?.sendFollowUpMessage?.({ prompt }),
    setFullscreen: (isOn) => askForScreen(frame.openai, isOn),
    reportHeight: (pixels) => void frame.openai?.notifyIntrinsicHeight?.(pixels),
    subscribe: (listener) => follow(frame, listener),
  };
}

/** What is there already was seen, and is not called news: it would be drawn once more for nothing. */
function follow(frame: ChatGptWindow, listener: () => void): () => void {
  frame.addEventListener(CHANGED, listener);
  const look = () => {
    if (frame.openai === undefined) return;
    clearInterval(looking);
    listener();
  };
  const looking = frame.openai === undefined ? setInterval(look, LOOK_EVERY_MS) : undefined;
  return () => {
    clearInterval(looking);
    frame.removeEventListener(CHANGED, listener);
  };
}

async function askForScreen(openai: OpenAiGlobal | undefined, isOn: boolean): Promise<void> {
  const request = openai?.requestDisplayMode;
  if (typeof request !== "function") return;
  try {
    await request.call(openai, { mode: isOn ? "fullscreen" : "inline" });
  } catch {
    // A host may refuse; what is shown is then shown where it is.
  }
}
