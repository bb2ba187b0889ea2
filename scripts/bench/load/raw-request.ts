import type { LoadRequest } from "./load.ts";

/** A request as HTTP/1.1 writes it, to a server of this machine. https://www.rfc-editor.org/rfc/rfc9112 */
export function rawRequest({ path, headers, body }: LoadRequest, port: number): string {
  const lines = Object.entries({
    host: `127.0.0.1:${port}`,
    "content-type": "application/json",
    accept: "application/json, text/event-stream",
    ...headers,
    "content-length": String(Buffer.byteLength(body)),
  }).map(([name, value]) => `${name}: ${value}`);
  return `POST ${path} HTTP/1.1\r\n${lines.join("\r\n")}\r\n\r\n${body}`;
}
