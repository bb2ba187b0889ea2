import { attemptId } from "../../ids.ts";
import { unreachable } from "../../invariant.ts";
import { CURRENCIES, isCurrency, money } from "../../money.ts";
import { unknownBecause, type Rejected, type Unknown } from "../failure.ts";
import type { Money } from "../../money.ts";
import type { EmbeddedForm } from "../embedded-form.ts";
import type {
  AttemptAtService,
  ChargeOutcome,
  HostedPage,
  ListedPayment,
  LookUpOutcome,
  PaymentProvider,
  TokenProblem,
} from "../provider.ts";
import type { ListedRefund } from "../refund-outcome.ts";
import type { SandboxBank } from "./bank.ts";
import type { BankAnswer, BankCharge } from "./bank-answers.ts";
import type { LedgerCharge } from "./rows.ts";
import { forgedWhy } from "./signature.ts";
import { eventsIn } from "./webhook.ts";

/** Longer than the bank's slowest answer and the simulated time-out together. */
const ABSENT_IS_FINAL_AFTER_MS = 8000;
const MAX_TAKEN = 1000;

/** A SIMULATED wallet: its script gives one of the bank's test cards, and loads nothing. */
const SANDBOX_WALLET: EmbeddedForm = {
  kind: "sandbox_wallet",
  parameters: {},
  sources: { script: [], frame: [], connect: [] },
};
const sandboxWallet = (rates: readonly Money[]): EmbeddedForm =>
  rates.length === 0
    ? SANDBOX_WALLET
    : { ...SANDBOX_WALLET, parameters: { rates: rates.map(({ amountMinor }) => amountMinor).join(" ") } };

const acknowledgement = { status: 200, body: '{"received":true}' };

/** The sandbox bank behind the provider port: the same calls, the same uncertainties, no real money. */
export function createSandboxProvider({
  bank,
  webhookSecrets,
  now,
}: {
  bank: SandboxBank;
  webhookSecrets: readonly string[];
  now: () => Date;
  mode: "test";
}): PaymentProvider {
  const parts = { webhookSecrets, now };
  return {
    ...providerAt(bank, { account: "", networkId: "sandbox_merchant" }, parts),
    transfers: {
      send: (request) => orUnknown(() => bank.sellers.send(request)),
      reverse: (request) => orUnknown(() => bank.sellers.reverse(request)),
      list: (payment) => orUnknown(() => bank.sellers.list(payment)),
    },
    sellerAccounts: {
      create: (account) => orUnknown(() => bank.sellers.create(account)),
      read: (id) => orUnknown(() => bank.sellers.read(id)),
      link: (request) => orUnknown(() => bank.sellers.link(request)),
    },
    at: (seller) => providerAt(bank.at(seller.account), seller, parts),
  };
}

/** In the context of one account of the bank; `account` is "" for the platform's. */
function providerAt(
  bank: SandboxBank,
  { account, networkId }: { readonly account: string; readonly networkId: string | null },
  { webhookSecrets, now }: { readonly webhookSecrets: readonly string[]; readonly now: () => Date },
): PaymentProvider {
  return {
    name: "sandbox",
    account: account === "" ? "sandbox" : account,
    readAccountId: null,
    mode: "test",
    instant:
      networkId === null ? null : { provider: "sandbox", accountId: networkId, currencies: CURRENCIES, mode: "test" },
    key: null,
    plans: null,
    payouts: null,
    transfers: null,
    sellerAccounts: null,
    at: null,
    disputes: {
      read: ({ reference }) => orUnknown(() => ({ kind: "listed", alerts: bank.disputes.list(reference) })),
      openedSince: (since) => orUnknown(() => ({ kind: "listed", opened: bank.disputes.openedSince(since) })),
      submit: ({ disputeId, evidence }) => orUnknown(() => bank.disputes.submit(disputeId, evidence)),
    },
    absentIsFinalAfterMs: ABSENT_IS_FINAL_AFTER_MS,
    takes: () => ({ kind: "taken" }),
    chargeToken: ({ attempt, token, sellerName = "" }) => charge(bank, { ...asked(attempt), token, sellerName }),
    walletButtons: (_amount, rates = []) => sandboxWallet(rates),
    walletSources: SANDBOX_WALLET.sources,
    chargeWallet: ({ attempt, session: { sellerName }, token, returnUrl }) =>
      charge(bank, { ...asked(attempt), token, sellerName, returnUrl }),
    openHostedPage: ({ attempt, session, returnUrl }) =>
      orUnknown(() => opened(bank.openPage({ ...asked(attempt), sellerName: session.sellerName, returnUrl }))),
    embeddedForm: null,
    voidAttempt: ({ id }) => orUnknown(() => ({ kind: bank.voidAttempt(id) })),
    lookUp: async ({ id }) => {
      const outcome = outcomeOf(await orUnknown(() => bank.lookUp(id)));
      return outcome.kind === "token_invalid" || outcome.kind === "rejected" ? unknownBecause("unreadable") : outcome;
    },
    listPayments: () => orUnknown(() => ({ kind: "listed", payments: takenIn(bank.newestCharges(MAX_TAKEN)) })),
    refund: (refund) => orUnknown(() => bank.refund(refund)),
    listRefunds: (reference) =>
      orUnknown(() => {
        const refunds = bank.refunds(reference);
        return refunds === null
          ? unknownBecause("request_rejected", "the bank has no such payment")
          : { kind: "listed", refunds };
      }),
    listRefundsSince: (since) => orUnknown(() => ({ kind: "listed", refunds: refundedSince(bank, since) })),
    async readWebhook(body, headers) {
      const why = forgedWhy(body, headers.get("sandbox-signature"), webhookSecrets, now());
      if (why !== null) return { kind: "forged", why };
      return { kind: "read", ...eventsIn(new TextDecoder().decode(body), account), acknowledgement };
    },
  };
}

