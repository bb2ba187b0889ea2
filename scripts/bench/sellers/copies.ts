import pg from "pg";
import { MODELS, type Template } from "./templates.ts";

/** What is to be in the database. */
export type Size = { readonly sellers: number; readonly orders: number };
/** `begins` to `ends`: when the orders were paid. */
export type Filled = Size & { readonly begins: Date; readonly ends: Date };

const BATCH = 20_000;
const DAYS = 365;
/** Of all orders, the newest are not sent to their sellers yet. */
const DUE_SHARE = 0.005;

/** Each table that has rows of an order, and how its rows are found by the order. */
const TABLES: readonly (readonly [name: string, ofOrder: string])[] = [
  ["checkout_sessions", "id = (select session_id from orders where id = $1)"],
  ["payment_attempts", "session_id = (select session_id from orders where id = $1)"],
  ["orders", "id = $1"],
  ["order_parts", "order_id = $1"],
  ["captures", "session_id = (select session_id from orders where id = $1)"],
  ["transfers", "session_id = (select session_id from orders where id = $1)"],
  ["transfer_reversals", "session_id = (select session_id from orders where id = $1)"],
  ["refunds", "session_id = (select session_id from orders where id = $1)"],
  ["shipments", "order_id = $1"],
  ["payment_alerts", "session_id = (select session_id from orders where id = $1)"],
];

/**
 * What numbers a copy: its key, which template it is of, its sellers (the first has a tenth of all orders, most have few) and
 * how much later it was paid. Nothing in it is chance, so that a run that was ended goes on as it began.
 */
const numbered = ({ sellers, orders, begins, ends }: Filled, from: number, until: number): string => `
  create temp table copies on commit drop as
  select n, key, kind, 's' || lpad(a::text, 6, '0') as a, 's' || lpad(b::text, 6, '0') as b, ${nameOf("a")} as a_name,
    ${nameOf("b")} as b_name, paid_at, n > ${Math.floor(orders * (1 - DUE_SHARE))} as is_due
  from (
    select *, (a + floor(other * ${sellers - 1}))::int % ${sellers} + 1 as b from (
      select n, substr(hash, 1, 22) as key, floor(100 * ${shareOf(1)}) as kind, ${shareOf(17)} as other,
        case when ${shareOf(9)} < 0.1 then 1 else 2 + floor(${sellers - 1} * power(${shareOf(25)}, 3))::int end as a,
        timestamptz '${begins.toISOString()}' + n::float8 / ${orders} * interval '${(ends.getTime() - begins.getTime()) / 1000} s' as paid_at
      from (select n, md5(n::text) as hash from generate_series(${from}::int, ${until}::int) n) as hashed
    ) as drawn
  ) as numbered`;

/** Of eight digits of the hash: 0 to less than 1. */
const shareOf = (first: number) => `(('x' || substr(hash, ${first}, 8))::bit(32)::bigint / 4294967296.0)`;

const ADJECTIVES = ["Copper", "Quiet", "Northern", "Blue", "Second", "Little", "Stone", "Garden", "Harbor", "Winter"];
const NOUNS = ["Lantern", "Press", "Bakery", "Loom", "Orchard", "Bicycle", "Kettle", "Bindery", "Pottery", "Supply"];
const oneOf = (words: readonly string[], index: string) =>
  `(array[${words.map((word) => `'${word}'`).join(",")}])[1 + (${index}) % ${words.length}]`;
const nameOf = (n: string) => `${oneOf(ADJECTIVES, `${n} * 7`)} || ' ' || ${oneOf(NOUNS, `${n} / 10`)} || ' ' || ${n}`;

