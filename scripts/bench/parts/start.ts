import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { openLoadClient, type LoadClient } from "../load/load.ts";
import { openSheets, payRequest, prepareCheckouts, productToBuy } from "../mcp/shoppers.ts";
import type { Figure, Part, PartResult, Scale } from "../result.ts";
import { startPostgres } from "../servers/postgres.ts";
import { startProduct } from "../servers/product.ts";
import { flagEvaluationMicroseconds } from "./flags.ts";
import { cardFigures, widgetWeights } from "./widgets.ts";

/** Pages as a browser gets them, without what they load. */
const PAGES = ["/", "/try", "/policies/terms"];
const BATCH = 250;

export const startPart: Part = {
  name: "start",
  title: "Start times, the weight of widgets and pages, and memory after purchases",
  run: runStart,
};

async function runStart({ isQuick, isWhole }: Scale): Promise<PartResult> {
  const purchases = isQuick ? 50 : isWhole ? 100_000 : 1000;
  const postgres = await startPostgres();
  const client = openLoadClient();
  try {
    const url = await postgres.create("shop");
    const embedded = await startProduct(null);
    const first = figure("first start, embedded database", embedded.startedInMs, "ms");
    await embedded.stop();
    const empty = await startProduct(url);
    await empty.stop();
    const server = await startProduct(url);
    const starts = [
      first,
      figure("first start, Postgres", empty.startedInMs, "ms"),
      figure("later start, Postgres", server.startedInMs, "ms"),
    ];
    const address = `http://127.0.0.1:${server.port}`;
    const pages = await Promise.all(PAGES.map((page) => pageFigure(address, page)));
    const cards = isQuick ? [] : await cardFigures(client, server.port);
    const before = memoryOf(server.pid);
    await buy(client, server.port, purchases);
    const after = memoryOf(server.pid);
    const figures = [
      ...starts,
      ...widgetWeights(),
      ...pages,
      ...cards,
      figure("all three flags evaluated", await flagEvaluationMicroseconds(), "µs"),
      figure("memory before any purchase", before, "MB"),
      { ...figure(`memory after ${purchases} purchases`, after, "MB"), ratio: after / before, to: "before" },
    ];
    await server.stop();
    return { figures, goals: [], sizes: { purchases } };
  } finally {
    client.close();
    await postgres.stop();
  }
}

const figure = (name: string, value: number, unit: string): Figure => ({ name, value, unit });

async function pageFigure(address: string, page: string): Promise<Figure> {
  const bytes = Buffer.from(await (await fetch(`${address}${page}`)).arrayBuffer());
  return figure(`page ${page}`, gzipSync(bytes, { level: 9 }).length / 1000, "kB gzip");
}

/** Resident memory of a process in megabytes; NaN where the system does not say. */
function memoryOf(pid: number): number {
  try {
    return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1]) / 1000;
  } catch {
    return Number.NaN;
  }
}

async function buy(client: LoadClient, port: number, count: number): Promise<void> {
  const product = await productToBuy(client, port);
  for (let bought = 0; bought < count; bought += BATCH) {
    const size = Math.min(BATCH, count - bought);
    const checkouts = await prepareCheckouts(client, port, { product, count: size, name: `buys-${bought}` });
    await openSheets(client, port, checkouts);
    await client.collect(
      port,
      checkouts.map((checkout) => payRequest("modern", checkout)),
    );
  }
}
