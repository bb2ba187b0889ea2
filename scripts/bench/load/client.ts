import { connect, type Socket } from "node:net";
import type { LoadOrder, LoadReport } from "./load.ts";
import { rawRequest } from "./raw-request.ts";

/**
 * The client of the bench, in a process of its own: HTTP/1.1 on bare sockets, one request at a time on each connection,
 * because every library costs more of the shared processor than the server that is measured.
 */
process.on("message", (order: LoadOrder) => {
  drive(order).then(
    (report) => process.send?.(report),
    (error: unknown) => process.send?.({ kind: "failed", why: error instanceof Error ? error.message : String(error) }),
  );
});

async function drive(order: LoadOrder): Promise<LoadReport> {
  const requests = order.requests.map((request) => Buffer.from(rawRequest(request, order.port)));
  const took = new Float64Array(order.count);
  const bodies: string[] = [];
  let next = 0;
  const sockets = await Promise.all(Array.from({ length: order.connections }, () => open(order.port)));
  const from = performance.now();
  const until = from + order.maxSeconds * 1000;
  await Promise.all(
    sockets.map(async (socket) => {
      const exchange = exchangeOn(socket);
      while (next < order.count && performance.now() < until) {
        const index = next;
        next += 1;
        const bytes = requests[index % requests.length];
        if (bytes === undefined) throw new Error("there is nothing to send");
        const sentAt = performance.now();
        const answer = await exchange(bytes);
        took[index] = performance.now() - sentAt;
        if (!answer.isGood) throw new Error(`answered ${answer.text().slice(0, 600)}`);
        if (order.collects) bodies[index] = answer.body();
      }
    }),
  );
  const seconds = (performance.now() - from) / 1000;
  for (const socket of sockets) socket.destroy();
  const sorted = took.subarray(0, next).toSorted();
  const quantile = (share: number) => sorted[Math.min(next - 1, Math.floor(next * share))] ?? Number.NaN;
  return { kind: "done", done: next, seconds, p50: quantile(0.5), p95: quantile(0.95), bodies };
}

function open(port: number): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect({ port, host: "127.0.0.1", noDelay: true }, () => resolve(socket));
    socket.once("error", reject);
  });
}

type Answer = { readonly isGood: boolean; text(): string; body(): string };

/** Sends a request and gives its whole answer: by content-length, or by the last chunk. */
function exchangeOn(socket: Socket): (request: Buffer) => Promise<Answer> {
  let received: Buffer[] = [];
  let waiting: { resolve: (answer: Answer) => void; reject: (error: Error) => void } | null = null;
  let end: number | "chunked" | null = null;
  let headEnd = 0;
  let size = 0;
  const fail = (why: string) => waiting?.reject(new Error(why));
  socket.on("error", (error) => fail(error.message)).on("close", () => fail("the server closed the connection"));
  socket.on("data", (chunk) => {
    received.push(chunk);
    size += chunk.length;
    if (end === null) {
      const whole = Buffer.concat(received);
      headEnd = whole.indexOf("\r\n\r\n") + 4;
      if (headEnd < 4) return;
      received = [whole];
      const head = whole.toString("latin1", 0, headEnd);
      const length = /\r\ncontent-length: *(\d+)/i.exec(head)?.[1];
      end = length === undefined ? "chunked" : headEnd + Number(length);
    }
    if (end === "chunked" ? !chunk.subarray(-5).equals(LAST_CHUNK) : size < end) return;
    const whole = received.length === 1 ? (received[0] ?? chunk) : Buffer.concat(received);
    const bodyFrom = headEnd;
    received = [];
    size = 0;
    end = null;
    waiting?.resolve({
      isGood: whole.includes("HTTP/1.1 200") && !whole.includes('"isError":true') && !whole.includes('"error":{'),
      text: () => whole.toString("utf8"),
      body: () => whole.toString("utf8", bodyFrom),
    });
  });
  return (request) =>
    new Promise((resolve, reject) => {
      waiting = { resolve, reject };
      socket.write(request);
    });
}

const LAST_CHUNK = Buffer.from("0\r\n\r\n");
