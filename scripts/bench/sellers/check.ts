import pg from "pg";
import { sellerIdsOf } from "#lib/checkout/parts.ts";
import { sellerId } from "#lib/ids.ts";
import { openPostgres } from "#lib/store/drizzle/postgres.ts";
import { createStore } from "#lib/store/drizzle/store.ts";
import { root } from "../../install.mjs";
import type { Filled } from "./copies.ts";

const SAMPLE = 60;

/** Reads a sample of the copies by the store, as the shop would, and a month's books. Throws where one is not as it should be. */
export async function checkSample(url: string, { orders, sellers, ends }: Filled): Promise<void> {
  const opened = await openPostgres(url, root);
  const store = createStore(opened.database, () => () => Promise.resolve());
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query<{ id: string; provider: string; reference: string; sellers: string }>(
      `select o.id, c.provider, c.reference, (select count(*) from order_parts p where p.order_id = o.id) as sellers
        from generate_series(1, $1::int, $2::int) n join orders o on o.id = 'ord_' || substr(md5(n::text), 1, 22)
        join captures c on c.session_id = o.session_id`,
      [orders, Math.max(1, Math.floor(orders / SAMPLE))],
    );
    for (const { id, provider, reference, sellers: parts } of rows) {
      const order = await store.orderByName(id, null);
      const session = order === null ? null : await store.session(order.sessionId);
      const sent = await store.transfers({ provider, reference });
      const isWhole =
        session?.status === "completed" &&
        order !== null &&
        sellerIdsOf(order).length === Math.max(1, Number(parts)) &&
        sent.length === sellerIdsOf(order).length &&
        sent.every((transfer) => sellerIdsOf(order).includes(transfer.sellerId)) &&
        sent.reduce((sum, { gross }) => sum + gross.amountMinor, 0) === order.paid.amountMinor;
      if (!isWhole) throw new Error(`the order ${id} is not as the shop stores one`);
    }
    const [last] = await store.sellerRecords([sellerId(`s${String(sellers).padStart(6, "0")}`)]);
    if (rows.length < SAMPLE || last === undefined) throw new Error("there are not as many rows as there should be");
    const from = new Date(ends.getTime() - 3_600_000 * 24 * 30);
    for (const books of await store.sellerMonths({ from, until: ends, seller: sellerId("s000001") })) {
      const { chargesMinor, feesMinor, refundsMinor, disputesMinor, transfersMinor, owedMinor } = books;
      if (chargesMinor - feesMinor - refundsMinor - disputesMinor !== transfersMinor + owedMinor)
        throw new Error("the books of the largest seller do not add up");
    }
  } finally {
    await client.end();
    await opened.close();
  }
}
