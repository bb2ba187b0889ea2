import { openLoadClient, type LoadClient } from "../load/load.ts";
import { median, rangeOf, type Figure, type Goal, type Part, type PartResult, type Scale } from "../result.ts";
import { startBare, startPeers } from "../servers/peers.ts";
import { startPostgres } from "../servers/postgres.ts";
import { startProduct } from "../servers/product.ts";
import { ERAS, REVISION } from "./messages.ts";
import { recordPurchases, type Replays } from "./replay.ts";
import { openRest, type Rest } from "./rest.ts";
import { openSheets, prepareCheckouts, productToBuy, type Checkout } from "./shoppers.ts";
import { mcpSubjects, type Ports, type Subject } from "./subjects.ts";

const CONNECTIONS = 8;
/** A load that hangs must not keep the bench for ever. */
const MAX_SECONDS = 20;
/** How many requests are sent, and not counted, before so many that are. */
const warmUpOf = (count: number): number => Math.ceil(count / 4);
const EMPTY = "empty Next route";
const BARE_PAYMENT = "complete_checkout's bare transactions";

export const mcpPart: Part = {
  name: "mcp",
  title: "Calls of both eras at /mcp on Postgres, against an empty Next route, mcp-handler and bare node:http",
  run: (scale) => runMcp(scale),
};

async function runMcp({ isQuick }: Scale): Promise<PartResult> {
  const [rounds, n] = isQuick ? [2, 50] : [11, 500];
  const client = openLoadClient();
  const postgres = await startPostgres();
  const replayed = { count: isQuick ? 20 : 100, rounds: rounds + 1, connections: CONNECTIONS };
  const replays = await recordPurchases(postgres, replayed);
  const url = await postgres.create("shop");
  const product = await startProduct(url);
  const shop = await openRest(url);
  const peers = await startPeers();
  const bare = await startBare();
  try {
    const ports: Ports = { product: product.port, peers: peers.port, bare: bare.port };
    const bought = await productToBuy(client, ports.product);
    const prepare = (count: number, name: string) =>
      prepareCheckouts(client, ports.product, { product: bought, count, name });
    const checkouts = await prepare(200, "looks");
    const payments = (n / 5 + warmUpOf(n / 5)) * ERAS.length * (rounds + 1);
    const sheets = [...(await prepare(payments, "buys"))];
    await openSheets(client, ports.product, sheets);
    const takeSheets = (count: number): readonly Checkout[] => sheets.splice(0, count);
    const subjects = mcpSubjects(ports, { product: bought, checkouts, takeSheets }, n);
    const rates = await rounded(client, { subjects, rounds, shop, replays });
    const figures = figuresOf(rates);
    const sizes = { rounds, connections: CONNECTIONS, requests: n, statements_of_bare_payment: replays.statements };
    return { figures, goals: goalsOf(rates), sizes };
  } finally {
    client.close();
    await shop.close();
    await Promise.all([product.stop(), peers.stop(), bare.stop()]);
    await postgres.stop();
  }
}

/**
 * Requests per second of each subject in each round. Rounds are interleaved, and one before them warms up. Each subject begins
 * when the shop has done what the one before left to it, such as a payment's messages, and after some requests of its own
 * kind: the server before it may have been idle meanwhile, or busy with another.
 */
async function rounded(
  client: LoadClient,
  { subjects, rounds, shop, replays }: Rounds,
): Promise<ReadonlyMap<string, readonly number[]>> {
  const rates = new Map<string, number[]>(
    [...subjects.map(({ name }) => name), BARE_PAYMENT].map((name) => [name, []]),
  );
  for (let round = 0; round <= rounds; round += 1) {
    const note = (name: string, rate: number) => (round > 0 ? rates.get(name)?.push(rate) : undefined);
    for (const { name, port, requests, count } of subjects) {
      const load = { port, connections: CONNECTIONS, maxSeconds: MAX_SECONDS };
      const before = warmUpOf(count);
      await shop.rest();
      await client.drive({ ...load, requests: requests(before), count: before });
      const report = await client.drive({ ...load, requests: requests(count), count });
      note(name, report.done / report.seconds);
    }
    await shop.rest();
    note(BARE_PAYMENT, await replays.run(round));
  }
  return rates;
}

type Rounds = {
  readonly subjects: readonly Subject[];
  readonly rounds: number;
  readonly shop: Rest;
  readonly replays: Replays;
};

/** The median of what one was to another in each round: a machine that gets slower between two rounds changes neither. */
const quotient = (rates: readonly number[], bases: readonly number[]): number =>
  median(rates.map((rate, round) => rate / (bases[round] ?? Number.NaN)));

function figuresOf(rates: ReadonlyMap<string, readonly number[]>): readonly Figure[] {
  const base = rates.get(EMPTY) ?? [];
  return [...rates].map(([name, all]) => ({
    name,
    value: median(all),
    unit: "per second",
    ratio: quotient(all, base),
    to: EMPTY,
    range: rangeOf(all),
  }));
}

/** What has to be reached, in each era. */
function goalsOf(rates: ReadonlyMap<string, readonly number[]>): readonly Goal[] {
  return ERAS.flatMap((era) => {
    const goal = (kind: string, needed: number, to: string): Goal => ({
      name: `${kind}, ${REVISION[era]}, to ${to}`,
      needed,
      measured: quotient(
        rates.get(`${kind}, ${REVISION[era]}`) ?? [],
        rates.get(to) ?? rates.get(`${to}, ${REVISION[era]}`) ?? [],
      ),
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
