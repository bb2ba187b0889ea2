import { z } from "zod";
import { ENVELOPE_KEYS } from "#lib/wire/mcp/params.ts";
import { MODERN_REVISION } from "#lib/wire/mcp/revisions.ts";

/** No server answers, or it does not speak MCP; the message says which. */
export class NotAnswered extends Error {}

/** What a tool answered, as a host sees it. */
export type ToolAnswer = { readonly isError: boolean; readonly text: string; readonly structured: unknown };

/** A server as the platform reaches it. Everything throws `NotAnswered` when no server answers or it does not speak MCP. */
export type McpCalls = {
  listTools(): Promise<readonly ListedTool[]>;
  listResources(): Promise<readonly ListedResource[]>;
  callTool(name: string, args: unknown): Promise<ToolAnswer>;
};

const listedTool = z.object({
  name: z.string(),
  title: z.string().optional(),
  description: z.string(),
  annotations: z.record(z.string(), z.unknown()).default({}),
  _meta: z.record(z.string(), z.unknown()).default({}),
});
export type ListedTool = z.output<typeof listedTool>;
const origins = z.array(z.string()).default([]);
const listedResource = z.object({
  uri: z.string(),
  title: z.string().optional(),
  _meta: z.object({
    ui: z.object({
      csp: z.object({ connectDomains: origins, resourceDomains: origins, frameDomains: origins }),
      domain: z.string().nullable().default(null),
    }),
    "openai/widgetCSP": z.object({ redirect_domains: origins }).default({ redirect_domains: [] }),
  }),
});
export type ListedResource = z.output<typeof listedResource>;
const toolAnswer = z.object({
  isError: z.boolean().default(false),
  content: z.array(z.object({ text: z.string().default("") })),
  structuredContent: z.unknown(),
});
const response = z.object({ result: z.unknown(), error: z.object({ message: z.string() }).optional() });

/** Calls as ChatGPT makes them, of one shopper: revision 2026-07-28, with the host's hints. `url`: without `/mcp`. */
export function mcpCalls(url: string, subject: string): McpCalls {
  const ask = async (method: string, params: Readonly<Record<string, unknown>>): Promise<unknown> => {
    const name = params["name"];
    const meta = {
      [ENVELOPE_KEYS.version]: MODERN_REVISION,
      [ENVELOPE_KEYS.client]: { name: "tillswitch-submission", version: "1.0.0" },
      [ENVELOPE_KEYS.capabilities]: {},
      "openai/subject": subject,
      "openai/locale": "en-US",
    };
    const sent = await fetch(`${url}/mcp`, {
      method: "POST",
      headers: {
        "content-type": "application/json",
        accept: "application/json, text/event-stream",
        "mcp-protocol-version": MODERN_REVISION,
        "mcp-method": method,
        ...(typeof name === "string" ? { "mcp-name": name } : {}),
      },
      body: JSON.stringify({ jsonrpc: "2.0", id: 1, method, params: { ...params, _meta: meta } }),
    }).catch((error: unknown) => {
      throw new NotAnswered(`No server answers at ${url}/mcp.`, { cause: error });
    });
    const read = response.safeParse(await sent.json().catch(() => null));
    if (!read.success) throw new NotAnswered(`${url}/mcp answered ${method} with ${sent.status} and not as MCP.`);
    // What is wrong with a call is an answer too: the case that made it says whether it is the right one.
    if (read.data.error !== undefined)
      return { isError: true, content: [{ text: read.data.error.message }], structuredContent: null };
    return read.data.result;
  };
  return {
    async listTools() {
      return readAs(z.object({ tools: z.array(listedTool) }), await ask("tools/list", {}), "tools/list").tools;
    },
    async listResources() {
      const listed = z.object({ resources: z.array(listedResource) });
      return readAs(listed, await ask("resources/list", {}), "resources/list").resources;
    },
    async callTool(name, args) {
      const answer = readAs(toolAnswer, await ask("tools/call", { name, arguments: args }), name);
      const text = answer.content.map((part) => part.text).join("\n");
      return { isError: answer.isError, text, structured: answer.structuredContent };
    },
  };
}

function readAs<Schema extends z.ZodType>(schema: Schema, answer: unknown, what: string): z.output<Schema> {
  const read = schema.safeParse(answer);
  if (read.success) return read.data;
  throw new NotAnswered(`The server's answer to ${what} is not understood: ${z.prettifyError(read.error)}`);
}

const readiness = z.object({ checks: z.object({ payments: z.string() }) });

/** Which payment provider a server uses and in which mode, as its `/readyz` says. */
export async function readPayments(url: string): Promise<{ readonly provider: string; readonly mode: string }> {
  const read = readiness.safeParse(await (await fetch(`${url}/readyz`)).json().catch(() => null));
  const [, provider = "unknown", mode = "unknown"] = /^(\S+) \((\S+)\)/.exec(read.data?.checks.payments ?? "") ?? [];
  return { provider, mode };
}
