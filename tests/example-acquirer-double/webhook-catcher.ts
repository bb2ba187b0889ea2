import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

type Caught = { readonly body: Uint8Array; readonly headers: Headers };

/** A webhook address of its own on a free port. `answer` decides what is replied to each call. */
export async function openWebhookCatcher(
  answer: (caught: Caught) => Promise<{ readonly status: number; readonly body: string }>,
): Promise<{ readonly url: string; close(): Promise<void> }> {
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => void chunks.push(chunk));
    request.on("end", () => {
      const caught = { body: new Uint8Array(Buffer.concat(chunks)), headers: new Headers() };
      answer(caught).then(
        ({ status, body }) => response.writeHead(status).end(body),
        () => response.writeHead(500).end(),
      );
    });
  });
  await new Promise<void>((resolve) => void server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
