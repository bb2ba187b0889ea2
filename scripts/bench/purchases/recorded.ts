import pg from "pg";
import type { OpenDatabase } from "#lib/store/drizzle/database.ts";

type Statement = { readonly text: string; readonly values: readonly unknown[]; readonly name?: string };
type Transaction = readonly Statement[];

/** What a purchase wrote: its transactions, in the order in which they were committed. */
export type Recording = readonly Transaction[];

/**
 * Records the transactions that this process commits while `work` runs; statements outside of one are left out. One
 * recording at a time, and nothing else may write meanwhile.
 */
export async function recordTransactions(work: () => Promise<unknown>): Promise<Recording> {
  const committed: Transaction[] = [];
  const open = new Map<pg.Client, Statement[]>();
  const { query } = pg.Client.prototype;
  const record = (client: pg.Client, sent: unknown, values: unknown) => {
    const text = textOf(sent);
    if (text === "begin") open.set(client, []);
    else if (text === "commit") committed.push(open.get(client) ?? []);
    if (text === "commit" || text === "rollback") open.delete(client);
    else if (text !== "begin")
      open.get(client)?.push({ text, values: Array.isArray(values) ? [...values] : [], ...nameOf(sent) });
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
  return committed.filter((transaction) => transaction.length > 0);
}

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
  for (const transaction of recordings.flat()) {
    await query("begin", []);
    for (const { text, values } of transaction) await query(text, values);
    await query("commit", []);
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

async function sendTransaction(client: pg.Client, transaction: Transaction): Promise<void> {
  await client.query("begin");
  for (const { values, ...statement } of transaction) await client.query({ ...statement, values: [...values] });
  await client.query("commit");
}
