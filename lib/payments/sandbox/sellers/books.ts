import type { DatabaseSync } from "node:sqlite";
import { isCurrency, subtract, type Money } from "../../../money.ts";
import type { Split } from "../../../sellers/money-model.ts";
import { CHARGES } from "../refunds.ts";
import { amountOf, type PaymentRow } from "../rows.ts";
import { ACCOUNT_OF_CHARGE, CHARGE_ACCOUNT_TABLES } from "./account-of-charge.ts";
import { ACCOUNT_TABLES, SandboxAccounts } from "./accounts.ts";
import { FEE_TABLES, SandboxFees } from "./fees.ts";
import { SandboxTransfers, TRANSFER_TABLES } from "./transfers.ts";

export const SELLER_TABLES = `${CHARGE_ACCOUNT_TABLES}${ACCOUNT_TABLES}${TRANSFER_TABLES}${FEE_TABLES}`;

/** What the sandbox bank's books have of sellers: accounts, transfers to them, and fees of their own charges. */
export class SandboxSellers {
  readonly #file: DatabaseSync;
  readonly accounts: SandboxAccounts;
  readonly transfers: SandboxTransfers;
  readonly fees: SandboxFees;

  constructor(file: DatabaseSync) {
    this.#file = file;
    this.accounts = new SandboxAccounts(file);
    this.transfers = new SandboxTransfers(file);
    this.fees = new SandboxFees(file);
  }

  /** Has a charge be a seller's own. */
  ownCharge(charge: string, account: string): void {
    this.#file.prepare("insert into charge_accounts (charge, account) values (?, ?)").run(charge, account);
  }

  /** Moves what a payment's split says, in the transaction that captures it: a `destination` transfer, or a `direct` fee. */
  capture({ reference, attemptId, account, amount }: PaymentRow, transferId: string): void {
    const [share] = splitIn(this.fees.split(reference))?.shares ?? [];
    if (share === undefined) return;
    if (account !== "") {
      if (share.fee.amountMinor > 0)
        this.fees.take({ charge: reference, attempt: attemptId, account, amount: share.fee });
      return;
    }
    const sent = subtract(share.gross, share.fee);
    if (splitIn(this.fees.split(reference))?.model !== "destination" || sent.amountMinor === 0) return;
    this.transfers.insert({
      id: transferId,
      key: null,
      content: "",
      charge: reference,
      attempt: attemptId,
      account: share.account,
      amount: { ...sent, currency: amount.currency },
      fromBalance: false,
    });
  }

  /** In which an account received or took something. */
  currencies(account: string): readonly Money["currency"][] {
    return this.#file
      .prepare(
        `select currency from transfers where account = :account union select c.currency from charges c
          join charge_accounts a on a.charge = c.id where a.account = :account and c.declined = 0 order by 1`,
      )
      .all({ account })
      .map((row) => String(row["currency"]))
      .filter(isCurrency);
  }

  /**
   * What an account has in one currency: transfers that it kept, and its own charges less what was given back or disputed and
   * the platform's fees. Money of a charge is there at once.
   */
  balance(account: string, currency: Money["currency"], nowMs: number): number {
    const own = this.#file
      .prepare(`${CHARGES} where ${ACCOUNT_OF_CHARGE} = :account and c.currency = :currency and c.declined = 0`)
      .all({ account, currency, now: nowMs })
      .reduce(
        (all, row) => all + amountOf(row).amountMinor - Number(row["given_minor"]) - Number(row["disputed_minor"]),
        0,
      );
    return this.transfers.keptBy(account, currency) + own - this.fees.keptOf(account, currency).amountMinor;
  }
}

/** A split as it is kept and compared: what moves the money, and what the buyer's statement says. */
export function splitText(split: Split | undefined): string {
  if (split === undefined) return "";
  const shares = split.shares.map(({ sellerId, account, gross, fee }) => ({ sellerId, account, gross, fee }));
  const named = split.descriptor === undefined ? {} : { descriptor: split.descriptor };
  return JSON.stringify({ model: split.model, shares: split.model === "separate" ? [] : shares, ...named });
}

const splitIn = (text: string): Split | null => (text === "" ? null : (JSON.parse(text) as Split));
