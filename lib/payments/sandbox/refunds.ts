import type { DatabaseSync } from "node:sqlite";
import type { Money } from "../../money.ts";
import type { RefundAnswer } from "../../orders/refund-life.ts";
import type { ProviderRefund } from "../../orders/refund.ts";
import { DISPUTED } from "./disputes.ts";
import { ACCOUNT_OF_CHARGE } from "./sellers/account-of-charge.ts";

/** What a card's refunds do, by its magic token: carried out later, sent back by its bank later, or not taken at first. */
export type RefundHabit = "at_once" | "later" | "fails" | "refused_once";

/** A refund is carried out, or comes back, this much later. */
const TURN_MS = 5000;

export const REFUND_TABLES = `
  create table if not exists refunds (key text primary key, charge text not null, amount_minor integer not null) strict;
  create table if not exists refund_lives (key text primary key, id text not null, created_ms integer not null, state text not null,
    turns_to text, turns_ms integer) strict;
  create table if not exists refund_habits (charge text primary key, habit text not null, refusals integer not null default 0) strict;
`;

const STATE = `case when l.turns_ms <= :now then l.turns_to else coalesce(l.state, 'done') end`;

/** Charges with what is given back of each: what failed is not. */
export const CHARGES = `select c.*, coalesce((select sum(r.amount_minor) from refunds r left join refund_lives l on l.key = r.key
  where r.charge = c.id and ${STATE} <> 'failed'), 0) as given_minor, ${DISPUTED} as disputed_minor,
  ${ACCOUNT_OF_CHARGE} as account, (select s.content from splits s where s.reference = c.id) as split from charges c`;

/** A refund that somebody made at the bank itself has a key like this, and its list names none. */
const BY_HAND = "by-hand-";
export const keyByHand = (reference: string): string => `${BY_HAND}${reference}`;

export type BankRefund = {
  readonly reference: string;
  readonly amount: Money;
  readonly key: string;
  readonly givesFeeBack?: boolean;
};
type Refused = Extract<RefundAnswer, { kind: "refused" }>;

/** The refunds in the sandbox bank's books. Their state is worked out as it is read, so it needs nobody to turn it. */
export class SandboxRefunds {
  readonly #file: DatabaseSync;

  constructor(file: DatabaseSync) {
    this.#file = file;
  }

  setHabit(charge: string, habit: RefundHabit): void {
    this.#file.prepare("insert or ignore into refund_habits (charge, habit) values (?, ?)").run(charge, habit);
  }

  /** Gives money back; the same key is the same refund. `turnsMs`: when its state changes, and the bank has to report it. */
  give(refund: BankRefund, nowMs: number): { readonly answer: RefundAnswer; readonly turnsMs: number | null } {
    const { key, reference, amount } = refund;
    const before = this.#file.prepare("select charge, amount_minor from refunds where key = ?").get(key);
    if (before !== undefined) {
      const isSame = before["charge"] === reference && before["amount_minor"] === amount.amountMinor;
      const known = this.list(reference, amount.currency, nowMs).find((one) => one.id === idOf(key));
      const answer = isSame && known !== undefined ? { ...known, kind: known.state } : refused("key_reused");
      return { answer, turnsMs: null };
    }
    const why = this.#refusalOf(refund, nowMs);
    if (why !== null) return { answer: why, turnsMs: null };
    const habit = this.#habitOf(reference)?.habit;
    const turnsMs = habit === "later" || habit === "fails" ? nowMs + TURN_MS : null;
    const state = habit === "later" ? "accepted" : "done";
    const id = idOf(key);
    this.#file
      .prepare("insert into refunds (key, charge, amount_minor) values (?, ?, ?)")
      .run(key, reference, amount.amountMinor);
    this.#file
      .prepare("insert into refund_lives (key, id, created_ms, state, turns_to, turns_ms) values (?, ?, ?, ?, ?, ?)")
      .run(key, id, nowMs, state, habit === "later" ? "done" : habit === "fails" ? "failed" : null, turnsMs);
    return { answer: { kind: state, id, reason: null }, turnsMs };
  }

  /** All refunds of a charge, the newest first. */
  list(charge: string, currency: Money["currency"], nowMs: number): readonly ProviderRefund[] {
    return this.#file
      .prepare(
        `select r.key, r.amount_minor, coalesce(l.id, 'refund_' || r.key) as id, coalesce(l.created_ms, 0) as created_ms,
          ${STATE} as state from refunds r left join refund_lives l on l.key = r.key where r.charge = :charge
          order by created_ms desc, r.key`,
      )
      .all({ charge, now: nowMs })
      .map((row) => {
        const state = row["state"] === "accepted" || row["state"] === "failed" ? row["state"] : "done";
        return {
          id: String(row["id"]),
          key: String(row["key"]).startsWith(BY_HAND) ? null : String(row["key"]),
          amount: { amountMinor: Number(row["amount_minor"]), currency },
          state,
          reason: state === "failed" ? "lost_or_stolen_card" : null,
          createdAt: new Date(Number(row["created_ms"])),
        };
      });
  }

  #habitOf(charge: string): { readonly habit: string; readonly refusals: number } | null {
    const row = this.#file.prepare("select habit, refusals from refund_habits where charge = ?").get(charge);
    return row === undefined ? null : { habit: String(row["habit"]), refusals: Number(row["refusals"]) };
  }

  #refusalOf({ reference, amount }: BankRefund, nowMs: number): Refused | null {
    const charge = this.#file
      .prepare(`${CHARGES} where c.id = :id and c.declined = 0`)
      .get({ id: reference, now: nowMs });
    if (charge === undefined) return refused("no_such_payment");
    if (charge["currency"] !== amount.currency) return refused("other_currency");
    // As at Stripe: while a chargeback is open nothing is given back outside it.
    if (Number(charge["disputed_minor"]) > 0) return { kind: "refused", reason: "charge_disputed", isPassing: true };
    const left = Number(charge["amount_minor"]) - Number(charge["given_minor"]);
    if (amount.amountMinor < 1 || amount.amountMinor > left) return refused("more_than_left");
    const habit = this.#habitOf(reference);
    if (habit?.habit !== "refused_once" || habit.refusals > 0) return null;
    this.#file.prepare("update refund_habits set refusals = refusals + 1 where charge = ?").run(reference);
    return { kind: "refused", reason: "balance_insufficient", isPassing: true };
  }
}

const idOf = (key: string): string => `refund_${key}`;
const refused = (reason: string): Refused => ({ kind: "refused", reason, isPassing: false });