const asked = ({ id, amount, split }: AttemptAtService) => ({
  attemptId: id,
  amount,
  ...(split === undefined ? {} : { split }),
});

function opened(page: ReturnType<SandboxBank["openPage"]>): HostedPage {
  if (page === "refused") return unknownBecause("conflict", "the attempt is voided, or was made for something else");
  return "why" in page ? { kind: "rejected", why: page.why, requestId: null } : { kind: "opened", ...page };
}

async function charge(bank: SandboxBank, request: BankCharge): Promise<ChargeOutcome> {
  const outcome = outcomeOf(await orUnknown(() => bank.charge(request)));
  return outcome.kind === "voided" || outcome.kind === "absent"
    ? unknownBecause("undecided", `the charge found its attempt ${outcome.kind}`)
    : outcome;
}

/** The bank's books say no time, so the newest charges are looked at whatever `since` is. */
const takenIn = (charges: readonly LedgerCharge[]): ListedPayment[] =>
  charges.flatMap(({ id, attempt, amount_minor: amountMinor, currency, state }) =>
    state === "declined" || !isCurrency(currency)
      ? []
      : [{ attemptId: attemptId(attempt), reference: id, amount: money(amountMinor, currency) }],
  );

const refundedSince = (bank: SandboxBank, since: Date): ListedRefund[] =>
  bank
    .newestCharges(MAX_TAKEN)
    .flatMap(({ id: reference }) =>
      (bank.refunds(reference) ?? [])
        .filter((refund) => refund.createdAt >= since)
        .map(({ id, state }) => ({ id, state, reference })),
    );

/** How the bank's file fails: locked, full, broken; or closed already. */
const FILE_ERRORS: readonly unknown[] = ["ERR_SQLITE_ERROR", "ERR_INVALID_STATE"];

/** An error of the bank's file is to the product a bank that was not reached. Anything else is a bug and is thrown. */
async function orUnknown<Answer>(ask: () => Answer | Promise<Answer>): Promise<Answer | Unknown> {
  try {
    return await ask();
  } catch (error) {
    if (!(error instanceof Error && "code" in error && FILE_ERRORS.includes(error.code))) throw error;
    return unknownBecause("connection", error.message);
  }
}

type Found = LookUpOutcome | Rejected | { readonly kind: "token_invalid"; readonly why: TokenProblem };

function outcomeOf(answer: BankAnswer | Unknown | { kind: "absent" }): Found {
  switch (answer.kind) {
    case "captured":
    case "action_required":
    case "voided":
    case "absent":
    case "unknown":
      return answer;
    case "declined":
      return { kind: "declined", reason: answer.reason };
    case "token_not_recognised":
      return { kind: "token_invalid", why: "not_recognised" };
    case "token_refused":
      return { kind: "token_invalid", why: answer.why };
    case "no_reply":
      return unknownBecause("timeout", `no reply within ${answer.afterMs} ms`);
    case "split_refused":
      return { kind: "rejected", why: answer.why, requestId: null };
    case "key_reused":
      return unknownBecause("conflict", "the attempt was charged with another token or amount");
    default:
      return unreachable(answer);
  }
}
