import { setTimeout } from "node:timers/promises";
import { unknownBecause } from "../../failure.ts";
import type { AccountLinkOutcome, AccountOutcome, NewAccount, SellerAccount } from "../../seller-accounts.ts";
import type { ListTransfersOutcome, TransferService } from "../../transfer-service.ts";
import { NO_REPLY_MS, type BankOptions } from "../bank-answers.ts";
import type { SandboxLedger } from "../ledger.ts";
import { statusOf, type AccountLink, type AccountRow } from "./accounts.ts";
import { reverse, send } from "./rules.ts";

/** A seller's account in the bank's public books. */
export type LedgerAccount = {
  readonly id: string;
  readonly seller: string;
  readonly name: string;
  readonly state: "onboarding" | "able" | "restricted" | "closed";
  /** Of each currency in which there is something, or something is missing. */
  readonly balances: readonly { readonly currency: string; readonly amount_minor: number }[];
};

export type OnboardingPage = { readonly link: AccountLink; readonly name: string; readonly account: SellerAccount };

/** Where the SIMULATED bank opens accounts for sellers and moves money between them and the platform. */
export class SandboxSellerDesk implements TransferService {
  readonly #ledger: SandboxLedger;
  readonly #options: BankOptions;
  readonly #wake: () => void;

  constructor(ledger: SandboxLedger, options: BankOptions, wake: () => void) {
    this.#ledger = ledger;
    this.#options = options;
    this.#wake = wake;
  }

  async create(request: NewAccount): Promise<AccountOutcome> {
    if (!/^[A-Z]{2}$/.test(request.country)) return rejected(`${request.country} is not a country`);
    const row = this.#ledger.atomically(() =>
      this.#ledger.sellers.accounts.create(request, () => `acct_${this.#options.newReference()}`, this.#nowMs()),
    );
    return row === null ? rejected("the key was used for another account") : this.#answer(row);
  }

  async read(id: string): Promise<AccountOutcome> {
    const row = this.#ledger.sellers.accounts.account(id);
    return row === null ? { kind: "no_such_account" } : this.#answer(row);
  }

  /** A link leads back to this installation or this machine, and nowhere else. */
  async link(request: {
    readonly id: string;
    readonly refreshUrl: string;
    readonly returnUrl: string;
  }): Promise<AccountLinkOutcome> {
    const { id: account, refreshUrl, returnUrl } = request;
    const { publicUrl, newReference } = this.#options;
    for (const url of [refreshUrl, returnUrl])
      if (!isOwnAddress(url, publicUrl)) return rejected("a link leads back to this shop only");
    const row = this.#ledger.sellers.accounts.account(account);
    if (row === null) return { kind: "no_such_account" };
    if (row.isClosed) return rejected("the account is closed");
    const token = `onb_${newReference()}`;
    const expiresAt = this.#ledger.atomically(() =>
      this.#ledger.sellers.accounts.addLink({ token, account, refreshUrl, returnUrl }, this.#nowMs()),
    );
    return { kind: "link", url: `${publicUrl}/sandbox-bank/onboarding/${token}`, expiresAt };
  }

  /** The page behind a link, also one that is used or too old. Null: there is no such link. */
  page(token: string): OnboardingPage | null {
    const link = this.#ledger.sellers.accounts.link(token, this.#nowMs());
    const row = link === null ? null : this.#ledger.sellers.accounts.account(link.account);
    return link === null || row === null ? null : { link, name: row.name, account: statusOf(row, this.#nowMs()) };
  }

  /** The seller's answer on that page, once. Answers where the browser goes next. Null: there is no such link. */
  answerPage(token: string, answer: "provide" | "leave"): string | null {
    const next = this.#ledger.atomically(() => {
      const { accounts } = this.#ledger.sellers;
      const link = accounts.link(token, this.#nowMs());
      if (link === null) return null;
      if (!link.isOpen) return link.refreshUrl;
      accounts.useLink(token);
      if (answer === "provide") this.#provide(link.account);
      return link.returnUrl;
    });
    this.#wake();
    return next;
  }

  /** The seller provides what is wanted, without a page. */
  provide(account: string): void {
    this.#ledger.atomically(() => this.#provide(account));
    this.#wake();
  }

  /** Somebody at the bank restricts an account, lifts that, or closes it. */
  turn(account: string, to: "restricted" | "able" | "closed"): void {
    this.#ledger.atomically(() => {
      this.#ledger.sellers.accounts.turn(account, to);
      this.#report(account, this.#nowMs());
    });
    this.#wake();
  }

  async send(request: Parameters<TransferService["send"]>[0]): ReturnType<TransferService["send"]> {
    const { outcome, isReplyLost } = this.#ledger.atomically(() => send(this.#ledger, request, this.#clock()));
    return isReplyLost ? noReply() : outcome;
  }

  async reverse(request: Parameters<TransferService["reverse"]>[0]): ReturnType<TransferService["reverse"]> {
    const { outcome, isReplyLost } = this.#ledger.atomically(() => reverse(this.#ledger, request, this.#clock()));
    return isReplyLost ? noReply() : outcome;
  }

  async list({ attemptId, reference }: Parameters<TransferService["list"]>[0]): Promise<ListTransfersOutcome> {
    return { kind: "listed", transfers: this.#ledger.sellers.transfers.ofPayment(attemptId, reference) };
  }

  accounts(): readonly LedgerAccount[] {
    const nowMs = this.#nowMs();
    return this.#ledger.sellers.accounts.all().map((row) => ({
      id: row.id,
      seller: row.seller,
      name: row.name,
      state: stateOf(row, nowMs),
      balances: this.#ledger.sellers
        .currencies(row.id)
        .map((currency) => ({ currency, amount_minor: this.#ledger.sellers.balance(row.id, currency, nowMs) }))
        .filter((balance) => balance.amount_minor !== 0),
    }));
  }

  #provide(account: string): void {
    const turnsMs = this.#ledger.sellers.accounts.provide(account, this.#nowMs());
    this.#report(account, this.#nowMs());
    if (turnsMs !== null) this.#report(account, turnsMs);
  }

  #report(account: string, dueMs: number): void {
    const id = `evt_${this.#options.newReference()}`;
    this.#ledger.insertEvent(id, JSON.stringify({ events: [{ id, type: "account.updated", account }] }), dueMs);
  }

  #answer(row: AccountRow): AccountOutcome {
    return { kind: "account", account: statusOf(row, this.#nowMs()) };
  }

  #clock() {
    return {
      nowMs: this.#nowMs(),
      newId: (prefix: "tr" | "trr") => `${prefix}_${this.#options.newReference()}`,
    };
  }

  #nowMs(): number {
    return this.#options.now().getTime();
  }
}

function stateOf(row: AccountRow, nowMs: number): LedgerAccount["state"] {
  const { canReceive, isClosed } = statusOf(row, nowMs);
  if (isClosed) return "closed";
  if (canReceive) return "able";
  return row.provided === 0 || row.habits.has("onboarding") ? "onboarding" : "restricted";
}

const rejected = (why: string) => ({ kind: "rejected", why, requestId: null }) as const;

const LOOPBACK = new Set(["localhost", "127.0.0.1", "[::1]"]);

function isOwnAddress(address: string, publicUrl: string): boolean {
  const url = URL.parse(address);
  if (url === null || url.username !== "" || !/^https?:$/.test(url.protocol)) return false;
  return url.origin === URL.parse(publicUrl)?.origin || LOOPBACK.has(url.hostname);
}

async function noReply() {
  await setTimeout(NO_REPLY_MS);
  return unknownBecause("timeout", `no reply within ${NO_REPLY_MS} ms`);
}
