import { accountUse } from "#lib/payments/seller-accounts.ts";
import type { SellerId } from "#lib/ids.ts";
import { isGiven } from "#lib/orders/refund.ts";
import type { Capture } from "#lib/orders/capture.ts";
import type { LedgerCharge } from "#lib/payments/sandbox/rows.ts";
import type { MoneyModel } from "#lib/sellers/money-model.ts";
import type { LedgerTransfer } from "../../faults/sellers/sellers-check.ts";
import type { TestShop } from "../../fixtures/test-shop.ts";

/** How a dispute ends. */
export type Ending = "won" | "lost";

/** A payment service as buyers, banks and auditors see it, behind the shop whose books are proved. */
export type ProofService = {
  /** Opens an account that can receive what the money model gives it; under the same `key` it is the same one. */
  account(seller: SellerId, model: MoneyModel, key?: string): Promise<string>;
  /** A delegated token; `account`: for a payment at a seller's own. */
  token(session: string, account: string | null): Promise<string>;
  /** The buyer pays on the page that an attempt opened. */
  payPage(reference: string, account: string | null): Promise<void>;
  /** The buyer's bank takes back what was not given back of a payment. */
  dispute(capture: Capture): Promise<void>;
  endDispute(capture: Capture, ending: Ending): Promise<void>;
  /** Everything it reported since the last time arrives, the newest first and twice. Nothing where nothing is sent. */
  deliver(): Promise<void>;
  ledger(): Promise<{ readonly charges: readonly LedgerCharge[]; readonly transfers: readonly LedgerTransfer[] }>;
  /** What an account has of its charges and of what it was sent, in minor units; null: the platform's. */
  has(account: string | null): Promise<number>;
  close(): Promise<void>;
};

/** The sandbox bank of a test shop. */
export function sandboxProof(shop: TestShop): ProofService {
  const bankAt = (account: string | null) =>
    account === null || account === "sandbox" ? shop.bank : shop.bank.at(account);
  let made = 0;
  const keptOf = ({ id, amount_minor: taken, disputed_minor: disputed = 0 }: LedgerCharge) => {
    const given = (shop.bank.refunds(id) ?? [])
      .filter(isGiven)
      .reduce((all, { amount }) => all + amount.amountMinor, 0);
    return taken - disputed - given;
  };
  return {
    async account(sellerId, model, key = sellerId) {
      const use = accountUse(model);
      const seller = {
        sellerId,
        email: "",
        country: "US",
        key,
        name: `${sellerId} sandbox_ready`,
        use,
      } as const;
      const opened = await shop.context.provider.sellerAccounts?.create(seller);
      if (opened?.kind !== "account") throw new Error("the account was not opened");
      return opened.account.id;
    },
    token: async () => `tok_sandbox_ok_${(made += 1)}`,
    payPage: async (reference, account) => void bankAt(account).answerPage(reference, "pay"),
    async dispute({ reference, account }) {
      bankAt(account).disputes.disputeByHand(reference);
      shop.advance(60_000);
    },
    async endDispute({ reference, account }, ending) {
      const evidence = { uncategorized_text: ending === "won" ? "winning_evidence" : "losing_evidence" };
      bankAt(account).disputes.submit(`dp_${reference}`, evidence);
    },
    deliver: async () => undefined,
    ledger: async () => shop.bank.ledger(),
    async has(account) {
      const { accounts, charges, transfers, fees } = shop.bank.ledger();
      if (account !== null)
        return accounts
          .filter(({ id }) => id === account)
          .flatMap(({ balances }) => balances)
          .reduce((all, { amount_minor: minor }) => all + minor, 0);
      const own = charges.filter((one) => one.account === undefined && one.state !== "declined");
      return (
        own.reduce((all, charge) => all + keptOf(charge), 0) +
        fees.reduce((all, fee) => all + fee.amount_minor - fee.returned_minor, 0) -
        transfers.reduce((all, one) => all + one.amount_minor - one.reversed_minor, 0)
      );
    },
    close: async () => undefined,
  };
}
