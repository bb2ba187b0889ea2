import { chatGptHost, type ChatGptWindow } from "./chatgpt-host.ts";
import type { Host } from "./host.ts";
import { parentHost } from "./mcp-apps-host.ts";

/** The host around this frame, whichever ways of talking it offers. */
export function connectHost(frame: Window & ChatGptWindow): Host {
  const chatGpt = chatGptHost(frame);
  if (frame.parent === frame) return chatGpt;
  return joinedHost(parentHost(frame), chatGpt);
}

/**
 * Both ways at once, as ChatGPT has them: the bridge for the result and for tool calls, `window.openai` for what
 * the standard lacks (payment sheet, memory) and for links, where it alone brings the buyer back to the chat.
 */
export function joinedHost(bridge: Host, chatGpt: Host): Host {
  return {
    isPresent: () => bridge.isPresent() || chatGpt.isPresent(),
    capabilities() {
      const extras = chatGpt.capabilities();
      return { ...extras, openLink: bridge.capabilities().openLink };
    },
    look() {
      const look = chatGpt.isPresent() ? chatGpt.look() : bridge.look();
      return { ...look, theme: look.theme ?? bridge.look().theme };
    },
    shownResult() {
      const shown = bridge.shownResult();
      const beside = chatGpt.shownResult();
      // Either way may be the one that brings what is for the widget alone.
      return shown === null ? beside : { ...shown, meta: [shown.meta, beside?.meta] };
    },
    memory: () => chatGpt.memory(),
    remember: (memory) => chatGpt.remember(memory),
    canCallTools: () => bridge.canCallTools() || chatGpt.canCallTools(),
    // One way per call: a call without an answer may have run, so it is never sent again by the other way.
    callTool: (name, args) => (bridge.canCallTools() ? bridge : chatGpt).callTool(name, args),
    requestCheckout: (session) => chatGpt.requestCheckout(session),
    openLink: async (url) => (await chatGpt.openLink(url)) || (await bridge.openLink(url)),
    canSay: () => chatGpt.canSay() || bridge.canSay(),
    say: (text) => (chatGpt.canSay() ? chatGpt.say(text) : bridge.say(text)),
    // One way alone, or the host would be asked twice.
    setFullscreen: (isOn) => (chatGpt.isPresent() ? chatGpt : bridge).setFullscreen(isOn),
    reportHeight(pixels) {
      // Once the bridge is there it says so by itself; two reports of one height would make the host move twice.
      bridge.reportHeight(pixels);
      if (!bridge.isPresent()) chatGpt.reportHeight(pixels);
    },
    subscribe(listener) {
      const stops = [bridge.subscribe(listener), chatGpt.subscribe(listener)];
      return () => stops.forEach((stop) => stop());
    },
  };
}
