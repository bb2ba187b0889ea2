import { readText, type EdgeAnswer, type EdgeRequest } from "../http-edge.ts";
import { answerEdge, type McpEndpoint } from "./endpoint.ts";

/** Answers a request with web standards' types. */
export async function answerRequest(endpoint: McpEndpoint, request: Request): Promise<Response> {
  return webAnswer(await answerEdge(endpoint, edgeRequest(request)));
}

/** A request of web standards' types as the edge reads it. One without a Host header was made from its address. */
export const edgeRequest = (request: Request): EdgeRequest => ({
  method: request.method,
  header: (name) => request.headers.get(name) ?? (name === "host" ? new URL(request.url).host : null),
  text: () => readText(request),
});

export const webAnswer = ({ status, headers, body }: EdgeAnswer): Response => new Response(body, { status, headers });
