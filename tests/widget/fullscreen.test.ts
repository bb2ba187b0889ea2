import { describe, expect, it } from "vitest";
import { chatGptHost, type OpenAiGlobal } from "#widget/host/chatgpt-host.ts";
import type { ConnectPeer } from "#widget/host/json-rpc.ts";
import { mcpAppsHost } from "#widget/host/mcp-apps-host.ts";

const chatGpt = (openai: OpenAiGlobal) => chatGptHost(Object.assign(new EventTarget(), { openai }));

/** The far end of the bridge, in a host that has these ways to show a widget; it remembers which were asked for. */
async function bridged(availableDisplayModes: readonly ("inline" | "fullscreen")[]) {
  const asked: unknown[] = [];
  const connect: ConnectPeer = () => ({
    notify: () => undefined,
    async request(method, params) {
      if (method === "ui/request-display-mode") asked.push(params);
      return { hostCapabilities: {}, hostContext: { availableDisplayModes } };
    },
  });
  const host = mcpAppsHost(connect, null);
  await new Promise((resolve) => setTimeout(resolve, 0));
  return { host, asked };
}

describe("the whole screen", () => {
  it("is asked for and given back where the host has it", async () => {
    const asked: unknown[] = [];
    const window = chatGpt({ requestDisplayMode: async (request) => asked.push(request) });
    await window.setFullscreen(true);
    await window.setFullscreen(false);
    expect(asked).toEqual([{ mode: "fullscreen" }, { mode: "inline" }]);
    const plain = await bridged(["inline", "fullscreen"]);
    await plain.host.setFullscreen(true);
    expect(plain.asked).toEqual([{ mode: "fullscreen" }]);
  });

  it("is not asked for where the host does not have it, and a refusal is nothing", async () => {
    const plain = await bridged(["inline"]);
    await plain.host.setFullscreen(true);
    expect(plain.asked).toEqual([]);
    await expect(chatGpt({}).setFullscreen(true)).resolves.toBeUndefined();
    const refusing = chatGpt({
      requestDisplayMode: () => {
        throw new Error("not now");
      },
    });
    await expect(refusing.setFullscreen(true)).resolves.toBeUndefined();
  });
});
