import { describe, expect, it } from "vitest";
import { ENVELOPE_KEYS } from "#lib/wire/mcp/params.ts";
import { BROKEN_TOOL, SMALL_RESOURCE, SMALL_TOOL } from "../../fixtures/mcp/small-service.ts";
import { META, smallServer, VERSION, type Headers, type Json } from "./small-server.ts";

const SUPPORTED = { supported: [VERSION], requested: "2027-01-01" };
const CALL = { name: SMALL_TOOL, arguments: {} };
const READ = { uri: SMALL_RESOURCE };
const without = (key: string) => Object.fromEntries(Object.entries(META).filter(([name]) => name !== key));
const encoded = (text: string) => `=?base64?${Buffer.from(text, "utf8").toString("base64")}?=`;

/** A request of 2026-07-28 that has all that it needs, but for the changes. */
async function modern(method: string, params: Json = {}, headers: Headers = {}) {
  const name = params["name"] ?? params["uri"];
  return smallServer().send(
    { jsonrpc: "2.0", id: "r1", method, params: { _meta: META, ...params } },
    {
      "MCP-Protocol-Version": VERSION,
      "Mcp-Method": method,
      ...(name === undefined ? {} : { "Mcp-Name": String(name) }),
      ...headers,
    },
  );
}

describe("a request of 2026-07-28", () => {
  it.each<[string, string, Json, Headers, number, number, unknown?]>([
    ["without an envelope", "tools/list", { _meta: undefined }, {}, 400, -32_602],
    ["without a version", "tools/list", { _meta: without(ENVELOPE_KEYS.version) }, {}, 400, -32_602],
    ["without capabilities", "tools/list", { _meta: without(ENVELOPE_KEYS.capabilities) }, {}, 400, -32_602],
    [
      "with a version that is no text",
      "tools/list",
      { _meta: { ...META, [ENVELOPE_KEYS.version]: 7 } },
      {},
      400,
      -32_602,
    ],
    [
      "with a client without a version",
      "tools/list",
      { _meta: { ...META, [ENVELOPE_KEYS.client]: { name: "x" } } },
      {},
      400,
      -32_602,
    ],
    ["under an older version header", "tools/list", {}, { "MCP-Protocol-Version": "2025-11-25" }, 400, -32_020],
    [
      "under a doubled version header",
      "tools/list",
      {},
      { "MCP-Protocol-Version": `${VERSION}, ${VERSION}` },
      400,
      -32_020,
    ],
    ["under another method's header", "tools/list", {}, { "Mcp-Method": "tools/call" }, 400, -32_020],
    [
      "of a newer revision",
      "tools/list",
      { _meta: { ...META, [ENVELOPE_KEYS.version]: "2027-01-01" } },
      { "MCP-Protocol-Version": "2027-01-01" },
      400,
      -32_022,
      SUPPORTED,
    ],
    [
      "of a newer revision without headers",
      "tools/list",
      { _meta: { ...META, [ENVELOPE_KEYS.version]: "2027-01-01" } },
      { "MCP-Protocol-Version": undefined, "Mcp-Method": undefined },
      400,
      -32_022,
      SUPPORTED,
    ],
    [
      "of an older revision in an envelope",
      "tools/list",
      { _meta: { ...META, [ENVELOPE_KEYS.version]: "2025-11-25" } },
      { "MCP-Protocol-Version": "2025-11-25" },
      400,
      -32_022,
      { ...SUPPORTED, requested: "2025-11-25" },
    ],
    ["without the version header", "tools/list", {}, { "MCP-Protocol-Version": undefined }, 400, -32_020],
    ["without the method header", "tools/list", {}, { "Mcp-Method": undefined }, 400, -32_020],
    ["without the name header", "tools/call", CALL, { "Mcp-Name": undefined }, 400, -32_020],
    ["under another tool's name", "tools/call", CALL, { "Mcp-Name": "complete_checkout" }, 400, -32_020],
    ["under another resource's name", "resources/read", READ, { "Mcp-Name": "ui://widget/other.html" }, 400, -32_020],
    ["under a name that cannot be decoded", "tools/call", CALL, { "Mcp-Name": "=?base64?%%?=" }, 400, -32_020],
    ["for a method of the older era", "ping", {}, {}, 404, -32_601],
    ["for the older handshake", "initialize", {}, {}, 404, -32_601],
    ["for a log level", "logging/setLevel", { level: "info" }, {}, 404, -32_601],
    ["for a subscription", "subscriptions/listen", { notifications: {} }, {}, 404, -32_601],
    ["for a task", "tasks/get", { taskId: "t" }, {}, 404, -32_601],
    ["for prompts", "prompts/list", {}, {}, 404, -32_601],
    ["for a method that only objects have", "constructor", {}, {}, 404, -32_601],
    ["for an unknown tool", "tools/call", { name: "no_such_tool" }, {}, 200, -32_602],
    ["for an unknown resource", "resources/read", { uri: "ui://other" }, {}, 200, -32_602, { uri: "ui://other" }],
    ["with arguments that are no object", "tools/call", { ...CALL, arguments: [] }, {}, 200, -32_602],
    ["without a tool's name", "tools/call", { arguments: {} }, {}, 200, -32_602],
    ["with a cursor that is no text", "tools/list", { cursor: 7 }, {}, 200, -32_602],
    ["that fails inside", "tools/call", { name: BROKEN_TOOL }, {}, 200, -32_603],
  ])("%s is answered with its own error under its own id", async (_, method, params, headers, status, code, data) => {
    expect(await modern(method, params, headers)).toEqual({ status, id: "r1", code, data, result: undefined });
  });

  it.each([
    ["a batch", [{ jsonrpc: "2.0", id: 1, method: "tools/list", params: { _meta: META } }], null],
    ["another version of JSON-RPC", { jsonrpc: "1.0", id: 1, method: "tools/list", params: { _meta: META } }, 1],
    ["null as its id", { jsonrpc: "2.0", id: null, method: "tools/list", params: { _meta: META } }, null],
    ["a fraction as its id", { jsonrpc: "2.0", id: 1.5, method: "tools/list", params: { _meta: META } }, 1.5],
    ["an answer", { jsonrpc: "2.0", id: 1, result: {} }, null],
  ])("that is %s is no request", async (_, message, id) => {
    const answer = await smallServer().send(message, { "MCP-Protocol-Version": VERSION, "Mcp-Method": "tools/list" });
    expect(answer).toMatchObject({ status: 400, code: -32_600, id });
  });

  it("is served with a name that no header can hold, encoded, and with spaces around its headers", async () => {
    expect(await modern("tools/call", CALL, { "Mcp-Name": encoded(SMALL_TOOL) })).toMatchObject({
      status: 200,
      code: undefined,
    });
    expect(await modern("tools/list", {}, { "MCP-Protocol-Version": ` ${VERSION}\t` })).toMatchObject({ status: 200 });
    const named = await modern("tools/call", { name: "Größe" }, { "Mcp-Name": encoded("Größe") });
    expect(named).toMatchObject({ status: 200, code: -32_602 });
  });

  it("a notification is accepted without an answer, whatever its headers say", async () => {
    const message = { jsonrpc: "2.0", method: "notifications/cancelled", params: { _meta: META } };
    for (const version of [VERSION, "2025-11-25", undefined])
      expect(await smallServer().send(message, { "MCP-Protocol-Version": version })).toMatchObject({
        status: 202,
        code: undefined,
      });
  });
});