/** Fills the database up to that size with copies of the templates, in transactions that each leave it whole. */
export async function fill(
  url: string,
  { size, templates, report }: { size: Size; templates: readonly Template[]; report: (line: string) => void },
): Promise<Filled> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const filled = await begun(client, size);
    const statements: string[] = [];
    for (const share of sharesOf(templates)) statements.push(...(await copiesOf(client, share)));
    for (let done = filled.copied; done < size.orders; done += BATCH) {
      const until = Math.min(done + BATCH, size.orders);
      await client.query("begin");
      await client.query(numbered(filled, done + 1, until));
      for (const statement of statements) await client.query(statement);
      await client.query("update bench_filled set copied = $1", [until]);
      await client.query("commit");
      if (until % 100_000 === 0) report(`${until} orders`);
    }
    if (filled.copied < size.orders) await client.query("vacuum analyze");
    return filled;
  } finally {
    await client.end();
  }
}

/** What an earlier run wrote of the same size, or a beginning with the sellers. */
async function begun(client: pg.Client, size: Size): Promise<Filled & { readonly copied: number }> {
  await client.query("create table if not exists bench_filled (sellers int, orders int, copied int, ends timestamptz)");
  const { rows } = await client.query("select sellers, orders, copied, ends from bench_filled");
  if (rows.length === 0) {
    await client.query("insert into bench_filled values ($1, $2, 0, date_trunc('hour', now()))", [
      size.sellers,
      size.orders,
    ]);
    await insertSellers(client, size.sellers);
    return begun(client, size);
  }
  const [{ sellers, orders, copied, ends }] = rows;
  if (sellers !== size.sellers || orders !== size.orders)
    throw new Error(`this database was made for ${sellers} sellers and ${orders} orders; take another --data`);
  return { ...size, copied, ends, begins: new Date(ends.getTime() - DAYS * 86_400_000) };
}

async function insertSellers(client: pg.Client, sellers: number): Promise<void> {
  const [model] = MODELS;
  const columns = await columnsOf(client, "sellers");
  const id = "('s' || lpad(n::text, 6, '0'))";
  const state =
    "case n % 33 when 1 then 'onboarding' when 2 then 'onboarding' when 3 then 'paused' when 4 then 'closed' else 'active' end";
  const values = columns.map(({ name, type }) => {
    if (name === "state") return state;
    if (type === "text") return `replace("${name}", '${model.id}', ${id})`;
    if (name === "given")
      return `replace(replace(given::text, '${model.name}', ${nameOf("n")}), '${model.id}', ${id})::jsonb || jsonb_build_object('account', 'acct_' || ${id})`;
    if (type === "jsonb") return `"${name}" || jsonb_build_object('id', 'acct_' || ${id})`;
    return `"${name}"`;
  });
  const accountId = columns.findIndex(({ name }) => name === "account_id");
  values[accountId] = `'acct_' || ${id}`;
  await client.query(`insert into sellers (${listOf(columns)})
    select ${values.join(", ")} from sellers cross join generate_series(1, ${sellers}) n where id = '${model.id}'`);
}

type Column = { readonly name: string; readonly type: string };
const listOf = (columns: readonly Column[]) => columns.map(({ name }) => `"${name}"`).join(", ");

async function columnsOf(client: pg.Client, table: string): Promise<readonly Column[]> {
  const { rows } = await client.query<Column>(
    `select column_name as name, data_type as type from information_schema.columns
      where table_schema = 'public' and table_name = $1 and is_identity = 'NO' and is_generated = 'NEVER'`,
    [table],
  );
  return rows;
}

type Share = Template & { readonly from: number; readonly until: number };
function sharesOf(templates: readonly Template[]): readonly Share[] {
  let until = 0;
  return templates.map((template) => ({ ...template, from: until, until: (until += template.weight) }));
}

