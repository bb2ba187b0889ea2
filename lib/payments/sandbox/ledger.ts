import { DatabaseSync } from "node:sqlite";
import { createHash } from "node:crypto";
import { attemptId, type AttemptId } from "../../ids.ts";
import { invariant } from "../../invariant.ts";
import { isCurrency, money, type Money } from "../../money.ts";
import { DISPUTE_TABLES, SandboxDisputes } from "./disputes.ts";
import { CHARGES, REFUND_TABLES, SandboxRefunds } from "./refunds.ts";

export type LedgerCharge = {
  readonly id: string;
  readonly attempt: string;
  readonly session: string;
  readonly amount_minor: number;
  readonly currency: string;
  readonly state: "captured" | "refunded" | "partially_refunded" | "declined";
  /** What a dispute has taken; absent: nothing. */
  readonly disputed_minor?: number;
};

export type BankEventType = "payment.captured" | "payment.declined" | "refund.updated" | "dispute.updated";

/** One payment at the bank: of a delegated token, or on the bank's page. `token` is kept as a hash only. */
export type PaymentRow = {
  readonly attemptId: AttemptId;
  readonly reference: string;
  readonly kind: "token" | "page";
  readonly token: string;
  readonly amount: Money;
  readonly state: "open" | "paid" | "declined" | "voided";
  readonly sellerName: string;
  readonly returnUrl: string;
};

export type DueEvent = { readonly id: string; readonly body: string; readonly tries: number };

const TABLES = `
  create table if not exists payments (attempt text primary key, reference text not null unique, kind text not null, token text not null, amount_minor integer not null,
    currency text not null, state text not null, seller_name text not null, return_url text not null, challenged integer not null default 0) strict;
  create table if not exists charges (n integer primary key, id text not null unique, attempt text not null, session text not null, amount_minor integer not null,
    currency text not null, declined integer not null, refunded_minor integer not null default 0) strict;
  create table if not exists events (id text primary key, body text not null, due_ms integer not null, tries integer not null default 0, delivered integer not null default 0) strict;
  create index if not exists events_due on events (due_ms) where delivered = 0;
`;

/** The sandbox bank's own books, in a file of their own. Several processes may share the file; each change is one transaction. */
export class SandboxLedger {
  readonly #file: DatabaseSync;
  /** Called inside `atomically` where something is written. */
  readonly refunds: SandboxRefunds;
  readonly disputes: SandboxDisputes;
  #open = true;

