import { readOptions } from "../command/options.ts";
import { benchExperiment } from "./experiment.ts";
import { benchOpenPayments } from "./open-payments.ts";
import { benchSearch } from "./search.ts";
import { flagEvaluationMicroseconds } from "./flags.ts";
import { firstCardMilliseconds, widgetWeights } from "./widgets.ts";

const HELP = `Measures a running server from the same machine: POST /mcp against a route that does nothing. Ratios say more than rates,
because the client takes its share of the same processor. Rounds are interleaved, and medians are taken.

  npm run bench
  npm run bench -- --experiment --sizes 1000,10000

  --url ADDRESS      the server; http://127.0.0.1:PORT unless given
  --rounds N         7 unless given, with --requests N (300) of --connections N (8)
  --experiment       instead, the experiment's tables at each of --sizes shoppers; needs no server
  --open-payments    instead, what the sweep asks beside --sizes open pages; needs no server
  --search           instead, what is found among --products (5000); needs no server
  --sizes N,N        1000,10000,100000 unless given
  --products N       for --search
  --help             this text
`;

const values = readOptions(HELP, {
  url: { type: "string", default: `http://127.0.0.1:${process.env["PORT"] ?? "3000"}` },
  rounds: { type: "string", default: "7" },
  requests: { type: "string", default: "300" },
  connections: { type: "string", default: "8" },
  experiment: { type: "boolean", default: false },
  "open-payments": { type: "boolean", default: false },
  search: { type: "boolean", default: false },
  products: { type: "string", default: "5000" },
  sizes: { type: "string", default: "1000,10000,100000" },
});
const rounds = whole("rounds", values.rounds, 1, 50);
const requests = whole("requests", values.requests, 10, 5000);
const connections = whole("connections", values.connections, 1, 64);

if (values.experiment || values["open-payments"]) {
  const sizes = values.sizes.split(",").map((size) => whole("sizes", size, 1000, 10_000_000));
  const bench = values.experiment ? benchExperiment : benchOpenPayments;
  await bench(sizes, (line) => void process.stdout.write(`${line}\n`));
  process.exit(0);
}

if (values.search) {
  const products = whole("products", values.products, 1000, 1_000_000);
  await benchSearch(products, (line) => void process.stdout.write(`${line}\n`));
  process.exit(0);
}

type Subject = { readonly name: string; readonly send: () => Promise<Response> };

if (!(await isThere()))
  fail(`No server answers at ${values.url}. Start one with npm start, or name another with --url.`);
const session = await aSession();
const subjects: readonly Subject[] = [
  { name: "GET /healthz (does nothing)", send: () => fetch(`${values.url}/healthz`) },
  { name: "POST /mcp tools/list", send: () => mcp("tools/list", {}) },
  {
    name: "POST /mcp tools/call get_order_status",
    send: () => mcp("tools/call", { name: "get_order_status", arguments: { checkout_session_id: session } }),
  },
];
const rates = new Map<string, number[]>(subjects.map((subject) => [subject.name, []]));
for (const subject of subjects) await rate(subject);
for (let round = 0; round < rounds; round += 1)
  for (const subject of subjects) rates.get(subject.name)?.push(await rate(subject));

const first = median(rates.get(subjects[0]?.name ?? "") ?? []);
process.stdout.write(
  `${rounds} rounds of ${requests} requests over ${connections} connections, loopback, client on the same machine\n\n`,
);
for (const subject of subjects) {
  const all = rates.get(subject.name) ?? [];
  const middle = median(all);
  process.stdout.write(
    `${subject.name.padEnd(40)} ${middle.toFixed(0).padStart(6)} per second (${Math.min(...all).toFixed(0)} to ${Math.max(...all).toFixed(0)})   ratio ${(middle / first).toFixed(2)}\n`,
  );
}

process.stdout.write(
  `\nflags: ${(await flagEvaluationMicroseconds()).toFixed(1)} µs for one evaluation of all three, in this process\n`,
);

const listBytes = (await (await mcp("tools/list", {})).arrayBuffer()).byteLength;
const firstCard = await firstCardMilliseconds(values.url);
process.stdout.write(
  [
    "",
    `${"tools/list".padEnd(40)} ${(listBytes / 1000).toFixed(1).padStart(6)} kB`,
    ...widgetWeights(),
    `${"first product card, CPU slowed 4 times".padEnd(40)} ${firstCard === null ? "no Chromium here" : `${firstCard.toFixed(0).padStart(6)} ms after its frame began`}`,
    "",
  ].join("\n"),
);

/** Requests per second over one round; any answer but 200 stops the measurement, because it would be fast and wrong. */
async function rate(subject: Subject): Promise<number> {
  let left = requests;
  const from = performance.now();
  await Promise.all(
    Array.from({ length: connections }, async () => {
      while (left > 0) {
        left -= 1;
        const response = await subject.send();
        const body = await response.text();
        if (response.status !== 200 || body.includes('"isError":true'))
          fail(`${subject.name} answered ${response.status}: ${body.slice(0, 200)}`);
      }
    }),
  );
  return (requests * 1000) / (performance.now() - from);
}

function mcp(method: string, params: unknown): Promise<Response> {
  return fetch(`${values.url}/mcp`, {
    method: "POST",
    headers: { "content-type": "application/json", accept: "application/json, text/event-stream" },
    body: JSON.stringify({ jsonrpc: "2.0", id: 1, method, params }),
  });
}

async function structured(name: string, args: unknown): Promise<unknown> {
  const answer = (await (await mcp("tools/call", { name, arguments: args })).json()) as {
    result?: { structuredContent?: unknown };
  };
  return answer.result?.structuredContent;
}

async function aSession(): Promise<string> {
  const found = (await structured("search_products", { availability: "in_stock", limit: 5 })) as
    { products: { id: string; can_be_bought: boolean }[] } | undefined;
  const product =
    found?.products.find((one) => one.can_be_bought) ?? fail("The catalogue has no product that can be bought.");
  const checkout = (await structured("checkout_session", {
    checkout_session: { items: [{ id: product.id, quantity: 1 }] },
  })) as { id: string } | undefined;
  return checkout?.id ?? fail("checkout_session gave no session.");
}

async function isThere(): Promise<boolean> {
  try {
    return (await fetch(`${values.url}/readyz`)).ok;
  } catch {
    return false;
  }
}

function median(numbers: readonly number[]): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

function whole(name: string, text: string, least: number, most: number): number {
  const value = Number(text);
  return Number.isInteger(value) && value >= least && value <= most
    ? value
    : fail(`--${name} is a whole number from ${least} to ${most}, not "${text}"`);
}

function fail(message: string): never {
  process.stderr.write(`${message}\n`);
  process.exit(1);
}
