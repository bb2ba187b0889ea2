import type { DatabaseSync } from "node:sqlite";
import { inProportion, money, type Money } from "../../../money.ts";
import { amountOf } from "../rows.ts";

export const FEE_TABLES = `
  create table if not exists splits (reference text primary key, content text not null) strict;
  create table if not exists fees (n integer primary key, charge text not null unique, attempt text not null, account text not null,
    amount_minor integer not null, currency text not null) strict;
  create table if not exists fee_refunds (key text primary key, charge text not null, refund_minor integer not null, amount_minor integer not null) strict;
  create index if not exists fee_refunds_charge on fee_refunds (charge);
`;

const FEES = `select f.*, coalesce((select sum(r.amount_minor) from fee_refunds r where r.charge = f.charge), 0) as returned_minor,
  coalesce((select sum(r.refund_minor) from fee_refunds r where r.charge = f.charge), 0) as refund_minor from fees f`;

export type LedgerFee = {
  readonly charge: string;
  readonly attempt: string;
  readonly account: string;
  readonly amount_minor: number;
  readonly returned_minor: number;
  readonly currency: string;
};

/** How the bank's payments are divided, and what the platform took as a fee of charges at sellers' own accounts. */
export class SandboxFees {
  readonly #file: DatabaseSync;

  constructor(file: DatabaseSync) {
    this.#file = file;
  }

  saveSplit(reference: string, content: string): void {
    this.#file.prepare("insert into splits (reference, content) values (?, ?)").run(reference, content);
  }

  split(reference: string): string {
    return String(
      this.#file.prepare("select content from splits where reference = ?").get(reference)?.["content"] ?? "",
    );
  }

  take(fee: {
    readonly charge: string;
    readonly attempt: string;
    readonly account: string;
    readonly amount: Money;
  }): void {
    this.#file
      .prepare("insert into fees (charge, attempt, account, amount_minor, currency) values (?, ?, ?, ?, ?)")
      .run(fee.charge, fee.attempt, fee.account, fee.amount.amountMinor, fee.amount.currency);
  }

  /** Gives the fee of a charge back in proportion to what was refunded of it so, and never twice for one key. */
  giveBack(key: string, charge: { readonly id: string; readonly amount: Money }, refund: Money): void {
    const row = this.#file.prepare(`${FEES} where f.charge = ?`).get(charge.id);
    if (row === undefined) return;
    const refunded = Number(row["refund_minor"]) + refund.amountMinor;
    const due = inProportion(amountOf(row), refunded, charge.amount) - Number(row["returned_minor"]);
    this.#file
      .prepare("insert or ignore into fee_refunds (key, charge, refund_minor, amount_minor) values (?, ?, ?, ?)")
      .run(key, charge.id, refund.amountMinor, due);
  }

  /** What the platform kept of an account's charges, in one currency. */
  keptOf(account: string, currency: Money["currency"]): Money {
    const rows = this.#file.prepare(`${FEES} where f.account = ? and f.currency = ?`).all(account, currency);
    const kept = rows.reduce((all, row) => all + Number(row["amount_minor"]) - Number(row["returned_minor"]), 0);
    return money(kept, currency);
  }

  all(): readonly LedgerFee[] {
    return this.#file
      .prepare(`${FEES} order by f.n`)
      .all()
      .map((row) => ({
        charge: String(row["charge"]),
        attempt: String(row["attempt"]),
        account: String(row["account"]),
        amount_minor: Number(row["amount_minor"]),
        returned_minor: Number(row["returned_minor"]),
        currency: String(row["currency"]),
      }));
  }
}