  constructor(file: string) {
    this.#file = new DatabaseSync(file, { timeout: 5000 });
    this.#file.exec("pragma journal_mode = wal; pragma synchronous = full");
    this.#file.exec(TABLES);
    this.#file.exec(REFUND_TABLES);
    this.#file.exec(DISPUTE_TABLES);
    this.refunds = new SandboxRefunds(this.#file);
    this.disputes = new SandboxDisputes(this.#file);
  }

  get isOpen(): boolean {
    return this.#open;
  }

  close(): void {
    if (this.#open) this.#file.close();
    this.#open = false;
  }

  /** Runs `work` in one transaction that no other process can interleave with. */
  atomically<Result>(work: () => Result): Result {
    this.#file.exec("begin immediate");
    try {
      const result = work();
      this.#file.exec("commit");
      return result;
    } catch (error) {
      this.#file.exec("rollback");
      throw error;
    }
  }

  payment(attempt: AttemptId): PaymentRow | null {
    return this.#paymentOf(this.#file.prepare("select * from payments where attempt = ?").get(attempt));
  }

  paymentByReference(reference: string): PaymentRow | null {
    return this.#paymentOf(this.#file.prepare("select * from payments where reference = ?").get(reference));
  }

  insertPayment(payment: PaymentRow): void {
    this.#file
      .prepare(
        "insert into payments (attempt, reference, kind, token, amount_minor, currency, state, seller_name, return_url) values (?, ?, ?, ?, ?, ?, ?, ?, ?)",
      )
      .run(
        payment.attemptId,
        payment.reference,
        payment.kind,
        hash(payment.token),
        payment.amount.amountMinor,
        payment.amount.currency,
        payment.state,
        payment.sellerName,
        payment.returnUrl,
      );
  }

  savePayment(payment: PaymentRow): void {
    this.#file.prepare("update payments set state = ? where attempt = ?").run(payment.state, payment.attemptId);
  }

  /** True when the token is the one the payment was made with. */
  isSameToken(payment: PaymentRow, token: string): boolean {
    return payment.token === hash(token);
  }

  markChallenged(reference: string): void {
    this.#file.prepare("update payments set challenged = 1 where reference = ?").run(reference);
  }

  wasChallenged(reference: string): boolean {
    return (
      this.#file.prepare("select challenged from payments where reference = ?").get(reference)?.["challenged"] === 1
    );
  }

  insertCharge(charge: LedgerCharge): void {
    this.#file
      .prepare("insert into charges (id, attempt, session, amount_minor, currency, declined) values (?, ?, ?, ?, ?, ?)")
      .run(
        charge.id,
        charge.attempt,
        charge.session,
        charge.amount_minor,
        charge.currency,
        charge.state === "declined" ? 1 : 0,
      );
  }

  charges(attempt: AttemptId): LedgerCharge[] {
    return this.#file
      .prepare(`${CHARGES} where c.attempt = :attempt order by c.n`)
      .all({ attempt, now: 0 })
      .map(chargeOf);
  }

  /** The currency of a charge that was taken, or null. */
  charge(reference: string): { readonly currency: Money["currency"] } | null {
    const row = this.#file.prepare("select * from charges where id = ? and declined = 0").get(reference);
    return row === undefined ? null : amountOf(row);
  }

  chargeNow(reference: string, nowMs: number): LedgerCharge | null {
    const row = this.#file.prepare(`${CHARGES} where c.id = :id`).get({ id: reference, now: nowMs });
    return row === undefined ? null : chargeOf(row);
  }

  allCharges(nowMs: number): LedgerCharge[] {
    return this.#file.prepare(`${CHARGES} order by c.n`).all({ now: nowMs }).map(chargeOf);
  }

  newestCharges(limit: number, nowMs: number): LedgerCharge[] {
    return this.#file.prepare(`${CHARGES} order by c.n desc limit :limit`).all({ limit, now: nowMs }).map(chargeOf);
  }

  insertEvent(id: string, body: string, dueMs: number): void {
    this.#file.prepare("insert into events (id, body, due_ms) values (?, ?, ?)").run(id, body, dueMs);
  }

  /** Takes the events that are due for this process: their next try is put off by the lease, so that no other process sends them too. */
  takeDueEvents(nowMs: number, leaseMs: number, mostTries: number): DueEvent[] {
    return this.atomically(() => {
      const due = this.#file
        .prepare(
          "select id, body, tries from events where delivered = 0 and due_ms <= ? and tries < ? order by due_ms limit 20",
        )
        .all(nowMs, mostTries);
      for (const event of due)
        this.#file
          .prepare("update events set due_ms = ?, tries = tries + 1 where id = ?")
          .run(nowMs + leaseMs, String(event["id"]));
      return due.map((event) => ({
        id: String(event["id"]),
        body: String(event["body"]),
        tries: Number(event["tries"]) + 1,
      }));
    });
  }

  markDelivered(id: string): void {
    this.#file.prepare("update events set delivered = 1 where id = ?").run(id);
  }

  putOff(id: string, dueMs: number): void {
    this.#file.prepare("update events set due_ms = ? where id = ?").run(dueMs, id);
  }

  #paymentOf(row: Record<string, unknown> | undefined): PaymentRow | null {
    if (row === undefined) return null;
    return {
      attemptId: attemptId(String(row["attempt"])),
      reference: String(row["reference"]),
      kind: row["kind"] === "page" ? "page" : "token",
      token: String(row["token"]),
      amount: amountOf(row),
      state: row["state"] as PaymentRow["state"],
      sellerName: String(row["seller_name"]),
      returnUrl: String(row["return_url"]),
    };
  }
}

function amountOf(row: Record<string, unknown>): Money {
  const currency = String(row["currency"]);
  invariant(isCurrency(currency), `${currency} is a known currency`);
  return money(Number(row["amount_minor"]), currency);
}

function chargeOf(row: Record<string, unknown>): LedgerCharge {
  const { amountMinor, currency } = amountOf(row);
  const refunded = Number(row["given_minor"]);
  const disputed = Number(row["disputed_minor"] ?? 0);
  const state =
    row["declined"] === 1
      ? "declined"
      : refunded === 0
        ? "captured"
        : refunded >= amountMinor
          ? "refunded"
          : "partially_refunded";
  return {
    id: String(row["id"]),
    attempt: String(row["attempt"]),
    session: String(row["session"]),
    amount_minor: amountMinor,
    currency,
    state,
    ...(disputed > 0 && state !== "declined" ? { disputed_minor: disputed } : {}),
  };
}

function hash(token: string): string {
  return token === "" ? "" : createHash("sha256").update(token).digest("hex");
}
