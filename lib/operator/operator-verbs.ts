import { z } from "zod";
import { hasMore, type Attention } from "../purchase/attention.ts";
import type { Operator } from "../purchase/operator.ts";
import type { TransferComparison } from "../purchase/transfers/compare-transfers.ts";
import type { SweepReport } from "../purchase/sweep.ts";
import type { ControlVerb, Emit } from "./control-socket.ts";
import { DISPUTE_VERB, dispute, disputeRequest } from "./disputes/dispute.ts";
import { ordersVerb } from "./orders.ts";
import { listPayouts, PAYOUTS_VERB, payoutsRequest } from "./payouts.ts";
import { REFUND_VERB, refund, refundRequest } from "./refund.ts";
import { cancelVerb } from "./orders/cancel.ts";
import { routesVerb } from "./routing/routes.ts";
import { booksVerb } from "./sellers/books.ts";
import { sellerKeysVerb } from "./sellers/keys.ts";
import { sellerReceiversVerb } from "./sellers/receivers.ts";
import { sellersVerb } from "./sellers/sellers.ts";
import { settleVerb } from "./settle.ts";
import { resendVerb } from "./resend.ts";
import { SHIP_VERB, ship, shipRequest } from "./ship.ts";
import { UNMATCHED_VERB, unmatchedVerb } from "./unmatched.ts";
import type { DeadJob, Jobs } from "../store/jobs.ts";

/** What `npm run reconcile` prints, in this order; the last two as often as there are pages of them. */
export type ReconcileLine =
  | ({ readonly type: "swept" } & SweepReport)
  | { readonly type: "revived"; readonly jobs: number }
  | ({ readonly type: "transfers" } & TransferComparison)
  | ({ readonly type: "attention" } & Attention)
  | { readonly type: "dead"; readonly jobs: readonly DeadJob[] };

const PAGE = 200;

/** Asks about everything that is open, then lists what needs a person. */
export async function reconcile(
  { operator, jobs }: { operator: Operator; jobs: Jobs },
  request: { readonly revive: boolean; readonly since?: string | null },
  emit: Emit,
): Promise<void> {
  if (request.revive) await emit({ type: "revived", jobs: await jobs.reviveDead() } satisfies ReconcileLine);
  const booksSince = request.since ? new Date(request.since) : undefined;
  await emit({ type: "swept", ...(await operator.sweep(booksSince)) } satisfies ReconcileLine);
  const compared = await operator.compareTransfers(booksSince);
  // A shop without sellers' money has nothing to say about it.
  if (compared.looked > 0) await emit({ type: "transfers", ...compared } satisfies ReconcileLine);
  for (let page: Attention | null = null; page === null || hasMore(page, PAGE);) {
    page = await operator.attention(PAGE, page);
    await emit({ type: "attention", ...page } satisfies ReconcileLine);
  }
  for (let page: readonly DeadJob[] | null = null; page === null || page.length === PAGE;) {
    page = await jobs.dead(PAGE, page?.at(-1));
    await emit({ type: "dead", jobs: page } satisfies ReconcileLine);
  }
}

export const RECONCILE_VERB = "reconcile";

/** The operator's verbs for the control socket. */
export function operatorVerbs(runtime: {
  readonly operator: Operator;
  readonly jobs: Jobs;
  readonly publicUrl: string;
}): Readonly<Record<string, ControlVerb>> {
  const busy = "the server is busy";
  return {
    ...ordersVerb(runtime),
    [UNMATCHED_VERB]: unmatchedVerb(runtime),
    ...settleVerb(runtime),
    ...booksVerb(runtime),
    ...routesVerb(runtime),
    ...sellersVerb(runtime),
    ...sellerKeysVerb(runtime),
    ...sellerReceiversVerb(runtime),
    ...cancelVerb(runtime),
    ...resendVerb(runtime),
    [RECONCILE_VERB]: {
      must: '{"revive": true or false, "since": "2026-11-28T00:00:00Z" or null}',
      busy,
      begin(body) {
        const read = z
          .object({ revive: z.boolean(), since: z.iso.datetime().nullable().default(null) })
          .safeParse(body);
        return read.success ? (emit) => reconcile(runtime, read.data, emit) : "not_understood";
      },
    },
    [SHIP_VERB]: {
      must: '{"order": "T-…", "shipment": "…" or null, "carrier": …, "tracking": …, "url": …, "lines": …, "delivered": …}',
      busy,
      begin(body) {
        const read = shipRequest.safeParse(body);
        return read.success ? (emit) => ship(runtime.operator, read.data, emit) : "not_understood";
      },
    },
    [DISPUTE_VERB]: {
      must: '{"order": "T-…", "act": {"kind": "show"}}, or the act release, prepare or submit',
      busy,
      begin(body) {
        const read = disputeRequest.safeParse(body);
        return read.success ? (emit) => dispute(runtime, read.data, emit) : "not_understood";
      },
    },
    [PAYOUTS_VERB]: {
      must: '{"month": "2026-11"}',
      busy,
      begin(body) {
        const read = payoutsRequest.safeParse(body);
        return read.success ? (emit) => listPayouts(runtime.operator, read.data, emit) : "not_understood";
      },
    },
    [REFUND_VERB]: {
      must: '{"order": "T-…", "amount": "12.50 USD" or null, "lines": …, "requestId": … or null, "why": "…"} or {"lost": …}',
      busy,
      begin(body) {
        const read = refundRequest.safeParse(body);
        return read.success ? (emit) => refund(runtime.operator, read.data, emit) : "not_understood";
      },
    },
  };
}
