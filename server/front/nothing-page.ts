import { IncomingMessage, ServerResponse, type RequestListener } from "node:http";

/** An address that no page of ours has. */
const NOWHERE = "/no-such-page";

/**
 * The page for what is not there, as Next renders it where no page is for an address, for whoever sent `incoming`. Where a
 * page is for the address and finds nothing, Next answers with scripts alone that draw the same.
 */
export async function nothingPage(pages: RequestListener, incoming: IncomingMessage): Promise<string> {
  const asked = new IncomingMessage(incoming.socket);
  asked.method = "GET";
  asked.url = NOWHERE;
  asked.headers = { ...incoming.headers };
  // Nothing is to come, so nobody ends the connection because it did not.
  asked.complete = true;
  const answer = new ServerResponse(asked);
  const parts: Buffer[] = [];
  const keep = (part: unknown) => {
    if (typeof part === "string" || part instanceof Uint8Array) parts.push(Buffer.from(part));
  };
  const done = new Promise<void>((resolve) => {
    answer.writeHead = ((status: number) => Object.assign(answer, { statusCode: status })) as typeof answer.writeHead;
    answer.flushHeaders = () => undefined;
    answer.write = ((part: unknown) => {
      keep(part);
      return true;
    }) as typeof answer.write;
    answer.end = ((part: unknown) => {
      keep(part);
      resolve();
      queueMicrotask(() => answer.emit("finish"));
      return answer;
    }) as typeof answer.end;
  });
  pages(asked, answer);
  await done;
  return Buffer.concat(parts).toString("utf8");
}
