import type { IncomingMessage, ServerResponse } from "node:http";

/** What is still read of a body after its answer. Clients that send more are cut off while they send. */
const LINGER = { ms: 2000, bytes: 16 * 1024 * 1024 };

/**
 * An answer that is given before the whole body has come says so and ends its connection. Otherwise what is left of the
 * body would be in the way of the next request there, which may be another buyer's behind a balancer. The connection
 * stays until the client has sent the rest, within `LINGER`: one that closed at once would be reset, and the client would
 * lose an answer that it had not read yet. https://www.rfc-editor.org/rfc/rfc9112#section-9.6
 */
export function endIfUnread(incoming: IncomingMessage, outgoing: ServerResponse): void {
  if (incoming.method === "GET" || incoming.method === "HEAD") return;
  const { writeHead, end } = outgoing;
  outgoing.writeHead = (...args: never[]) => {
    if (!incoming.complete) outgoing.shouldKeepAlive = false;
    return Reflect.apply(writeHead, outgoing, args) as ServerResponse;
  };
  outgoing.end = (...args: unknown[]) => {
    if (incoming.complete || incoming.destroyed) return Reflect.apply(end, outgoing, args) as ServerResponse;
    const [body] = args;
    if (body instanceof Uint8Array || (typeof body === "string" && body !== "")) outgoing.write(body);
    else outgoing.flushHeaders();
    void restOf(incoming).then(() =>
      Reflect.apply(
        end,
        outgoing,
        args.filter((one) => typeof one === "function"),
      ),
    );
    return outgoing;
  };
}

/** Reads on, and keeps nothing, until the body or the patience is at its end. */
function restOf(incoming: IncomingMessage): Promise<void> {
  return new Promise((resolve) => {
    let size = 0;
    const timer = setTimeout(resolve, LINGER.ms);
    const done = () => {
      clearTimeout(timer);
      resolve();
    };
    incoming.removeAllListeners("data");
    incoming.on("data", (chunk: Buffer) => {
      size += chunk.length;
      if (size > LINGER.bytes) done();
    });
    incoming.once("end", done).once("close", done);
    incoming.resume();
  });
}
