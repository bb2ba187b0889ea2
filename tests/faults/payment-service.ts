import type { SellersModel } from "./sellers/open-account.ts";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { StoredAttempt } from "#lib/store/store.ts";
import { SandboxLedger } from "#lib/payments/sandbox/ledger.ts";
import type { LedgerCharge } from "#lib/payments/sandbox/rows.ts";
import type { LedgerTransfer } from "./sellers/sellers-check.ts";
import { signWebhook } from "#lib/payments/sandbox/signature.ts";
import type { ShopProcess } from "./shop-process-client.ts";

export type TokenKind =
  | "pays"
  | "is_declined"
  | "asks_confirmation"
  | "reply_is_lost"
  | "never_arrives"
  | "answers_late"
  /** Its refunds are pending first, or are carried out and fail later. The sandbox bank has no such card: it pays. */
  | "refunds_pend"
  | "refunds_fail";
export type PageAnswer = "pay" | "decline" | "leave" | "pay_twice";

/** Of an account at Stripe: the one the lane began with, or the other. The sandbox bank is one account. */
export type AccountIndex = 0 | 1;
/** What a bank makes of an open dispute. */
export type DisputeTurn = "under_review" | "won" | "lost" | "warning_closed";

/** A payment service behind the shop under test, as a buyer and an auditor see it. */
export type PaymentService = {
  readonly name: "sandbox" | "stripe";
  /** The shop's settings: new payments are made at `present`, and `earlier` is finished. */
  env(present?: AccountIndex, earlier?: readonly AccountIndex[]): Readonly<Record<string, string>>;
  /** A delegated token for a session. */
  token(kind: TokenKind, session: string, account?: AccountIndex): Promise<string>;
  /** What a wallet on the session's page gives to it. */
  walletToken(kind: TokenKind, session: string): Promise<string>;
  /** The service's own books. */
  ledger(): Promise<readonly LedgerCharge[]>;
  /** What it sent to sellers; null where it has no accounts of sellers. */
  transfers(): Promise<readonly LedgerTransfer[] | null>;
  /** What the buyer does on the page of an attempt; nothing when the page is not there or not open any more. */
  answerPage(shop: ShopProcess, attempt: StoredAttempt, answer: PageAnswer): Promise<void>;
  answerConfirmation(shop: ShopProcess, attempt: StoredAttempt, answer: "approve" | "refuse"): Promise<void>;
  /** What happens after a sale without us. Null where the service has nothing of it. */
  readonly afterSale: {
    /** The buyer's bank questions what was taken for a session. */
    dispute(session: string, isInquiry: boolean): Promise<void>;
    /** The bank decides about what is open; of one session only, when it is given. */
    turnDisputes(turn: DisputeTurn, session?: string): Promise<void>;
    /** Pending refunds are carried out, and those of a card that fails later fail. */
    turnRefunds(): Promise<void>;
    /** Our balance is too low for refunds, or has enough again. */
    setBalanceLow(isLow: boolean): Promise<void>;
  } | null;
  /** Time has passed for events too: what waits to be sent again is sent. Null where nothing waits. */
  readonly sendAgain: (() => Promise<void>) | null;
  /** A signed event about an attempt that is nobody's. */
  foreignEvent(): { readonly path: string; readonly headers: Record<string, string>; readonly body: string };
  close(): void;
};

export const FOREIGN_ATTEMPT = "cs_of_another_shop:1";
const MAGIC: Readonly<Record<TokenKind, string>> = {
  pays: "ok",
  is_declined: "declined",
  asks_confirmation: "3ds",
  reply_is_lost: "timeout_captured",
  never_arrives: "timeout_lost",
  answers_late: "slow",
  refunds_pend: "ok",
  refunds_fail: "ok",
};

/** The product's own sandbox bank; its books are read from its file, so they can be read while no server runs. */
export function sandboxService(dataDir: string, model: SellersModel = "separate"): PaymentService {
  const file = join(dataDir, "sandbox-bank.sqlite");
  const holder: { books?: SandboxLedger } = {};
  let made = 0;
  const token = async (kind: TokenKind, session: string) => {
    made += 1;
    return `tok_sandbox_${MAGIC[kind]}_${session.slice(-6)}${made}`;
  };
  return {
    name: "sandbox",
    // Sellers are sent their part of each payment (sellers/open-account.ts).
    env: () => ({ PAYMENT_PROVIDER: "sandbox", MONEY_MODEL: model }),
    afterSale: null,
    sendAgain: null,
    token,
    walletToken: token,
    async ledger() {
      if (!existsSync(file)) return [];
      holder.books ??= new SandboxLedger(file);
      return holder.books.allCharges(Date.now());
    },
    async transfers() {
      if (!existsSync(file)) return [];
      holder.books ??= new SandboxLedger(file);
      return holder.books.sellers.transfers.all();
    },
    answerPage: async (shop, { reference, account }, answer) => {
      const at = model === "direct" ? { account } : {};
      if (reference !== null) await shop.form("/bank-page", { reference, answer, ...at });
    },
    answerConfirmation: async (shop, { reference }, answer) => {
      if (reference !== null) await shop.form("/bank-challenge", { reference, answer });
    },
    foreignEvent() {
      const secret = readFileSync(join(dataDir, "sandbox-webhook-secret"), "utf8");
      const charge = { attempt: FOREIGN_ATTEMPT, reference: "sbx_foreign", amount_minor: 500, currency: "USD" };
      const body = JSON.stringify({ events: [{ id: "evt_foreign", type: "payment.captured", ...charge }] });
      const headers = { "sandbox-signature": signWebhook(body, secret, new Date()) };
      return { path: "/api/webhooks/sandbox", headers, body };
    },
    close: () => holder.books?.close(),
  };
}
