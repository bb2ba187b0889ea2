import type { IncomingMessage, ServerResponse } from "node:http";
import { BODY_LIMIT, type EdgeAnswer, type EdgeRequest } from "../http-edge.ts";
import { answerEdge, type McpEndpoint } from "./endpoint.ts";

/**
 * Answers on node's own messages: the detour over `Request` and `Response` costs more than the protocol
 * (scripts/bench). Contract: `answerRequest`, whose tests run over both.
 */
export async function answerNode(
  endpoint: McpEndpoint,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
): Promise<void> {
  writeAnswer(outgoing, await answerEdge(endpoint, nodeRequest(incoming)));
}

/** Writes a whole answer: text goes out in one piece with its headers. To HEAD node sends the headers alone. */
export function writeAnswer(outgoing: ServerResponse, { status, headers, body }: EdgeAnswer): void {
  if (body === null) return void outgoing.writeHead(status, headers).end();
  outgoing.writeHead(status, { ...headers, "content-length": Buffer.byteLength(body) }).end(body);
}

const nodeRequest = (incoming: IncomingMessage): EdgeRequest => ({
  method: incoming.method ?? "",
  header(name) {
    const value = incoming.headers[name];
    return Array.isArray(value) ? value.join(", ") : (value ?? null);
  },
  text: () => textOf(incoming),
  connection: incoming.socket,
});

function textOf(incoming: IncomingMessage): Promise<{ readonly body: string } | "too_large"> {
  if (Number(incoming.headers["content-length"] ?? "0") > BODY_LIMIT) return Promise.resolve("too_large");
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    incoming.on("data", (chunk: Buffer) => {
      size += chunk.length;
      if (size <= BODY_LIMIT) return void chunks.push(chunk);
      incoming.pause();
      resolve("too_large");
    });
    // Taken out of the list, so that a request whose answer waits does not keep what was sent with it.
    incoming.once("end", () => resolve({ body: textOfAll(chunks.splice(0)) }));
    incoming.once("error", reject);
    // Every request closes, and an error is dear to make.
    incoming.once("close", () => {
      if (!incoming.readableEnded) reject(new Error("the connection closed before the whole request had come"));
    });
  });
}

/** Most bodies come in one part, which need not be copied. */
const textOfAll = (parts: readonly Buffer[]): string => {
  const [only = Buffer.concat(parts), ...more] = parts;
  return (more.length === 0 ? only : Buffer.concat(parts)).toString("utf8");
};
