import { add, money, subtract, type Money } from "#lib/money.ts";
import type { Order } from "#lib/orders/order.ts";
import { unknownBecause } from "#lib/payments/failure.ts";
import type {
  ProviderTransfer,
  ReversalOutcome,
  TransferOutcome,
  TransferService,
} from "#lib/payments/transfer-service.ts";

import type { LedgerTransfer } from "../../faults/sellers/sellers-check.ts";

/** What a call meets. `lost`: it is done, and its answer does not arrive. */
export type Fault = "lost" | "never_arrives" | "refused" | "refused_for_good" | "short";

type Sent = { readonly key: string | null; readonly account: string; readonly amount: Money; reversed: Money };

/**
 * Sellers' accounts at a payment provider: a key is done once, whoever repeats it, and what is refused is refused under that
 * key. Faults are met by the calls that follow, in order.
 */
export function openSellersBank() {
  const faults: Fault[] = [];
  const sent = new Map<string, Sent & { readonly reference: string }>();
  const taken = new Map<string, string>();
  const calls: string[] = [];
  const refusalOf = (fault: Fault | undefined) =>
    fault === "refused" || fault === "refused_for_good"
      ? ({ kind: "refused", why: "insufficient_capabilities", isFinal: fault === "refused_for_good" } as const)
      : null;
  const service: TransferService = {
    async send({ key, account, amount, reference, fromBalance = false }): Promise<TransferOutcome> {
      calls.push(key);
      const fault = faults.shift();
      if (fault === "never_arrives") return unknownBecause("timeout");
      const refusal = refusalOf(fault);
      if (refusal !== null) return refusal;
      const known = [...sent].find(([, one]) => one.key === key)?.[0];
      const id = known ?? `tr_${sent.size + 1}`;
      if (known === undefined) sent.set(id, { key, account, amount, reference, reversed: subtract(amount, amount) });
      if (
        known === undefined &&
        !fromBalance &&
        [...sent.values()].filter((one) => one.reference === reference && one.account === account).length > 1
      )
        throw new Error(`a second transfer with the source ${reference}`);
      return fault === "lost" ? unknownBecause("timeout") : { kind: "sent", id, settled: null };
    },
    async reverse({ key, transferId, amount }): Promise<ReversalOutcome> {
      calls.push(key);
      const fault = faults.shift();
      if (fault === "never_arrives") return unknownBecause("timeout");
      if (fault === "short") return { kind: "short" };
      const refusal = refusalOf(fault);
      if (refusal !== null) return refusal;
      const transfer = sent.get(transferId);
      if (transfer === undefined) return { kind: "refused", why: "no_such_transfer", isFinal: true };
      if (!taken.has(key)) {
        const reversed = add(transfer.reversed, amount);
        if (reversed.amountMinor > transfer.amount.amountMinor)
          return { kind: "refused", why: "too_much", isFinal: true };
        transfer.reversed = reversed;
        taken.set(key, `trr_${taken.size + 1}`);
      }
      return fault === "lost" ? unknownBecause("timeout") : { kind: "reversed", id: taken.get(key) ?? "" };
    },
    async list({ reference }) {
      const transfers = [...sent].flatMap(([id, one]): ProviderTransfer[] =>
        one.reference === reference
          ? [{ id, key: one.key, account: one.account, amount: one.amount, reversed: one.reversed }]
          : [],
      );
      return { kind: "listed", transfers };
    },
  };
  return {
    service,
    calls,
    /** What the next calls meet. */
    meet: (...next: readonly Fault[]) => void faults.push(...next),
    /** What an account has, of all payments, in minor units. */
    balance: (account: string) =>
      [...sent.values()]
        .filter((one) => one.account === account)
        .reduce((all, one) => all + one.amount.amountMinor - one.reversed.amountMinor, 0),
    /** Its own books of a payment. */
    ledger: ({ paymentReference: reference, attemptId: attempt }: Order) =>
      [...sent].flatMap(([id, one]): LedgerTransfer[] =>
        one.reference === reference
          ? [
              {
                id,
                attempt,
                account: one.account,
                amount_minor: one.amount.amountMinor,
                reversed_minor: one.reversed.amountMinor,
                currency: one.amount.currency,
              },
            ]
          : [],
      ),
    /** A transfer that the provider made with the charge itself. */
    madeWithCharge: (reference: string, account: string, amount: Money) =>
      void sent.set(`tr_${sent.size + 1}`, {
        key: null,
        account,
        amount,
        reference,
        reversed: money(0, amount.currency),
      }),
    /** Somebody takes back at the provider. */
    reverseThere(account: string, amount: Money) {
      const transfer = [...sent.values()].find((one) => one.account === account);
      if (transfer !== undefined) transfer.reversed = add(transfer.reversed, amount);
    },
  };
}
