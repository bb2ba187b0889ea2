import { describe, expect, it } from "vitest";
import { clientLog } from "#lib/http/mcp/client-log.ts";
import { createLog } from "#lib/runtime/pino-log.ts";
import { readMessage } from "#lib/wire/mcp/json-rpc.ts";
import { ENVELOPE_KEYS } from "#lib/wire/mcp/params.ts";
import { BROKEN_TOOL } from "../../fixtures/mcp/small-service.ts";
import { META, smallServer, VERSION } from "./small-server.ts";

describe("the log", () => {
  const long = "x".repeat(300);
  const hello = (name: string) => ({
    jsonrpc: "2.0",
    id: 1,
    method: "initialize",
    params: { protocolVersion: "2025-11-25", capabilities: {}, clientInfo: { name, version: "1" } },
  });
  const list = (name: string) => ({
    jsonrpc: "2.0",
    id: 1,
    method: "tools/list",
    params: { _meta: { ...META, [ENVELOPE_KEYS.client]: { name, version: "1" }, "openai/subject": "somebody" } },
  });
  const HEADERS = { "MCP-Protocol-Version": VERSION, "Mcp-Method": "tools/list", "User-Agent": `agent ${long}` };

  it("has a client once for each version and era, cut to a hundred characters, and nothing of the buyer's", async () => {
    const { send, lines } = smallServer();
    for (let time = 0; time < 3; time += 1) {
      await send(list(long), HEADERS);
      await send(hello(long));
    }
    const fields = { path: "/mcp", client: "x".repeat(100), clientVersion: "1" };
    expect(lines.map(({ level, fields: logged }) => [level, logged])).toEqual([
      ["info", { ...fields, era: "modern", userAgent: `agent ${long}`.slice(0, 100) }],
      ["info", { ...fields, era: "legacy", userAgent: null }],
    ]);
    expect(JSON.stringify(lines)).not.toContain("somebody");
  });

  it("has a bounded number of clients", async () => {
    const { send, lines } = smallServer();
    for (let index = 0; index < 300; index += 1) await send(hello(`client ${index}`));
    expect(lines).toHaveLength(200);
  });

  it("has every refused request with its code, the client and the headers, and no arguments", async () => {
    const { send, lines } = smallServer();
    const secret = { ...list("Claude"), params: { ...list("Claude").params, arguments: { token: "tok_secret" } } };
    await send(secret, { ...HEADERS, "MCP-Protocol-Version": "2025-11-25", "Mcp-Name": long });
    await send(secret, { ...HEADERS, "MCP-Protocol-Version": "2025-11-25" });
    expect(lines).toHaveLength(2);
    expect(lines[0]).toMatchObject({
      level: "warn",
      fields: {
        era: "modern",
        status: 400,
        code: -32_020,
        client: "Claude",
        headers: { version: "2025-11-25", method: "tools/list", target: "x".repeat(100) },
      },
    });
    expect(JSON.stringify(lines)).not.toContain("tok_secret");
  });

  it("shows the headers of a refused request, the name included, although it leaves out what buyers are called", () => {
    const lines: string[] = [];
    const log = clientLog(createLog("info", { write: (line) => void lines.push(line) }), "/mcp");
    const headers = new Headers({ ...HEADERS, "Mcp-Name": "get_product", "User-Agent": "openai-mcp/1.0" });
    log.refused(readMessage(list("Claude")), "modern", { status: 400, code: -32_020 }, (name) => headers.get(name));
    const line = JSON.parse(lines[0] ?? "") as { headers: object; client: string };
    expect(Object.values(line.headers)).toEqual([VERSION, "tools/list", "get_product", "openai-mcp/1.0"]);
    expect(line.client).toBe("Claude");
  });

  it("has what failed inside, which the caller does not see", async () => {
    const { send, lines } = smallServer();
    const answer = await send({ jsonrpc: "2.0", id: 1, method: "tools/call", params: { name: BROKEN_TOOL } });
    expect(JSON.stringify(answer)).not.toContain("Ada Lovelace");
    expect(lines).toMatchObject([{ level: "error", fields: { error: expect.any(Error) } }]);
  });
});
