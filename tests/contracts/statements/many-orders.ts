import type pg from "pg";
import type { Order } from "#lib/orders/order.ts";

const OF_SESSION = "session_id = $1";
const OF_ORDER = "order_id = $2";
/** Each table that grows with orders, and how an order's rows are found in it; a table before those that refer to it. */
const TABLES: readonly (readonly [name: string, ofOrder: string])[] = [
  ["checkout_sessions", "id = $1"],
  ["payment_attempts", OF_SESSION],
  ["orders", "id = $2"],
  ["order_parts", OF_ORDER],
  ["captures", OF_SESSION],
  ["transfers", OF_SESSION],
  ["transfer_reversals", OF_SESSION],
  ["refunds", OF_SESSION],
  ["shipments", OF_ORDER],
  ["payment_alerts", OF_SESSION],
];

/** So much older are copies, each another second: whoever asks for a day or a month has none of them. */
const AGE = "(interval '100 days' + copies.number * interval '1 second')";

/**
 * Stores `count` copies of an order with everything that belongs to it, of other sellers: their ids have "-other" behind them.
 * Whatever names the order, its session or its payment has the copy's number behind it.
 */
export async function copyOrder(client: pg.Client, order: Order, count: number): Promise<void> {
  const { rows } = await client.query<{ link: string }>("select link from checkout_sessions where id = $1", [
    order.sessionId,
  ]);
  const words = [
    order.sessionId,
    order.id,
    order.link,
    order.number,
    order.paymentReference,
    ...rows.map(({ link }) => link),
    ...(order.parts ?? []).map(({ link }) => link),
    ...order.shipments.map(({ id }) => id),
  ];
  const sellers = (order.parts ?? [order]).map(({ sellerId }) => `"${sellerId}"`);
  const numbered = [...new Set(words)].reduce(
    (text, word) => `replace(${text}, '${word}', '${word}-' || copies.number)`,
    "to_jsonb(own)::text",
  );
  const copy = sellers.reduce((text, id) => `replace(${text}, '${id}', '${id.replace(/"$/, '-other"')}')`, numbered);
  for (const [table, ofOrder] of TABLES) {
    const columns = await columnsOf(client, table);
    const values = [order.sessionId, order.id].filter((_, index) => ofOrder.includes(`$${index + 1}`));
    await client.query(
      `insert into ${table} (${columns.list}) select ${columns.made}
        from ${table} own cross join generate_series(1, ${count}) as copies (number)
        cross join lateral jsonb_populate_record(null::${table}, (${copy})::jsonb) as made
        where own.${ofOrder.replace("$2", "$1")}`,
      values,
    );
  }
}

/** Stores `count` copies of a seller's record. */
export async function copySeller(client: pg.Client, id: string, count: number): Promise<void> {
  const columns = await columnsOf(client, "sellers");
  await client.query(
    `insert into sellers (${columns.list}) select ${columns.made}
      from sellers own cross join generate_series(1, ${count}) as copies (number)
      cross join lateral jsonb_populate_record(
        null::sellers, replace(to_jsonb(own)::text, '"${id}"', '"${id}-' || copies.number || '"')::jsonb) as made
      where own.id = $1`,
    [id],
  );
}

type Columns = { readonly list: string; readonly made: string };

async function columnsOf(client: pg.Client, table: string): Promise<Columns> {
  const { rows } = await client.query<{ name: string; type: string }>(
    `select column_name as name, data_type as type from information_schema.columns
      where table_schema = 'public' and table_name = $1 and is_identity = 'NO' and is_generated = 'NEVER'`,
    [table],
  );
  const made = ({ name, type }: { name: string; type: string }) =>
    type.startsWith("timestamp") ? `made."${name}" - ${AGE}` : `made."${name}"`;
  return { list: rows.map(({ name }) => `"${name}"`).join(", "), made: rows.map(made).join(", ") };
}
