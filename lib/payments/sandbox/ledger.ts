import type { DatabaseSync } from "node:sqlite";
import { attemptId, type AttemptId } from "../../ids.ts";
import type { Money } from "../../money.ts";
import { SandboxDisputes } from "./disputes.ts";
import { openBankFile } from "./file.ts";
import { CHARGES, SandboxRefunds } from "./refunds.ts";
import { amountOf, chargeOf, hash, type LedgerCharge, type PaymentRow, type Row } from "./rows.ts";
import { ACCOUNT_OF_CHARGE } from "./sellers/account-of-charge.ts";
import { SandboxSellers } from "./sellers/books.ts";

export type BankEventType = "payment.captured" | "payment.declined" | "refund.updated" | "dispute.updated";

export type DueEvent = { readonly id: string; readonly body: string; readonly tries: number };

/**
 * The sandbox bank's own books, in a file of their own. Several processes may share the file; each change is one transaction.
 * `account` is whose payments and charges are seen by their attempt; a buyer's page is found by its reference, whose it is.
 */
export class SandboxLedger {
  readonly #file: DatabaseSync;
  readonly account: string;
  /** Called inside `atomically` where something is written. */
  readonly refunds: SandboxRefunds;
  readonly disputes: SandboxDisputes;
  readonly sellers: SandboxSellers;
  #open = true;

  constructor(file: string | DatabaseSync, account = "") {
    this.account = account;
    this.#file = typeof file === "string" ? openBankFile(file) : file;
    this.refunds = new SandboxRefunds(this.#file);
    this.disputes = new SandboxDisputes(this.#file);
    this.sellers = new SandboxSellers(this.#file);
  }

  /** The books of a seller's own account, in the same file. */
  at(account: string): SandboxLedger {
    return new SandboxLedger(this.#file, account);
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
    return this.#paymentOf(
      this.#file.prepare("select * from payments where attempt = ?").get(keyOf(attempt, this.account)),
    );
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
        keyOf(payment.attemptId, payment.account),
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
    const key = keyOf(payment.attemptId, payment.account);
    this.#file.prepare("update payments set state = ? where attempt = ?").run(payment.state, key);
  }

  /** True when the token is the one the payment was made with. */
  isSameToken(payment: PaymentRow, token: string): boolean {
    return payment.token === hash(token);
  }

  /** At every account: whose the money would have been does not make a token another one. By its hash, as the books keep it. */
  usesOf(tokenHash: string): { readonly attemptId: AttemptId; readonly isPaid: boolean }[] {
    return this.#file
      .prepare("select attempt, state from payments where token = ?")
      .all(tokenHash)
      .map((row) => ({
        attemptId: attemptId(String(row["attempt"]).split("/").at(-1) ?? ""),
        isPaid: row["state"] === "paid",
      }));
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
    if (charge.account !== undefined) this.sellers.ownCharge(charge.id, charge.account);
  }

  charges({ attemptId: attempt, account }: PaymentRow): LedgerCharge[] {
    return this.#file
      .prepare(`${CHARGES} where c.attempt = :attempt and ${ACCOUNT_OF_CHARGE} = :account order by c.n`)
      .all({ attempt, account, now: 0 })
      .map(chargeOf);
  }

  /** A charge that was taken at this account, or null. */
  charge(reference: string): Money | null {
    const row = this.#file
      .prepare(`select * from charges c where id = ? and declined = 0 and ${ACCOUNT_OF_CHARGE} = ?`)
      .get(reference, this.account);
    return row === undefined ? null : amountOf(row);
  }

  chargeNow(id: string, nowMs: number): LedgerCharge | null {
    const row = this.#file
      .prepare(`${CHARGES} where c.id = :id and ${ACCOUNT_OF_CHARGE} = :account`)
      .get({ id, account: this.account, now: nowMs });
    return row === undefined ? null : chargeOf(row);
  }

  /** Of every account. */
  allCharges(nowMs: number): LedgerCharge[] {
    return this.#file.prepare(`${CHARGES} order by c.n`).all({ now: nowMs }).map(chargeOf);
  }

  newestCharges(limit: number, nowMs: number): LedgerCharge[] {
    return this.#file
      .prepare(`${CHARGES} where ${ACCOUNT_OF_CHARGE} = :account order by c.n desc limit :limit`)
      .all({ limit, account: this.account, now: nowMs })
      .map(chargeOf);
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

  #paymentOf(row: Row | undefined): PaymentRow | null {
    if (row === undefined) return null;
    const [attempt = "", account = ""] = String(row["attempt"]).split("/").reverse();
    return {
      attemptId: attemptId(attempt),
      account,
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

/** Accounts see nothing of each other's attempts, so each has keys of its own. */
const keyOf = (attempt: AttemptId, account: string): string => (account === "" ? attempt : `${account}/${attempt}`);
