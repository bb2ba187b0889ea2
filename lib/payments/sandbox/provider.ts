import { z } from "zod";
import { attemptId } from "../../ids.ts";
import { unreachable } from "../../invariant.ts";
import { CURRENCIES, isCurrency, money, type Money } from "../../money.ts";
import { unknownBecause, type Unknown } from "../failure.ts";
import type {
  ChargeOutcome,
  EmbeddedForm,
  ListedPayment,
  LookUpOutcome,
  PaymentEvent,
  PaymentProvider,
  TokenProblem,
} from "../provider.ts";
import type { ListedRefund } from "../refund-outcome.ts";
import type { SandboxBank } from "./bank.ts";
import type { BankAnswer, BankCharge } from "./bank-answers.ts";
import type { LedgerCharge } from "./ledger.ts";
import { forgedWhy } from "./signature.ts";

/** Longer than the bank's slowest answer and the simulated time-out together. */
const ABSENT_IS_FINAL_AFTER_MS = 8000;
const MAX_TAKEN = 1000;

const webhookBody = z.object({ events: z.array(z.unknown()).max(100) });
const webhookEvent = z.object({
  id: z.string().min(1).max(100),
  type: z.enum(["payment.captured", "payment.declined", "refund.updated", "dispute.updated"]),
  attempt: z
    .string()
    .max(200)
    .regex(/^.+:\d+$/),
  reference: z.string().min(1).max(200),
  amount_minor: z.int().min(0),
  currency: z.string().refine(isCurrency),
});

/** A SIMULATED wallet: its script gives one of the bank's test cards, and loads nothing. */
const SANDBOX_WALLET: EmbeddedForm = {
  kind: "sandbox_wallet",
  parameters: {},
  sources: { script: [], frame: [], connect: [] },
};

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
  return {
    name: "sandbox",
    account: "sandbox",
    readAccountId: null,
    mode: "test",
    instant: { provider: "sandbox", accountId: "sandbox_merchant", currencies: CURRENCIES, mode: "test" },
    key: null,
    plans: null,
    payouts: null,
    disputes: {
      read: ({ reference }) => orUnknown(() => ({ kind: "listed", alerts: bank.disputes.list(reference) })),
      openedSince: (since) => orUnknown(() => ({ kind: "listed", opened: bank.disputes.openedSince(since) })),
      submit: ({ disputeId, evidence }) => orUnknown(() => bank.disputes.submit(disputeId, evidence)),
    },
    absentIsFinalAfterMs: ABSENT_IS_FINAL_AFTER_MS,
    takes: () => ({ kind: "taken" }),
    chargeToken: ({ attempt: { id, amount }, token }) => charge(bank, { attemptId: id, amount, token }),
    walletButtons: () => SANDBOX_WALLET,
    walletSources: SANDBOX_WALLET.sources,
    chargeWallet: ({ attempt: { id, amount }, token, returnUrl }) =>
      charge(bank, { attemptId: id, amount, token, returnUrl }),
    async openHostedPage({ attempt: { id, amount }, session, returnUrl }) {
      return orUnknown(() => {
        const page = bank.openPage({ attemptId: id, amount, sellerName: session.sellerName, returnUrl });
        return page === "refused"
          ? unknownBecause("conflict", "the attempt is voided, or was made for something else")
          : { kind: "opened", ...page };
      });
    },
    embeddedForm: null,
    voidAttempt: ({ id }) => orUnknown(() => ({ kind: bank.voidAttempt(id) })),
    lookUp: async ({ id }) => {
      const outcome = outcomeOf(await orUnknown(() => bank.lookUp(id)));
      return outcome.kind === "token_invalid" ? unknownBecause("unreadable") : outcome;
    },
    listPayments: () => orUnknown(() => ({ kind: "listed", payments: takenIn(bank.ledger(MAX_TAKEN).charges) })),
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
      return { kind: "read", events: eventsIn(new TextDecoder().decode(body)), acknowledgement };
    },
  };
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
    .ledger(MAX_TAKEN)
    .charges.flatMap(({ id: reference }) =>
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

type Found = LookUpOutcome | { readonly kind: "token_invalid"; readonly why: TokenProblem };

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
    case "no_reply":
      return unknownBecause("timeout", `no reply within ${answer.afterMs} ms`);
    case "key_reused":
      return unknownBecause("conflict", "the attempt was charged with another token or amount");
    default:
      return unreachable(answer);
  }
}

/** Signed but unreadable, or of a type we do not know, gives no event: acknowledging it is right, because sending it again would not make it readable. */
function eventsIn(text: string): PaymentEvent[] {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return [];
  }
  const parsed = webhookBody.safeParse(json);
  if (!parsed.success) return [];
  return parsed.data.events.flatMap((one): PaymentEvent[] => {
    const { data: event } = webhookEvent.safeParse(one);
    if (event === undefined || !isCurrency(event.currency)) return [];
    const outcome = eventOutcome(event.type, event.reference, money(event.amount_minor, event.currency));
    return [{ id: event.id, attemptId: attemptId(event.attempt), reference: event.reference, outcome }];
  });
}

function eventOutcome(
  type: z.infer<typeof webhookEvent>["type"],
  reference: string,
  amount: Money,
): PaymentEvent["outcome"] {
  switch (type) {
    case "payment.captured":
      return { kind: "captured", reference, amount };
    case "payment.declined":
      return { kind: "declined", reason: "authentication_failed" };
    case "refund.updated":
      return { kind: "refunds_changed", reference, isOurs: true };
    case "dispute.updated":
      return { kind: "alerts_changed", reference };
  }
}
