import pg from "pg";
import type { OpenDatabase } from "#lib/store/drizzle/database.ts";

type Statement = { readonly text: string; readonly values: readonly unknown[]; readonly name?: string };
/** One that is a single statement without `begin` is sent again without it. */
type Transaction = { readonly statements: readonly Statement[]; readonly isSingle: boolean };

/** What a purchase wrote: its transactions, in the order in which they were committed. */
export type Recording = readonly Transaction[];

/** A statement that writes, also one that reads first and writes what it found. */
const WRITES = /^\s*(?:insert|update|delete)\b|\b(?:insert\s+into|delete\s+from|update\s+"\w+"\s+set)\b/i;

/**
 * Records the transactions that this process commits while `work` runs, and among them each statement that writes
 * outside of one, because it is a transaction by itself; what only reads outside of one is left out. One recording at a
 * time, and nothing else may write meanwhile.
 */
export async function recordTransactions(work: () => Promise<unknown>): Promise<Recording> {
  const committed: Transaction[] = [];
  const open = new Map<pg.Client, Statement[]>();
  const { query } = pg.Client.prototype;
  const record = (client: pg.Client, sent: unknown, values: unknown) => {
    const text = textOf(sent);
    if (text === "begin") open.set(client, []);
    else if (text === "commit") committed.push({ statements: open.get(client) ?? [], isSingle: false });
    if (text === "commit" || text === "rollback") open.delete(client);
    if (ENDS.has(text)) return;
    const statement = { text, values: Array.isArray(values) ? [...values] : [], ...nameOf(sent) };
    const inside = open.get(client);
    if (inside !== undefined) inside.push(statement);
    else if (WRITES.test(text)) committed.push({ statements: [statement], isSingle: true });
  };
  pg.Client.prototype.query = function (this: pg.Client, ...args: unknown[]) {
    record(this, args[0], args[1]);
    return Reflect.apply(query, this, args) as never;
  };
  try {
    await work();
  } finally {
    pg.Client.prototype.query = query;
  }
  return committed.filter(({ statements }) => statements.length > 0);
}

const ENDS: ReadonlySet<string> = new Set(["begin", "commit", "rollback"]);

const textOf = (sent: unknown): string =>
  typeof sent === "string"
    ? sent
    : typeof sent === "object" && sent !== null && "text" in sent && typeof sent.text === "string"
      ? sent.text
      : "";

const nameOf = (sent: unknown): { readonly name?: string } =>
  typeof sent === "object" && sent !== null && "name" in sent && typeof sent.name === "string"
    ? { name: sent.name }
    : {};

/** The same on the embedded database, which has one connection. Gives the seconds that it took. */
export async function replayOn(
  { query }: Pick<OpenDatabase, "query">,
  recordings: readonly Recording[],
): Promise<number> {
  const from = performance.now();
  for (const { statements, isSingle } of recordings.flat()) {
    if (!isSingle) await query("begin", []);
    for (const { text, values } of statements) await query(text, values);
    if (!isSingle) await query("commit", []);
  }
  return (performance.now() - from) / 1000;
}

export type Replayed = { readonly seconds: number; readonly p50: number };

/** Sends recorded purchases again, nothing but their transactions, over so many connections; each must change what it changed. */
export async function replay(url: string, recordings: readonly Recording[], connections: number): Promise<Replayed> {
  const clients = await Promise.all(
    Array.from({ length: connections }, async () => {
      const client = new pg.Client({ connectionString: url });
      await client.connect();
      return client;
    }),
  );
  let next = 0;
  const took: number[] = [];
  const from = performance.now();
  try {
    await Promise.all(
      clients.map(async (client) => {
        for (let recording = recordings[next++]; recording !== undefined; recording = recordings[next++]) {
          const begun = performance.now();
          for (const transaction of recording) await sendTransaction(client, transaction);
          took.push(performance.now() - begun);
        }
      }),
    );
    const seconds = (performance.now() - from) / 1000;
    return { seconds, p50: took.toSorted((a, b) => a - b)[Math.floor(took.length / 2)] ?? Number.NaN };
  } finally {
    await Promise.all(clients.map((client) => client.end()));
  }
}

async function sendTransaction(client: pg.Client, { statements, isSingle }: Transaction): Promise<void> {
  if (!isSingle) await client.query("begin");
  for (const { values, ...statement } of statements) await client.query({ ...statement, values: [...values] });
  if (!isSingle) await client.query("commit");
}