describe("the older era", () => {
  const HELLO = { protocolVersion: "2025-06-18", capabilities: {}, clientInfo: { name: "a host", version: "1" } };
  it.each([
    ["2024-11-05", "2024-11-05"],
    ["2025-03-26", "2025-03-26"],
    ["2025-06-18", "2025-06-18"],
    ["2025-11-25", "2025-11-25"],
    ["2026-07-28", "2025-11-25"],
    ["1999-01-01", "2025-11-25"],
  ])("a client that asks for %s is offered %s", async (protocolVersion, offered) => {
    const message = { jsonrpc: "2.0", id: 1, method: "initialize", params: { ...HELLO, protocolVersion } };
    expect((await smallServer().send(message)).result).toMatchObject({ protocolVersion: offered });
  });

  it("a client that falls back is answered, even under a header of the newer era", async () => {
    const message = { jsonrpc: "2.0", id: 1, method: "initialize", params: HELLO };
    const answer = await smallServer().send(message, { "MCP-Protocol-Version": VERSION });
    expect(answer).toMatchObject({ status: 200, result: { protocolVersion: "2025-06-18" } });
  });

  it.each([
    ["an unknown version header", { jsonrpc: "2.0", id: 1, method: "ping" }, "2025-01-01", 400, -32_000],
    ["a newer version header and no envelope", { jsonrpc: "2.0", id: 1, method: "ping" }, VERSION, 400, -32_602],
    ["no message of JSON-RPC", { jsonrpc: "2.0", id: 1 }, undefined, 400, -32_700],
    ["an unknown method", { jsonrpc: "2.0", id: 1, method: "prompts/list" }, undefined, 200, -32_601],
    [
      "the newer era's discovery without an envelope",
      { jsonrpc: "2.0", id: 1, method: "server/discover" },
      undefined,
      200,
      -32_601,
    ],
    ["a malformed handshake", { jsonrpc: "2.0", id: 1, method: "initialize", params: {} }, undefined, 200, -32_602],
    [
      "an unknown resource",
      { jsonrpc: "2.0", id: 1, method: "resources/read", params: { uri: "ui://other" } },
      undefined,
      200,
      -32_002,
    ],
  ])("%s is refused as the official server refuses it", async (_, message, version, status, code) => {
    expect(await smallServer().send(message, { "MCP-Protocol-Version": version })).toMatchObject({ status, code });
  });
});
