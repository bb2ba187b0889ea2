import type { DatabaseSync } from "node:sqlite";
import { money, type Money } from "../../../money.ts";
import type { ProviderTransfer } from "../../transfer-service.ts";
import { amountOf, textOf, type Row } from "../rows.ts";

export const TRANSFER_TABLES = `
  create table if not exists transfers (n integer primary key, id text not null unique, key text unique, content text not null, charge text not null,
    attempt text not null, account text not null, amount_minor integer not null, currency text not null, from_balance integer not null) strict;
  create index if not exists transfers_charge on transfers (charge);
  create index if not exists transfers_account on transfers (account, currency);
  create table if not exists reversals (n integer primary key, id text not null unique, key text not null unique, content text not null,
    transfer text not null, amount_minor integer not null) strict;
  create index if not exists reversals_transfer on reversals (transfer);
  create table if not exists transfer_asks (key text primary key, asks integer not null) strict;
`;

const TRANSFERS = `select t.*, coalesce((select sum(r.amount_minor) from reversals r where r.transfer = t.id), 0) as reversed_minor
  from transfers t`;

export type LedgerTransfer = {
  readonly id: string;
  readonly attempt: string;
  readonly charge: string;
  readonly account: string;
  readonly amount_minor: number;
  readonly reversed_minor: number;
  readonly currency: string;
};

export type NewTransfer = {
  readonly id: string;
  /** Null: a charge made it. */
  readonly key: string | null;
  readonly content: string;
  readonly charge: string;
  readonly attempt: string;
  readonly account: string;
  readonly amount: Money;
  readonly fromBalance: boolean;
};

/** A request that was carried out before, by its key. */
type Known = { readonly id: string; readonly content: string };

/** Transfers and reversals in the sandbox bank's books: rows, and no rules. */
export class SandboxTransfers {
  readonly #file: DatabaseSync;

  constructor(file: DatabaseSync) {
    this.#file = file;
  }

  /** Counts a request under a key; answers how many there were before. */
  ask(key: string): number {
    const row = this.#file
      .prepare(
        "insert into transfer_asks (key, asks) values (?, 1) on conflict (key) do update set asks = asks + 1 returning asks",
      )
      .get(key);
    return Number(row?.["asks"] ?? 1) - 1;
  }

  insert(transfer: NewTransfer): void {
    const { id, key, content, charge, attempt, account, amount, fromBalance } = transfer;
    this.#file
      .prepare(
        `insert into transfers (id, key, content, charge, attempt, account, amount_minor, currency, from_balance)
          values (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      )
      .run(id, key, content, charge, attempt, account, amount.amountMinor, amount.currency, fromBalance ? 1 : 0);
  }

  insertReversal(reversal: Known & { readonly key: string; readonly transfer: string; readonly amount: Money }): void {
    const { id, key, content, transfer, amount } = reversal;
    this.#file
      .prepare("insert into reversals (id, key, content, transfer, amount_minor) values (?, ?, ?, ?, ?)")
      .run(id, key, content, transfer, amount.amountMinor);
  }

  byKey(key: string): Known | null {
    return knownIn(this.#file.prepare("select id, content from transfers where key = ?").get(key));
  }

  reversalByKey(key: string): Known | null {
    return knownIn(this.#file.prepare("select id, content from reversals where key = ?").get(key));
  }

  transfer(id: string): (ProviderTransfer & { readonly charge: string }) | null {
    const row = this.#file.prepare(`${TRANSFERS} where t.id = ?`).get(id);
    return row === undefined ? null : { ...transferOf(row), charge: String(row["charge"]) };
  }

  /** What was sent of a charge's own money, reversed or not, and what all its transfers left with the sellers. */
  sentOf(charge: string): { readonly fromChargeMinor: number; readonly keptMinor: number } {
    const rows = this.#file.prepare(`${TRANSFERS} where t.charge = ?`).all(charge);
    return {
      fromChargeMinor: total(rows.filter((row) => row["from_balance"] === 0).map((row) => Number(row["amount_minor"]))),
      keptMinor: total(rows.map((row) => Number(row["amount_minor"]) - Number(row["reversed_minor"]))),
    };
  }

  /** What an account received and kept, in one currency. */
  keptBy(account: string, currency: Money["currency"]): number {
    const rows = this.#file.prepare(`${TRANSFERS} where t.account = ? and t.currency = ?`).all(account, currency);
    return total(rows.map((row) => Number(row["amount_minor"]) - Number(row["reversed_minor"])));
  }

  ofPayment(attempt: string, charge: string): readonly ProviderTransfer[] {
    const rows = this.#file.prepare(`${TRANSFERS} where t.attempt = ? and t.charge = ? order by t.n`);
    return rows.all(attempt, charge).map(transferOf);
  }

  all(): readonly LedgerTransfer[] {
    return this.#file
      .prepare(`${TRANSFERS} order by t.n`)
      .all()
      .map((row) => ({
        id: String(row["id"]),
        attempt: String(row["attempt"]),
        charge: String(row["charge"]),
        account: String(row["account"]),
        amount_minor: Number(row["amount_minor"]),
        reversed_minor: Number(row["reversed_minor"]),
        currency: String(row["currency"]),
      }));
  }
}

const total = (amounts: readonly number[]): number => amounts.reduce((all, one) => all + one, 0);

const knownIn = (row: Row | undefined): Known | null =>
  row === undefined ? null : { id: String(row["id"]), content: String(row["content"]) };

function transferOf(row: Row): ProviderTransfer {
  const amount = amountOf(row);
  return {
    id: String(row["id"]),
    key: textOf(row["key"]),
    account: String(row["account"]),
    amount,
    reversed: money(Number(row["reversed_minor"]), amount.currency),
  };
}
