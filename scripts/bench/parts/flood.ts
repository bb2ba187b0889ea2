import { setTimeout as pause } from "node:timers/promises";
import { FLOODS, startFlood, type Flood } from "../load/flood.ts";
import { openLoadClient, type LoadRequest } from "../load/load.ts";
import { rawRequest } from "../load/raw-request.ts";
import { toolRequest } from "../mcp/messages.ts";
import { prepareCheckouts, productToBuy } from "../mcp/shoppers.ts";
import type { Figure, Part, PartResult, Scale } from "../result.ts";
import { startPostgres } from "../servers/postgres.ts";
import { startProduct } from "../servers/product.ts";

/** Each calls half as often as a shopper may: the limits are as they are by default, and nobody but the flood meets one. */
const OTHERS = 40;
const EVERY_MS = 400;
const ALL = "all of them at once";

export const floodPart: Part = {
  name: "flood",
  title: "What other shoppers wait while somebody floods the shop, with the limits as they are by default",
  run: (scale) => runFlood(scale),
};

/** Milliseconds of the calls of some shoppers who look at their checkouts a hundred times a second together. */
async function waits(port: number, calls: readonly LoadRequest[], seconds: number): Promise<readonly number[]> {
  const took: number[] = [];
  const until = performance.now() + seconds * 1000;
  await Promise.all(
    calls.map(async ({ path, headers, body }) => {
      for (; performance.now() < until; await pause(EVERY_MS)) {
        const from = performance.now();
        const response = await fetch(`http://127.0.0.1:${port}${path}`, {
          method: "POST",
          headers: { "content-type": "application/json", accept: "application/json, text/event-stream", ...headers },
          body,
        });
        const text = await response.text();
        if (!response.ok || text.includes('"isError":true'))
          throw new Error(`a shopper is refused: ${text.slice(0, 300)}`);
        took.push(performance.now() - from);
      }
    }),
  );
  return took.toSorted((a, b) => a - b);
}

async function runFlood({ isQuick }: Scale): Promise<PartResult> {
  const [seconds, connections] = isQuick ? [2, 500] : [15, 10_000];
  const client = openLoadClient();
  const postgres = await startPostgres();
  const server = await startProduct(await postgres.create("shop"), { limits: null });
  try {
    const { port } = server;
    const product = await productToBuy(client, port);
    const checkouts = await prepareCheckouts(client, port, { product, count: OTHERS + 1, name: "flood" });
    const calls = checkouts.map(({ id, shopper }) =>
      toolRequest("legacy", "get_order_status", { checkout_session_id: id }, shopper),
    );
    const [attacker, ...others] = calls;
    if (attacker === undefined) throw new Error("nobody is there");
    await waits(port, others, seconds / 3);
    const calm = await waits(port, others, seconds);
    const kinds: readonly (readonly [string, readonly Flood[]])[] = [
      ...FLOODS.map((flood) => [flood, [flood]] as const),
      [ALL, FLOODS],
    ];
    const figures: Figure[] = [figureOf("nobody floods", calm, calm)];
    const lines: string[] = [];
    for (const [name, floods] of kinds) {
      const flood = await startFlood({ port, floods, connections, call: rawRequest(attacker, port) });
      const took = await waits(port, others, seconds);
      const { answers, connections: most } = await flood.stop();
      figures.push(figureOf(name, took, calm));
      const statuses = Object.entries(answers).map(([status, count]) => `${status} ${count} times`);
      lines.push(`${name}: ${most} connections at most; answered ${statuses.join(", ") || "nothing"}`);
      await pause(2000);
    }
    const goals = figures.slice(1).map(({ name, ratio = Number.NaN }) => ({
      name: `95th percentile of the others while: ${name}`,
      needed: 2,
      most: true,
      measured: ratio,
    }));
    return { figures, goals, sizes: { seconds, connections, others: OTHERS }, lines };
  } finally {
    client.close();
    await server.stop();
    await postgres.stop();
  }
}

const at = (sorted: readonly number[], share: number): number =>
  sorted[Math.floor(sorted.length * share)] ?? Number.NaN;

const figureOf = (name: string, took: readonly number[], calm: readonly number[]): Figure => ({
  name,
  value: at(took, 0.95),
  unit: "ms, 95th percentile of the others",
  ratio: at(took, 0.95) / at(calm, 0.95),
  to: "nobody floods",
  range: [at(took, 0.5), at(took, 0.99)],
});
