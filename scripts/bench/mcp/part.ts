import { openLoadClient, type LoadClient } from "../load/load.ts";
import { median, rangeOf, type Figure, type Goal, type Part, type PartResult, type Scale } from "../result.ts";
import { startBare, startPeers } from "../servers/peers.ts";
import { startPostgres } from "../servers/postgres.ts";
import { startProduct } from "../servers/product.ts";
import { ERAS, REVISION } from "./messages.ts";
import { replayPurchases } from "./replay.ts";
import { openSheets, prepareCheckouts, productToBuy, type Checkout } from "./shoppers.ts";
import { mcpSubjects, type Ports, type Subject } from "./subjects.ts";

const CONNECTIONS = 8;
/** A load that hangs must not keep the bench for ever. */
const MAX_SECONDS = 20;
const EMPTY = "empty Next route";
const BARE_PAYMENT = "complete_checkout's bare transactions";

export const mcpPart: Part = {
  name: "mcp",
  title: "Calls of both eras at /mcp on Postgres, against an empty Next route, mcp-handler and bare node:http",
  run: (scale) => runMcp(scale),
};

async function runMcp({ isQuick }: Scale): Promise<PartResult> {
  const [rounds, n] = isQuick ? [2, 50] : [7, 500];
  const client = openLoadClient();
  const postgres = await startPostgres();
  const url = await postgres.create("shop");
  const product = await startProduct(url);
  const peers = await startPeers();
  const bare = await startBare();
  try {
    const ports: Ports = { product: product.port, peers: peers.port, bare: bare.port };
    const bought = await productToBuy(client, ports.product);
    const prepare = (count: number, name: string) =>
      prepareCheckouts(client, ports.product, { product: bought, count, name });
    const checkouts = await prepare(200, "looks");
    const sheets = [...(await prepare((n / 5) * ERAS.length * (rounds + 1), "buys"))];
    await openSheets(client, ports.product, sheets);
    const takeSheets = (count: number): readonly Checkout[] => sheets.splice(0, count);
    const subjects = mcpSubjects(ports, { product: bought, checkouts, takeSheets }, n);
    const rates = await rounded(client, subjects, rounds);
    const replayed = await replayPurchases(postgres, { count: isQuick ? 20 : 100, rounds, connections: CONNECTIONS });
    rates.set(BARE_PAYMENT, replayed.rates);
    const figures = figuresOf(rates);
    const sizes = { rounds, connections: CONNECTIONS, requests: n, statements_of_bare_payment: replayed.statements };
    return { figures, goals: goalsOf(figures), sizes };
  } finally {
    client.close();
    await Promise.all([product.stop(), peers.stop(), bare.stop()]);
    await postgres.stop();
  }
}

/** Requests per second of each subject in each round. Rounds are interleaved, and one before them warms up. */
async function rounded(
  client: LoadClient,
  subjects: readonly Subject[],
  rounds: number,
): Promise<Map<string, number[]>> {
  const rates = new Map<string, number[]>(subjects.map(({ name }) => [name, []]));
  for (let round = 0; round <= rounds; round += 1)
    for (const { name, port, requests, count } of subjects) {
      const load = { port, requests: requests(), count, connections: CONNECTIONS, maxSeconds: MAX_SECONDS };
      const report = await client.drive(load);
      if (round > 0) rates.get(name)?.push(report.done / report.seconds);
    }
  return rates;
}

function figuresOf(rates: ReadonlyMap<string, readonly number[]>): readonly Figure[] {
  const base = median(rates.get(EMPTY) ?? []);
  return [...rates].map(([name, all]) => ({
    name,
    value: median(all),
    unit: "per second",
    ratio: median(all) / base,
    to: EMPTY,
    range: rangeOf(all),
  }));
}

/** What has to be reached, in each era. */
function goalsOf(figures: readonly Figure[]): readonly Goal[] {
  const rate = (name: string) => figures.find((figure) => figure.name === name)?.value ?? Number.NaN;
  return ERAS.flatMap((era) => {
    const of = (kind: string) => rate(`${kind}, ${REVISION[era]}`);
    const goal = (kind: string, needed: number, to: string): Goal => ({
      name: `${kind}, ${REVISION[era]}, to ${to}`,
      needed,
      measured: of(kind) / (Number.isNaN(of(to)) ? rate(to) : of(to)),
    });
    return [
      goal("tools/list", 6, EMPTY),
      goal("get_order_status", 2.5, EMPTY),
      goal("get_order_status", 4, "mcp-handler, trivial tool"),
      goal("checkout_session", 1, EMPTY),
      goal("complete_checkout", 0.5, BARE_PAYMENT),
    ];
  });
}
