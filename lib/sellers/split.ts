import type { SellerId } from "../ids.ts";
import { invariant } from "../invariant.ts";
import {
  allocate,
  allocateInSteps,
  inProportion,
  lesser,
  money,
  incrementOf,
  subtract,
  takeInSteps,
  times,
  zero,
  type Money,
} from "../money.ts";
import type { MoneyModel, Share, Split } from "./money-model.ts";
import type { FeeRule, SellerMoney } from "./seller.ts";

/** Of a payment, what the buyer pays for one seller's lines with their delivery and taxes; `lines` by what each costs. */
export type Portion = {
  readonly sellerId: SellerId;
  readonly gross: Money;
  readonly lines: readonly { readonly category: string | null; readonly amount: Money }[];
};

/** Why a seller's goods cannot be paid for now: not known or not selling, without an account, or not able to be sent money. */
export type NotReadyWhy = "not_active" | "no_account" | "cannot_receive";
export type SplitOutcome =
  /** Null: the money is the platform's. */
  | { readonly kind: "split"; readonly split: Split | null }
  | { readonly kind: "seller_not_ready"; readonly sellerId: SellerId; readonly why: NotReadyWhy };

/** Whether the platform's fee goes back to the seller in proportion, when a payment is given back or lost. */
export const FEES_ON_REFUND = ["return", "keep"] as const;
export type FeesOnRefund = (typeof FEES_ON_REFUND)[number];

/** Why a seller cannot be paid under a money model; null: it can. `undefined`: nobody knows the seller. */
export function whyNotReady(model: MoneyModel, seller: SellerMoney | undefined): NotReadyWhy | null {
  if (seller?.state !== "active") return "not_active";
  if (model === "platform") return null;
  if (seller.account === null) return "no_account";
  return seller.canReceive ? null : "cannot_receive";
}

/**
 * Divides a payment among its sellers. The gross amounts are those of the portions, so that they add up to the payment; the
 * model decides whether there may be several of them.
 */
export function splitOf(
  model: MoneyModel,
  portions: readonly Portion[],
  sellers: ReadonlyMap<SellerId, SellerMoney>,
): SplitOutcome {
  const shares: Share[] = [];
  for (const { sellerId, gross, lines } of portions) {
    const seller = sellers.get(sellerId);
    const why = whyNotReady(model, seller);
    if (why !== null) return { kind: "seller_not_ready", sellerId, why };
    if (seller === undefined || seller.account === null) continue;
    shares.push({ sellerId, account: seller.account, gross, fee: feeOf(seller.fees, gross, lines) });
  }
  if (model === "platform") return { kind: "split", split: null };
  invariant(model === "separate" || shares.length === 1, `a payment under ${model} is one seller's`);
  return { kind: "split", split: { model, shares } };
}

/**
 * The platform's fee on what a buyer pays one seller, 0 to `gross`. Delivery and what is taken off the order are divided among
 * the lines by what they cost, each line's part has the rate of its category. The fixed part counts once for the payment: the
 * greatest of the rules that are used. The sum is rounded half up once, to what providers take (incrementOf).
 */
export function feeOf(rules: readonly FeeRule[], gross: Money, lines: Portion["lines"]): Money {
  const parts =
    lines.length === 0
      ? [gross]
      : allocate(
          gross,
          lines.map(({ amount }) => amount.amountMinor),
        );
  const used = parts.map((part, index) => ({ part, rule: ruleFor(rules, lines[index]?.category ?? null) }));
  const rated = used.reduce(
    (all, { part, rule }) => all + BigInt(part.amountMinor) * BigInt(rule?.ratePerMillion ?? 0),
    0n,
  );
  const fixed = Math.max(0, ...used.map(({ rule }) => rule?.fixedMinor[gross.currency] ?? 0));
  // In whole steps, so that what is left for the seller can be sent where the payment could be taken.
  const step = BigInt(incrementOf(gross.currency));
  const steps = ((rated + BigInt(fixed) * 1_000_000n) * 2n + 1_000_000n * step) / (2_000_000n * step);
  return lesser(money(Number(steps * step), gross.currency), gross);
}

/** The rule whose category is the longest beginning of the product's, level by level; else the one for all others. */
function ruleFor(rules: readonly FeeRule[], category: string | null): FeeRule | undefined {
  const levels = levelsOf(category ?? "");
  const fits = ({ category: beginning }: FeeRule) =>
    beginning === null || levelsOf(beginning).every((level, index) => levels[index] === level);
  const depth = ({ category: beginning }: FeeRule) => (beginning === null ? -1 : levelsOf(beginning).length);
  return rules.filter(fits).toSorted((one, other) => depth(other) - depth(one))[0];
}

const levelsOf = (category: string): readonly string[] =>
  category.split(">").map((level) => level.trim().toLowerCase());

/**
 * Divides what is taken back of a payment by what each seller still has of it: no part is more than that, and when all of it
 * is taken, in however many steps, each seller has given exactly what was theirs. In amounts that providers take.
 */
export const divideTaken = (taken: Money, left: readonly Money[]): readonly Money[] => takeInSteps(taken, left);

/**
 * What of the fee is the seller's again once `taken` of its gross amount was taken back, all together: in proportion and half
 * up. Counted from the whole each time, so that no series of parts rounds otherwise than one.
 */
export function feeGivenBack({ gross, fee }: Pick<Share, "gross" | "fee">, taken: Money, how: FeesOnRefund): Money {
  if (how === "keep" || gross.amountMinor === 0) return zero(fee.currency);
  const step = incrementOf(fee.currency);
  return money(step * inProportion(fee, taken.amountMinor, times(gross, step)), fee.currency);
}

/** What the seller is sent of a payment of which nothing was taken back. */
export const netOf = ({ gross, fee }: Pick<Share, "gross" | "fee">): Money => subtract(gross, fee);

/**
 * True where a payment of this use, as a capture has it, has given its sellers their part. With a charge under `destination` or `direct` the
 * provider moves the money itself, whatever becomes of the payment here.
 */
export const hasSale = (model: Split["model"], use: string): boolean => use === "order" || model !== "separate";

/**
 * What each seller has of what was paid, where that is another amount than the one that was divided: their part of it. What
 * moves with the charge is what was asked for all the same: the transfer of a `destination` charge, the fee of a `direct` one.
 */
export function sharesOf({ model, shares }: Split, paid: Money): readonly Share[] {
  const planned = shares.reduce((all, { gross }) => all + gross.amountMinor, 0);
  if (shares.every(({ gross }) => gross.currency === paid.currency) && planned === paid.amountMinor) return shares;
  const parts = allocateInSteps(
    paid,
    shares.map(({ gross }) => gross.amountMinor),
  );
  return shares.map((share, index) => {
    const gross = parts[index] ?? zero(paid.currency);
    return { ...share, gross, fee: feeWhenPaid(model, share, gross) };
  });
}

function feeWhenPaid(model: Split["model"], share: Share, gross: Money): Money {
  const { currency } = gross;
  if (share.gross.currency === currency && model === "direct") return lesser(share.fee, gross);
  if (share.gross.currency === currency && model === "destination")
    return money(Math.max(0, gross.amountMinor - netOf(share).amountMinor), currency);
  if (share.gross.amountMinor === 0) return lesser(money(share.fee.amountMinor, currency), gross);
  const step = incrementOf(currency);
  const steps = inProportion(share.fee, gross.amountMinor, times(share.gross, step));
  return lesser(money(step * steps, currency), gross);
}
