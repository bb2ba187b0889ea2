import type { DatabaseSync } from "node:sqlite";
import type { NewAccount, Requirement, SellerAccount } from "../../seller-accounts.ts";
import type { Row } from "../rows.ts";
import { habitsOf, type SellerHabit } from "./habits.ts";

export const ACCOUNT_TABLES = `
  create table if not exists seller_accounts (n integer primary key, id text not null unique, key text not null unique, content text not null,
    seller text not null, name text not null, email text not null, country text not null, takes_charges integer not null,
    provided integer not null, provided_ms integer, restricted integer not null default 0, closed integer not null default 0) strict;
  create table if not exists account_links (token text primary key, account text not null, refresh_url text not null, return_url text not null,
    expires_ms integer not null, used integer not null default 0) strict;
`;

/** An account that provided everything is restricted this much later, by its habit. */
const RESTRICTS_AFTER_MS = 5000;
/** As short as at a real service. */
const LINK_MS = 5 * 60_000;

/** What the bank wants to know, in its own words. The first two are wanted of everyone. */
export const REQUIREMENTS = ["identity", "bank_account", "bank_account_verification", "identity_document"] as const;

/** An account as the bank has it. `provided`: how often its owner provided what was wanted. */
export type AccountRow = {
  readonly id: string;
  readonly seller: string;
  readonly name: string;
  readonly country: string;
  readonly takesCharges: boolean;
  readonly provided: number;
  readonly providedMs: number;
  readonly isRestricted: boolean;
  readonly isClosed: boolean;
  readonly habits: ReadonlySet<SellerHabit>;
};

export type AccountLink = {
  readonly account: string;
  readonly refreshUrl: string;
  readonly returnUrl: string;
  readonly isOpen: boolean;
};

/** The accounts of sellers in the sandbox bank's books. What they can do is worked out as it is read. */
export class SandboxAccounts {
  readonly #file: DatabaseSync;

  constructor(file: DatabaseSync) {
    this.#file = file;
  }

  /** The same key is the same account; null: with other content. */
  create(account: NewAccount, newId: () => string, nowMs: number): AccountRow | null {
    const { key, ...wanted } = account;
    const content = JSON.stringify(wanted, Object.keys(wanted).sort());
    const known = this.#file.prepare("select * from seller_accounts where key = ?").get(key);
    if (known !== undefined) return known["content"] === content ? accountOf(known) : null;
    const provided = habitsOf(account).has("ready") ? 1 : 0;
    const { sellerId, name, email, country, use } = account;
    const id = newId();
    this.#file
      .prepare(
        `insert into seller_accounts (id, key, content, seller, name, email, country, takes_charges, provided, provided_ms)
          values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      )
      .run(id, key, content, sellerId, name, email, country, use === "own_charges" ? 1 : 0, provided, nowMs);
    return this.account(id);
  }

  account(id: string): AccountRow | null {
    const row = this.#file.prepare("select * from seller_accounts where id = ?").get(id);
    return row === undefined ? null : accountOf(row);
  }

  all(): readonly AccountRow[] {
    return this.#file.prepare("select * from seller_accounts order by n").all().map(accountOf);
  }

  /** The owner provides what is wanted. Answers when the account changes by itself after that, or null. */
  provide(id: string, nowMs: number): number | null {
    const row = this.account(id);
    if (row === null || row.isClosed || requirementsOf(row, nowMs).length === 0) return null;
    this.#file
      .prepare("update seller_accounts set provided = provided + 1, provided_ms = ?, restricted = 0 where id = ?")
      .run(nowMs, id);
    const after = this.account(id);
    return after === null ? null : restrictsMs(after);
  }

  /** Somebody at the bank restricts an account, lifts that, or closes it. */
  turn(id: string, to: "restricted" | "able" | "closed"): void {
    this.#file
      .prepare("update seller_accounts set restricted = ?, closed = max(closed, ?) where id = ?")
      .run(to === "restricted" ? 1 : 0, to === "closed" ? 1 : 0, id);
  }

  addLink(link: Omit<AccountLink, "isOpen"> & { readonly token: string }, nowMs: number): Date {
    const expiresMs = nowMs + LINK_MS;
    this.#file
      .prepare("insert into account_links (token, account, refresh_url, return_url, expires_ms) values (?, ?, ?, ?, ?)")
      .run(link.token, link.account, link.refreshUrl, link.returnUrl, expiresMs);
    return new Date(expiresMs);
  }

  link(token: string, nowMs: number): AccountLink | null {
    const row = this.#file.prepare("select * from account_links where token = ?").get(token);
    if (row === undefined) return null;
    return {
      account: String(row["account"]),
      refreshUrl: String(row["refresh_url"]),
      returnUrl: String(row["return_url"]),
      isOpen: row["used"] === 0 && Number(row["expires_ms"]) > nowMs,
    };
  }

  useLink(token: string): void {
    this.#file.prepare("update account_links set used = 1 where token = ?").run(token);
  }
}

/** What the account may do now, and what is wanted of it. */
export function statusOf(row: AccountRow, nowMs: number): SellerAccount {
  const requirements = requirementsOf(row, nowMs);
  const isAble = !row.isClosed && requirements.every(({ isPastDue, dueAt }) => dueAt !== null && !isPastDue);
  return {
    id: row.id,
    canReceive: isAble,
    canCharge: isAble && row.takesCharges,
    canPayOut: isAble,
    requirements,
    disabledReason: isAble || row.isClosed ? null : reasonOf(row, requirements),
    isClosed: row.isClosed,
  };
}

function requirementsOf(row: AccountRow, nowMs: number): readonly Requirement[] {
  const wanted = (what: (typeof REQUIREMENTS)[number], due: number | null = null): Requirement => ({
    what,
    dueAt: due === null ? null : new Date(due),
    isPastDue: due !== null && due <= nowMs,
  });
  if (row.isClosed) return [];
  if (row.provided === 0) return [wanted("identity"), wanted("bank_account")];
  if (row.habits.has("onboarding")) return [wanted("bank_account_verification")];
  if (row.isRestricted) return [wanted("identity_document", row.providedMs)];
  const due = restrictsMs(row);
  return due === null ? [] : [wanted("identity_document", due)];
}

const restrictsMs = (row: AccountRow): number | null =>
  row.provided === 1 && row.habits.has("restricted") ? row.providedMs + RESTRICTS_AFTER_MS : null;

function reasonOf(row: AccountRow, requirements: readonly Requirement[]): string {
  if (row.provided > 0 && row.habits.has("onboarding")) return "requirements.pending_verification";
  return requirements.some(({ isPastDue }) => isPastDue) ? "requirements.past_due" : "requirements.currently_due";
}

function accountOf(row: Row): AccountRow {
  const [name, email] = [String(row["name"]), String(row["email"])];
  return {
    id: String(row["id"]),
    seller: String(row["seller"]),
    name,
    country: String(row["country"]),
    takesCharges: row["takes_charges"] === 1,
    provided: Number(row["provided"]),
    providedMs: Number(row["provided_ms"]),
    isRestricted: row["restricted"] === 1,
    isClosed: row["closed"] === 1,
    habits: habitsOf({ name, email }),
  };
}
