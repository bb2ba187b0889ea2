import { z } from "zod";
import { attemptId } from "../../ids.ts";
import { unreachable } from "../../invariant.ts";
import { CURRENCIES, isCurrency, money } from "../../money.ts";
import type { LookUpOutcome, PaymentEvent, PaymentProvider, TakenPayment, TokenProblem } from "../provider.ts";
import type { SandboxBank } from "./bank.ts";
import type { BankAnswer } from "./bank-answers.ts";
import type { LedgerCharge } from "./ledger.ts";
import { verifyWebhook } from "./signature.ts";

/** Longer than the bank's slowest answer and the simulated time-out together. */
const ABSENT_IS_FINAL_AFTER_MS = 8000;
const MOST_TAKEN = 1000;

const webhookBody = z.object({ events: z.array(z.unknown()).max(100) });
const webhookEvent = z.object({
  id: z.string().min(1).max(100),
  type: z.enum(["payment.captured", "payment.declined"]),
  attempt: z
    .string()
    .max(200)
    .regex(/^.+:\d+$/),
  reference: z.string().min(1).max(200),
  amount_minor: z.int().min(0),
  currency: z.string().refine(isCurrency),
});

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
    instant: { provider: "sandbox", merchantId: "sandbox_merchant", currencies: CURRENCIES, mode: "test" },
    plans: null,
    absentIsFinalAfterMs: ABSENT_IS_FINAL_AFTER_MS,
    async chargeToken({ attempt: { id, amount }, token }) {
      const outcome = outcomeOf(await orElse(NO_REPLY, () => bank.charge({ attemptId: id, amount, token })));
      if (outcome.kind === "withdrawn" || outcome.kind === "absent") return { kind: "unknown" };
      return outcome;
    },
    async openHostedPage({ attempt: { id, amount }, session, returnUrl }) {
      const page = await orElse("refused", () =>
        bank.openPage({ attemptId: id, amount, sellerName: session.sellerName, returnUrl }),
      );
      return page === "refused" ? { kind: "unknown" } : { kind: "opened", ...page };
    },
    embeddedForm: null,
    withdraw: ({ id }) => orElse("unknown", () => bank.withdraw(id)),
    lookUp: async ({ id }) => {
      const outcome = outcomeOf(await orElse(NO_REPLY, () => bank.lookUp(id)));
      return outcome.kind === "token_invalid" ? { kind: "unknown" } : outcome;
    },
    takenSince: () => orElse("unknown", () => takenIn(bank.ledger(MOST_TAKEN).charges)),
    refund: async (refund) => ({ kind: await orElse("unknown", () => bank.refund(refund)) }),
    async readWebhook(body, headers) {
      if (!verifyWebhook(body, headers.get("sandbox-signature"), webhookSecrets, now())) return { kind: "forged" };
      return { kind: "read", events: eventsIn(new TextDecoder().decode(body)), acknowledgement };
    },
  };
}

/** The bank's books say no time, so the newest charges are looked at whatever `since` is. */
const takenIn = (charges: readonly LedgerCharge[]): TakenPayment[] =>
  charges.flatMap(({ id, attempt, amount_minor: amountMinor, currency, state }) =>
    state === "declined" || !isCurrency(currency)
      ? []
      : [{ attemptId: attemptId(attempt), reference: id, amount: money(amountMinor, currency) }],
  );

const NO_REPLY: BankAnswer = { kind: "no_reply", afterMs: 0 };

/** Whatever goes wrong at the bank (its file locked, its disk full) ends here: to the product it is a reply that never came. */
async function orElse<Answer, const Otherwise>(
  otherwise: Otherwise,
  ask: () => Answer | Promise<Answer>,
): Promise<Answer | Otherwise> {
  try {
    return await ask();
  } catch {
    return otherwise;
  }
}

type Found = LookUpOutcome | { readonly kind: "token_invalid"; readonly why: TokenProblem };

function outcomeOf(answer: BankAnswer | { kind: "absent" }): Found {
  switch (answer.kind) {
    case "captured":
    case "action_required":
    case "withdrawn":
    case "absent":
      return answer;
    case "declined":
      return { kind: "declined", reason: answer.reason };
    case "token_not_recognised":
      return { kind: "token_invalid", why: "not_recognised" };
    case "no_reply":
    case "key_reused":
      return { kind: "unknown" };
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
    const outcome =
      event.type === "payment.captured"
        ? ({ kind: "captured", reference: event.reference, amount: money(event.amount_minor, event.currency) } as const)
        : ({ kind: "declined", reason: "authentication_failed" } as const);
    return [{ id: event.id, attemptId: attemptId(event.attempt), reference: event.reference, outcome }];
  });
}
