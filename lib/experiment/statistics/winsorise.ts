import { noAnswer, type Undefined } from "../answer.ts";
import type { Arm, Sums } from "../figures.ts";
import { momentsOf, quotient, type Moments } from "./moments.ts";

/** The point of the non-zero values above which a value is cut, in thousandths. */
export const CAP_PERMILLE = 999;

/** The highest values of both arms, falling; down to the one below the cap. `counted` values there are in all. */
export type HighValues = {
  readonly counted: number;
  readonly values: readonly { readonly amountMinor: number; readonly arm: Arm; readonly shoppers: number }[];
};

export type Winsorised = {
  readonly kind: "winsorised";
  readonly capMinor: number;
  readonly cappedShoppers: number;
  readonly arms: { readonly [arm in Arm]: Moments | Undefined };
};

/** The value at `place` (0 is the lowest of all) when counting down from the highest. */
function valueAt({ counted, values }: HighValues, place: number): bigint | null {
  let seen = counted;
  for (const { amountMinor, shoppers } of values) {
    seen -= shoppers;
    if (place >= seen) return BigInt(amountMinor);
  }
  return null;
}

/** The cap in thousandths of a minor unit: linear between neighbours (Hyndman, Fan 1996, type 7), so exact in thousandths. */
function capInThousandths(high: HighValues, permille: number): bigint | null {
  const place = (high.counted - 1) * permille;
  const below = valueAt(high, Math.floor(place / 1000));
  const above = valueAt(high, Math.ceil(place / 1000));
  return below === null || above === null ? null : below * 1000n + (above - below) * BigInt(place % 1000);
}

/**
 * Mean and variance of both arms with every value above one cap taken for the cap. The cap is the `permille` point of
 * both arms together, so that it cannot favour one. Exact: the sums are corrected in whole thousandths.
 */
export function winsorise(
  arms: { readonly [arm in Arm]: { readonly shoppers: number; readonly sums: Sums } },
  high: HighValues,
  permille: number = CAP_PERMILLE,
): Winsorised | Undefined {
  const cap = high.counted === 0 ? null : capInThousandths(high, permille);
  if (cap === null) return noAnswer("nothing_to_cap");
  const over = high.values.filter(({ amountMinor }) => BigInt(amountMinor) * 1000n > cap);
  const capped = (arm: Arm): Moments | Undefined => {
    let sum = arms[arm].sums.sum * 1000n;
    let squares = arms[arm].sums.squares * 1_000_000n;
    for (const value of over.filter((one) => one.arm === arm)) {
      const amount = BigInt(value.amountMinor) * 1000n;
      sum -= BigInt(value.shoppers) * (amount - cap);
      squares -= BigInt(value.shoppers) * (amount * amount - cap * cap);
    }
    if (sum < 0n || BigInt(arms[arm].shoppers) * squares < sum * sum) return noAnswer("figures_disagree");
    const moments = momentsOf(arms[arm].shoppers, { sum, squares });
    if ("kind" in moments) return moments;
    return { ...moments, mean: moments.mean / 1000, variance: moments.variance / 1_000_000 };
  };
  return {
    kind: "winsorised",
    capMinor: quotient(cap, 1000n),
    cappedShoppers: over.reduce((sum, { shoppers }) => sum + shoppers, 0),
    arms: { external: capped("external"), instant: capped("instant") },
  };
}
