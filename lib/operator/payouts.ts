import { z } from "zod";
import type { Operator } from "../purchase/operator.ts";
import { payoutView, type PayoutView } from "../wire/disputes/payouts.ts";
import type { Emit } from "./control-socket.ts";

export const PAYOUTS_VERB = "payouts";
export const payoutsRequest = z.object({ month: z.string().regex(/^20\d{2}-(0[1-9]|1[0-2])$/) });
export type PayoutsRequest = z.infer<typeof payoutsRequest>;
export type PayoutsLine = { readonly type: "payout"; readonly payout: PayoutView };

/** Emits the payouts that arrive in a month, in Coordinated Universal Time, each with what it is made of. */
export async function listPayouts(operator: Operator, { month }: PayoutsRequest, emit: Emit): Promise<void> {
  const from = new Date(`${month}-01T00:00:00Z`);
  const until = new Date(Date.UTC(from.getUTCFullYear(), from.getUTCMonth() + 1, 1));
  for (const payout of await operator.payoutsArriving(from, until))
    await emit({ type: "payout", payout: payoutView(payout) } satisfies PayoutsLine);
}
