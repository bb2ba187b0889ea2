import type { SellerState } from "./seller.ts";

/** Who changes a seller's state: whoever runs the shop, the seller with a key of their own, or a feed that names a new one. */
export type SellerActor = "operator" | "seller" | "feed";

/**
 * Which state may follow which, and who may bring it about. A seller may stop selling by themselves, and nothing else:
 * whether somebody sells here is the shop's decision. What the provider restricts is no state of ours.
 */
const ALLOWED: Readonly<Record<SellerState, Readonly<Partial<Record<SellerState, readonly SellerActor[]>>>>> = {
  onboarding: { active: ["operator"], closed: ["operator"] },
  active: { paused: ["operator", "seller"], closed: ["operator"] },
  paused: { active: ["operator"], closed: ["operator"] },
  closed: {},
};

export type SellerMove =
  | { readonly kind: "moved" }
  /** They are there already. */
  | { readonly kind: "unchanged" }
  /** `allowed`: where this actor may take the seller from here. */
  | { readonly kind: "refused"; readonly allowed: readonly SellerState[]; readonly isForOperator: boolean };

/** Whether an actor may take a seller from one state to another. Pure. */
export function moveSeller(from: SellerState, to: SellerState, actor: SellerActor): SellerMove {
  if (from === to) return { kind: "unchanged" };
  const next = ALLOWED[from];
  if (next[to]?.includes(actor) === true) return { kind: "moved" };
  const allowed = (Object.keys(next) as SellerState[]).filter((state) => next[state]?.includes(actor) === true);
  return { kind: "refused", allowed, isForOperator: next[to]?.includes("operator") === true };
}