/** The statements that copy a template's rows: each text with what is in place of the template's own ids. */
async function copiesOf(client: pg.Client, template: Share): Promise<readonly string[]> {
  const own = await ownWords(client, template);
  const statements: string[] = [];
  for (const [table, ofOrder] of TABLES) {
    const columns = await columnsOf(client, table);
    const shown = columns.map(({ name }) => `"${name}"::text as "${name}"`).join(", ");
    const { rows } = await client.query<Readonly<Record<string, string | null>>>(
      `select ${shown} from ${table} where ${ofOrder}`,
      [template.orderId],
    );
    for (const row of rows) {
      const values = columns.map((column) => valueOf(column, row, own, { table, ...template }));
      statements.push(`insert into ${table} (${listOf(columns)}) select ${values.join(", ")} from copies c
        where c.kind >= ${template.from} and c.kind < ${template.until}`);
    }
  }
  return statements;
}

type Own = { readonly words: readonly (readonly [word: string, instead: string])[]; readonly paidAt: string };

async function ownWords(client: pg.Client, { orderId }: Template): Promise<Own> {
  const ask = async (statement: string) => (await client.query<{ word: string }>(statement, [orderId])).rows;
  const { rows } = await client.query(
    `select o.id, o.link, o.number, o.session_id, o.paid_at::text as paid_at, s.link as session_link, s.shopper_id, c.reference
      from orders o join checkout_sessions s on s.id = o.session_id join captures c on c.session_id = s.id where o.id = $1`,
    [orderId],
  );
  const [one] = rows;
  const ofSession = "session_id = (select session_id from orders where id = $1)";
  const names = [
    ...(await ask(`select provider_id as word from refunds where ${ofSession} and provider_id is not null`)),
    ...(await ask(`select id as word from shipments where order_id = $1`)),
    ...(await ask(`select link as word from order_parts where order_id = $1`)),
  ];
  const [first, second] = MODELS;
  return {
    paidAt: one.paid_at,
    words: [
      [one.session_id, "'cs_' || c.key"],
      [one.id, "'ord_' || c.key"],
      [one.link, "'or_' || c.key"],
      [one.number, "'T-' || upper(substr(c.key, 1, 4) || '-' || substr(c.key, 5, 6))"],
      [one.session_link, "'co_' || c.key"],
      [one.shopper_id, "'os_' || c.key"],
      [one.reference, "'pay_' || c.key"],
      ...names.map(({ word }, index) => [word, `'made_' || c.key || '_${index}'`] as const),
      [first.id, "c.a"],
      [first.name, "c.a_name"],
      [second.id, "c.b"],
      [second.name, "c.b_name"],
    ],
  };
}

const quoted = (text: string) => `'${text.replaceAll("'", "''")}'`;

function valueOf(
  { name, type }: Column,
  row: Readonly<Record<string, string | null>>,
  { words, paidAt }: Own,
  { table, mayBeDue }: { readonly table: string; readonly mayBeDue: boolean },
): string {
  const text = row[name] ?? null;
  const open = mayBeDue && table === "transfers" ? OPEN[name] : undefined;
  const value = text === null ? "null" : type.startsWith("timestamp") ? timeOf(text, paidAt) : written(text, words);
  const typed = `(${value})::${type}`;
  return open === undefined ? typed : `case when c.is_due then ${open} else ${typed} end`;
}

const timeOf = (text: string, paidAt: string) =>
  `c.paid_at + (timestamptz ${quoted(text)} - timestamptz ${quoted(paidAt)})`;

/** Text in pieces, so that Postgres joins constants and searches nothing. */
function written(text: string, words: Own["words"]): string {
  const word = words.find(([one]) => text.includes(one));
  if (word === undefined) return quoted(text);
  const [own, instead] = word;
  return text
    .split(own)
    .map((piece) => written(piece, words))
    .join(` || ${instead} || `);
}

/** A transfer that was not sent; one of ten of these was refused and needs a person. */
const OPEN: Readonly<Record<string, string>> = {
  state: "case when c.n % 10 = 0 then 'refused' else 'due' end",
  settled_at: "null::timestamptz",
  provider_id: "null",
  reason: "case when c.n % 10 = 0 then 'account_closed' end",
  due_at: "case when c.n % 10 = 0 then null else c.paid_at end",
  settled_minor: "null::bigint",
  settled_currency: "null",
};
