import type { ProviderRefund } from "#lib/orders/refund.ts";
import { unknownBecause } from "#lib/payments/failure.ts";
import type { ListRefundsOutcome, RefundOutcome } from "#lib/payments/refund-outcome.ts";
import type { ExampleAcquirerClient, ServicePayment } from "./client.ts";
import { amountOf } from "./outcome.ts";

const STATES = { received: "accepted", refunded: "done", failed: "failed" } as const;

/** All refunds of a payment; the service has them in the payment itself. */
export async function listRefunds(client: ExampleAcquirerClient, reference: string): Promise<ListRefundsOutcome> {
  const reply = await client.payment(reference);
  if (reply.kind !== "answered") return { kind: "unknown", why: reply.why };
  const refunds: ProviderRefund[] = [];
  for (const one of reply.answer.refunds) {
    const refund = refundOf(one);
    if (refund === null) return unknownBecause("unreadable", "a currency that we do not know");
    refunds.push(refund);
  }
  return { kind: "listed", refunds };
}

/** A replayed answer is that of the first request; by now the refund may be done, or have failed. */
export function refundOfNow(list: ListRefundsOutcome, id: string): RefundOutcome {
  if (list.kind === "unknown") return list;
  const found = list.refunds.find((refund) => refund.id === id);
  if (found === undefined) return unknownBecause("undecided", "a refund that was received is not in the list");
  return { kind: found.state, id, reason: found.reason };
}

function refundOf(one: ServicePayment["refunds"][number]): ProviderRefund | null {
  const amount = amountOf(one.amount);
  if (amount === null) return null;
  return {
    id: one.refundReference,
    key: one.merchantReference,
    amount,
    state: STATES[one.state],
    reason: one.state === "failed" ? "failed" : null,
    createdAt: new Date(one.receivedAt),
  };
}
