import { DatabaseSync, type StatementSync } from "node:sqlite";
import { DISPUTE_TABLES } from "./disputes.ts";
import { REFUND_TABLES } from "./refunds.ts";
import { SELLER_TABLES } from "./sellers/books.ts";

const TABLES = `
  create table if not exists payments (attempt text primary key, reference text not null unique, kind text not null, token text not null, amount_minor integer not null,
    currency text not null, state text not null, seller_name text not null, return_url text not null, challenged integer not null default 0) strict;
  create index if not exists payments_token on payments (token);
  create table if not exists charges (n integer primary key, id text not null unique, attempt text not null, session text not null, amount_minor integer not null,
    currency text not null, declined integer not null, refunded_minor integer not null default 0) strict;
  create table if not exists events (id text primary key, body text not null, due_ms integer not null, tries integer not null default 0, delivered integer not null default 0) strict;
  create index if not exists events_due on events (due_ms) where delivered = 0;
`;

/** Keeps its statements: each text of the bank's is one of a few, and to read it takes longer than to run it. */
class BankFile extends DatabaseSync {
  readonly #statements = new Map<string, StatementSync>();

  override prepare(text: string): StatementSync {
    const statement = this.#statements.get(text) ?? super.prepare(text);
    this.#statements.set(text, statement);
    return statement;
  }
}

/** How long a statement waits for another process, and how often the opening of a file does. */
const BUSY_MS = 5000;
const OPENING_TRIES = 6;

/**
 * Opens the file of the bank's books; a file of an earlier release gets the tables that it lacks. What is committed is
 * there after a process is killed. As with the embedded database, a machine that loses power can lose the latest: to wait
 * for the disk would hold up every request of the shop, in whose process the bank is. Two servers that start on one folder
 * both write to it first, and one waits for the other, up to half a minute where the machine is busy.
 */
export function openBankFile(path: string): DatabaseSync {
  const file = new BankFile(path, { timeout: BUSY_MS });
  for (let tries = 1; ; tries += 1) {
    try {
      file.exec("pragma journal_mode = wal; pragma synchronous = normal");
      for (const tables of [TABLES, REFUND_TABLES, DISPUTE_TABLES, SELLER_TABLES]) file.exec(tables);
      return file;
    } catch (error) {
      if (tries >= OPENING_TRIES || !isBusy(error)) throw error;
    }
  }
}

/** SQLITE_BUSY and its like, in the lowest byte. https://sqlite.org/rescode.html */
const isBusy = (error: unknown): boolean =>
  error instanceof Error && "errcode" in error && Number(error.errcode) % 256 === 5;
