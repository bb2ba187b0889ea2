import { contextAt } from "../accounts.ts";
import { retryOnConflict, type PurchaseContext } from "../context.ts";
import type { Planned } from "../dry-run.ts";
import {
  beginAsItWas,
  decideGiveBack,
  decideKeep,
  find,
  notConfigured,
  type UnmatchedOutcome,
  type UnmatchedRequest,
} from "./unmatched.ts";

/** What an act on an unmatched payment would do, decided by the same code and rolled back. */
export async function planUnmatched(
  context: PurchaseContext,
  { reference, act, why }: UnmatchedRequest & { readonly act: "match" | "give_back" | "keep" },
): Promise<Planned | UnmatchedOutcome> {
  const found = await find(context, reference);
  const isRepetition = found?.use === "order" || found?.use === "kept";
  if (found === null || (found.use !== "unmatched" && !isRepetition)) return { kind: "not_unmatched" };
  const plan = { kind: "planned", order: null, sellerId: found.sellerId, amount: found.amount } as const;
  const planned = { ...plan, paid: found.amount, isRepetition } as const;
  if (isRepetition) return act === (found.use === "order" ? "match" : "keep") ? planned : { kind: "not_unmatched" };
  if (act === "keep") return (await decideKeep(context, found, why, true)) ? planned : { kind: "not_unmatched" };
  const own = await contextAt(context, found);
  if (own === null) return notConfigured(found);
  if (act === "match") return (await retryOnConflict(context, () => beginAsItWas(own, found, why, true))) ?? planned;
  const amount = await decideGiveBack(context, found, why, true);
  return amount === null ? { kind: "not_unmatched" } : { ...planned, amount };
}
