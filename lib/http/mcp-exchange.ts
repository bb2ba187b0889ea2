import type { Server } from "@modelcontextprotocol/sdk/server/index.js";
import { WebStandardStreamableHTTPServerTransport } from "@modelcontextprotocol/sdk/server/webStandardStreamableHttp.js";

/** Lets a fresh protocol server answer its one message, as JSON, and closes it. */
export async function answerOnce(server: Server, request: Request, message: unknown): Promise<Response> {
  const transport = new WebStandardStreamableHTTPServerTransport({ enableJsonResponse: true });
  await server.connect(transport);
  try {
    return await transport.handleRequest(acceptingJson(request), { parsedBody: message });
  } finally {
    void server.close();
  }
}

/** We always answer JSON, so a client that does not say what it accepts, or not in the SDK's words, is served too. */
export function acceptingJson(request: Request): Request {
  const headers = new Headers(request.headers);
  headers.set("accept", "application/json, text/event-stream");
  return new Request(request.url, { method: "POST", headers });
}
