import { openLoadClient, type LoadReport } from "../load/load.ts";
import { median, type Figure, type Goal, type Part, type PartResult, type Scale } from "../result.ts";
import { startPostgres } from "../servers/postgres.ts";
import { startProduct } from "../servers/product.ts";
import { toolRequest } from "./messages.ts";
import { prepareCheckouts, prepareRequest, productToBuy, shopperNamed, type Checkout } from "./shoppers.ts";

const MAX_RATIO = 1.3;
const ASKED = 500;
const CONNECTIONS = 4;

/** How long calls take with so many sessions stored, beside a shop with a hundred of them in the same rounds. */
export const sizesPart: Part = {
  name: "sizes",
  title: "Calls on Postgres with a hundred to a million sessions stored, p50 and p95 in milliseconds",
  run: runSizes,
};

type SizedShop = {
  readonly port: number;
  readonly product: string;
  /** Inserts copies of one real session until there are so many. */
  fill(size: number): Promise<void>;
  stop(): Promise<void>;
};

async function runSizes({ isQuick, sizes: given }: Scale): Promise<PartResult> {
  const sizes = (given ?? (isQuick ? [1000] : [1000, 10_000, 100_000, 1_000_000])).toSorted((a, b) => a - b);
  const rounds = isQuick ? 1 : 5;
  const client = openLoadClient();
  const postgres = await startPostgres();
  const open = async (name: string): Promise<SizedShop> => {
    const server = await startProduct(await postgres.create(name));
    const product = await productToBuy(client, server.port);
    const [template] = await prepareCheckouts(client, server.port, { product, count: 1, name });
    let filled = 0;
    return {
      port: server.port,
      product,
      async fill(size) {
        await postgres.run(name, copies(template?.id ?? "", filled + 1, size));
        await postgres.run(name, "vacuum analyze checkout_sessions");
        filled = size;
      },
      stop: () => server.stop(),
    };
  };
  const [small, large] = [await open("small"), await open("large")];
  const figures: Figure[] = [];
  const goals: Goal[] = [];
  try {
    await small.fill(100);
    for (const size of sizes) {
      await large.fill(size);
      for (const call of ["get_order_status", "checkout_session"] as const) {
        const took: { small: LoadReport[]; large: LoadReport[] } = { small: [], large: [] };
        for (let round = 0; round <= rounds; round += 1)
          for (const [kind, shop, stored] of [
            ["small", small, 100],
            ["large", large, size],
          ] as const) {
            const requests = Array.from({ length: ASKED }, (_, index) =>
              requestOf(call, shop, copyNamed(index, stored)),
            );
            const load = { port: shop.port, requests, count: ASKED * 2, connections: CONNECTIONS, maxSeconds: 20 };
            const report = await client.drive(load);
            if (round > 0) took[kind].push(report);
          }
        const [base, now] = [p50Of(took.small), p50Of(took.large)];
        const p95 = median(took.large.map((report) => report.p95));
        const name = `${call} among ${size}`;
        figures.push({ name, value: now, unit: `ms, p95 ${p95.toFixed(2)} ms`, ratio: now / base, to: "100 sessions" });
        goals.push({ name: `${name}, p50 to that among 100`, needed: MAX_RATIO, most: true, measured: now / base });
      }
    }
  } finally {
    client.close();
    await Promise.all([small.stop(), large.stop()]);
    await postgres.stop();
  }
  return { figures, goals, sizes: { sizes, rounds, connections: CONNECTIONS } };
}

const p50Of = (reports: readonly LoadReport[]) => median(reports.map(({ p50 }) => p50));

/** Spread over all that are stored. */
function copyNamed(index: number, stored: number): Checkout {
  const n = 1 + Math.floor((index * stored) / ASKED);
  return { id: `cs_copy_${n}`, shopper: shopperNamed(`copy-${n}`) };
}

const requestOf = (call: "get_order_status" | "checkout_session", { product }: SizedShop, { id, shopper }: Checkout) =>
  call === "get_order_status"
    ? toolRequest("modern", call, { checkout_session_id: id }, shopper)
    : prepareRequest("modern", product, shopper);

const copies = (template: string, first: number, last: number): string => `
  insert into checkout_sessions
  select made.* from checkout_sessions session, generate_series(${first}, ${last}) n,
    lateral jsonb_populate_record(session, jsonb_build_object(
      'id', 'cs_copy_' || n, 'link', 'co_copy_' || n, 'shopper_id', '${shopperNamed("copy")}-' || n)) made
  where session.id = '${template}'`;
