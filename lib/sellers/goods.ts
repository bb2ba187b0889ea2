/** By which routes goods may be sold: both, on the shop's own page alone, or not at all. */
export const GOODS_ROUTES = ["any", "external", "none"] as const;
export type GoodsRoute = (typeof GOODS_ROUTES)[number];

/** What may be sold where, of a seller or of the whole shop. */
export type GoodsRule = {
  /** The beginning of a category path, level by level; null: every category. */
  readonly category: string | null;
  /** Where it is delivered to, ISO 3166-1 alpha-2; empty: anywhere. */
  readonly countries: readonly string[];
  readonly route: GoodsRoute;
  /** For the operator and for whoever asks why. */
  readonly why: string;
};

const levelsOf = (category: string): readonly string[] =>
  category.split(">").map((level) => level.trim().toLowerCase());

/** Whether a category of the feed is `rule`'s or below it. */
export function isBelow(category: string | null, rule: string | null): boolean {
  if (rule === null) return true;
  if (category === null) return false;
  const levels = levelsOf(category);
  return levelsOf(rule).every((level, index) => levels[index] === level);
}

/**
 * The first rule that applies to goods of a category; null: none does, so they may be sold. `country` null: nobody knows
 * yet where they go, and only rules for every place apply.
 */
export const goodsRuleFor = (
  rules: readonly GoodsRule[],
  { category, country }: { readonly category: string | null; readonly country: string | null },
): GoodsRule | null =>
  rules.find(
    (rule) =>
      isBelow(category, rule.category) &&
      (rule.countries.length === 0 || (country !== null && rule.countries.includes(country))),
  ) ?? null;
