import { sessionId } from "#lib/ids.ts";
import { unreachable } from "#lib/invariant.ts";
import type { FaultBench } from "./fault-bench.ts";
import type { DisputeTurn } from "./payment-service.ts";
import type { ShopProcess } from "./shop-process-client.ts";

/** What happens to a purchase once it is paid. Those that need a bank with disputes do nothing with the sandbox. */
export type AfterSaleAct =
  /** `amountMinor` null: all that is left. `isRepeated`: the merchant's program sends it twice. */
  | { readonly do: "refund"; readonly amountMinor: number | null; readonly isRepeated: boolean }
  | { readonly do: "dispute"; readonly isInquiry: boolean }
  | { readonly do: "turn the dispute"; readonly turn: DisputeTurn }
  | { readonly do: "let refunds turn" }
  | { readonly do: "change the balance"; readonly isLow: boolean };

const AFTER_SALE: ReadonlySet<string> = new Set<AfterSaleAct["do"]>([
  "refund",
  "dispute",
  "turn the dispute",
  "let refunds turn",
  "change the balance",
]);

export const isAfterSale = (act: { readonly do: string }): act is AfterSaleAct => AFTER_SALE.has(act.do);

export async function performAfterSale(
  { reads, service: { afterSale } }: FaultBench,
  shop: ShopProcess,
  session: string,
  act: AfterSaleAct,
): Promise<void> {
  switch (act.do) {
    case "refund": {
      const found = await reads.session(sessionId(session));
      if (found?.status !== "completed") return;
      const refund = () => shop.refund(found.orderId, act.amountMinor, `refund ${act.amountMinor}`);
      await Promise.all(act.isRepeated ? [refund(), refund()] : [refund()]);
      return;
    }
    case "dispute":
      return afterSale?.dispute(session, act.isInquiry);
    case "turn the dispute":
      return afterSale?.turnDisputes(act.turn, session);
    case "let refunds turn":
      return afterSale?.turnRefunds();
    case "change the balance":
      return afterSale?.setBalanceLow(act.isLow);
    default:
      return unreachable(act);
  }
}

/** The banks come to an end with what is open, lost or won by the seed. */
export async function endAfterSale({ service: { afterSale } }: FaultBench, seed: number): Promise<void> {
  await afterSale?.setBalanceLow(false);
  await afterSale?.turnDisputes("warning_closed");
  await afterSale?.turnDisputes(seed % 2 === 0 ? "won" : "lost");
  await afterSale?.turnRefunds();
}

/**
 * What a person does with the list of `npm run reconcile`: gives lost refunds again, and another way when they are lost again;
 * makes money without an attempt an order where its checkout waits for it, and gives it back otherwise.
 */
export async function settleByHand({ reads, service: { afterSale } }: FaultBench, shop: ShopProcess): Promise<void> {
  await afterSale?.turnRefunds();
  for (const { key } of await reads.lostRefunds(100))
    await shop.form("/lost-refund", { key, act: key.endsWith(":again") ? "settled" : "again" });
  for (const { reference, use } of await reads.unsettledCaptures(100)) {
    if (use !== "unmatched") continue;
    const matched = await shop.form<{ kind: string }>("/unmatched", { reference, act: "match" });
    if (matched.kind === "done" && matched.answer.kind !== "matched")
      await shop.form("/unmatched", { reference, act: "give_back" });
  }
}
