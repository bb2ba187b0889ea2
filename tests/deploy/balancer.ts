import { request as httpRequest, createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { freePort } from "../fixtures/free-port.ts";

const LOOK_EVERY_MS = 200;
/** One that is gone refuses at once; one that is busy is there. */
const LOOK_WITHIN_MS = 20_000;

export type Balancer = {
  readonly url: string;
  /** Requests whose instance ended while it had them. */
  readonly broken: () => number;
  /** Requests that no instance could take. */
  readonly refused: () => number;
  close(): Promise<void>;
};

/**
 * A balancer as small as one can be: it asks each instance at `/readyz`, gives requests to those that are ready in turn, and
 * never sends one twice, because it cannot know what the first had done.
 */
export async function openBalancer(instances: readonly string[]): Promise<Balancer> {
  const ready = new Set<string>();
  const count = { turn: 0, broken: 0, refused: 0 };
  const look = async (url: string) => {
    const isReady = await fetch(`${url}/readyz`, { signal: AbortSignal.timeout(LOOK_WITHIN_MS) }).then(
      ({ ok }) => ok,
      () => false,
    );
    if (isReady) ready.add(url);
    else ready.delete(url);
  };
  await Promise.all(instances.map(look));
  const looks = setInterval(() => void Promise.all(instances.map(look)), LOOK_EVERY_MS);
  const server = createServer((incoming, outgoing) => {
    const up = instances.filter((url) => ready.has(url));
    const target = up[(count.turn += 1) % Math.max(up.length, 1)];
    if (target === undefined) {
      count.refused += 1;
      return void outgoing.writeHead(503).end();
    }
    pass(incoming, outgoing, target, () => {
      count.broken += 1;
      ready.delete(target);
    });
  });
  const port = await freePort();
  await new Promise<void>((listening) => void server.listen(port, "127.0.0.1", listening));
  return {
    url: `http://127.0.0.1:${port}`,
    broken: () => count.broken,
    refused: () => count.refused,
    async close() {
      clearInterval(looks);
      server.closeAllConnections();
      await new Promise<void>((closed) => void server.close(() => closed()));
    },
  };
}

function pass(incoming: IncomingMessage, outgoing: ServerResponse, target: string, onBroken: () => void): void {
  const { method, url, headers } = incoming;
  let isOver = false;
  const fail = () => {
    if (isOver) return;
    isOver = true;
    onBroken();
    if (outgoing.headersSent) outgoing.destroy();
    else outgoing.writeHead(502).end();
  };
  const call = httpRequest(`${target}${url ?? "/"}`, { method, headers, agent: false }, (answer) => {
    outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
    answer.on("error", fail);
    answer.once("end", () => (isOver = true));
    answer.pipe(outgoing);
  });
  call.on("error", fail);
  incoming.pipe(call);
}
