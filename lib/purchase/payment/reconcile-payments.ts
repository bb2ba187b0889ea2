import type { ProviderAccount } from "../../payments/account.ts";
import type { PaymentProvider } from "../../payments/provider.ts";
import { accountsToCompare, contextWith } from "../accounts.ts";
import { askProvider } from "../ask-provider.ts";
import type { PurchaseContext } from "../context.ts";
import { readRefunds } from "../orders/read-refunds.ts";
import { recordUnmatched } from "../unmatched/unmatched.ts";
import { recordPayment } from "./record-payment.ts";

/** Of `looked` payments at the service, `found` were in none of our books. `unknown`: it could not be compared. */
export type Reconciliation =
  | {
      readonly kind: "compared";
      readonly looked: number;
      readonly found: number;
      /** Payments of attempts that we do not know which bear another installation's id. */
      readonly ofOthers: number;
      /** Payments whose refunds were other than in our books, and are read again. */
      readonly refundsFound: number;
      /** Accounts that gave no answer, and whose books are compared the next time. */
      readonly unanswered: readonly ProviderAccount[];
    }
  /** None of them answered. */
  | { readonly kind: "unknown" };

/** Accounts that are compared at once: one that is silent keeps a lane for a minute, and not the others. */
const LANES = 4;
/** As many names are in a line of the log. */
const MAX_NAMED = 20;

/**
 * Compares the books of every configured account, and of sellers' own accounts where something was begun since a moment or is
 * open, with ours; null when none has a list to compare. Each by itself: one that does not answer is named and compared the
 * next time.
 */
export async function reconcileAccounts(context: PurchaseContext, since: Date): Promise<Reconciliation | null> {
  const accounts = accountsToCompare(context, since);
  const total = { looked: 0, found: 0, ofOthers: 0, refundsFound: 0 };
  const unanswered: ProviderAccount[] = [];
  let answered = 0;
  const compare = async (provider: PaymentProvider, from: Date): Promise<void> => {
    const own = contextWith(context, provider);
    const result = await reconcilePayments(own, from).catch((error: unknown): Reconciliation => {
      const fields = { provider: provider.name, account: provider.account };
      context.report({ level: "error", message: "an account's books could not be compared", fields, error });
      return { kind: "unknown" };
    });
    if (result.kind === "unknown") return void unanswered.push({ provider: provider.name, account: provider.account });
    answered += 1;
    for (const figure of ["looked", "found", "ofOthers", "refundsFound"] as const) total[figure] += result[figure];
  };
  const lane = async (): Promise<void> => {
    for (let next = await accounts.next(); next.done !== true; next = await accounts.next())
      if (next.value.provider.listPayments !== null) await compare(next.value.provider, next.value.since);
  };
  await Promise.all(Array.from({ length: LANES }, lane));
  if (answered + unanswered.length === 0) return null;
  if (answered === 0) return { kind: "unknown" };
  if (unanswered.length > 0)
    context.report({
      level: "warn",
      message: "accounts at the payment provider did not answer; their books are compared the next time",
      fields: {
        accounts: unanswered
          .slice(0, MAX_NAMED)
          .map(({ account }) => account)
          .join(" "),
        count: unanswered.length,
      },
    });
  return { kind: "compared", ...total, unanswered };
}

/**
 * Compares what the payment service took since a moment with our own books, and records what is missing: money that no
 * reply, look-up or event reported. It becomes an order where its session still waits for it; otherwise it is given back. What
 * bears our mark and names no attempt of ours is listed for a person; without our mark it is another installation's.
 */
export async function reconcilePayments(context: PurchaseContext, since: Date): Promise<Reconciliation> {
  const { provider, store } = context;
  const { listPayments } = provider;
  if (listPayments === null)
    return { kind: "compared", looked: 0, found: 0, ofOthers: 0, refundsFound: 0, unanswered: [] };
  const list = await askProvider(context, { call: "listPayments" }, () => listPayments(since));
  if (list.kind === "unknown") return { kind: "unknown" };
  const taken = list.payments;
  const missing = await store.unrecorded(
    provider.name,
    taken.map((payment) => payment.reference),
  );
  let [found, ofOthers] = [0, 0];
  for (const payment of taken) {
    const { attemptId, reference, amount, isMarked = false, isOfOther = false } = payment;
    if (!missing.has(reference)) continue;
    try {
      const { kind } = await recordPayment(context, { attemptId, outcome: { kind: "captured", reference, amount } });
      const isFound = kind === "no_such_attempt" ? isMarked && (await recordUnmatched(context, payment)) : true;
      if (kind !== "already_recorded" && isFound) found += 1;
      if (kind === "no_such_attempt" && isOfOther) ofOthers += 1;
    } catch (error) {
      context.report({
        level: "error",
        message: "a payment is not in our books yet; the next comparison tries again",
        fields: { attemptId, reference, provider: provider.name },
        error,
      });
    }
  }
  const refundsFound = await compareRefunds(context, since);
  return refundsFound === null
    ? { kind: "unknown" }
    : { kind: "compared", looked: taken.length, found, ofOthers, refundsFound, unanswered: [] };
}

/**
 * Reads the refunds of every payment that the service's list of refunds shows otherwise than our books do: a restored backup
 * does not have them, and an event that was lost for good reported none. Null: the service does not answer.
 */
async function compareRefunds(context: PurchaseContext, since: Date): Promise<number | null> {
  const { provider, store } = context;
  const { listRefundsSince } = provider;
  if (listRefundsSince === null) return 0;
  const list = await askProvider(context, { call: "listRefundsSince" }, () => listRefundsSince(since));
  if (list.kind === "unknown") return null;
  const changed = await store.paymentsRefundedOtherwise(provider.name, list.refunds);
  let found = 0;
  for (const reference of changed) if ((await readRefunds(context, reference)) === "read") found += 1;
  return found;
}
