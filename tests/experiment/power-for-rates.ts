import { noAnswer, type Undefined } from "#lib/experiment/answer.ts";
import { normalCdf, normalUpperQuantile } from "#lib/experiment/statistics/stdlib-distributions.ts";

const isRate = (rate: number) => rate > 0 && rate < 1;

/**
 * Φ(d/SE − z) + Φ(−d/SE − z): the chance that a test with so many shoppers finds the effect. The product plans a test by
 * its power and never asks for the power of one; this is what a planned size is checked with.
 */
export function powerForRates(
  baseline: number,
  relativeEffect: number,
  shoppers: { readonly control: number; readonly treatment: number },
  alpha: number,
): { readonly kind: "power"; readonly standardError: number; readonly power: number } | Undefined {
  if (shoppers.control < 1 || shoppers.treatment < 1) return noAnswer("arm_without_shoppers");
  const after = baseline * (1 + relativeEffect);
  if (!isRate(baseline) || !isRate(after)) return noAnswer("rate_out_of_range");
  const standardError = Math.sqrt(
    (baseline * (1 - baseline)) / shoppers.control + (after * (1 - after)) / shoppers.treatment,
  );
  const z = normalUpperQuantile(alpha / 2);
  const shift = (after - baseline) / standardError;
  return { kind: "power", standardError, power: normalCdf(shift - z) + normalCdf(-shift - z) };
}
