import { countriesOf, placeOf, type Place } from "../place.ts";
import type { ShippingRule } from "../shop-rules.ts";
import { isOf } from "./conditions.ts";

/**
 * Whether rules deliver to a country (ISO 3166-1 alpha-2), or to a part of it, before more of the address is known. Of the rules
 * with one id those count that name the country most exactly, as for an address; those for a part of it count beside them.
 */
export function reachedBy(rules: readonly ShippingRule[]): Reached {
  let set = SETS;
  for (const rule of rules) {
    const longer = set.longer.get(rule) ?? newSet();
    set.longer.set(rule, longer);
    set = longer;
  }
  set.reached ??= readReached(rules);
  return set.reached;
}

type Reached = (country: string) => boolean;

/**
 * What was worked out before, which takes milliseconds for a hundred rules and all countries. Rules stay the same objects until
 * somebody changes them, in whichever list they are put together for a seller; so a set is found by its rules, one after the other.
 */
type RuleSet = { readonly longer: WeakMap<ShippingRule, RuleSet>; reached: Reached | null };
const newSet = (): RuleSet => ({ longer: new WeakMap(), reached: null });
const SETS = newSet();

function readReached(rules: readonly ShippingRule[]): Reached {
  const ids = new Set(rules.map(({ id }) => id));
  const byId = [...ids].map((id) =>
    rules.filter((rule) => rule.id === id).map((rule) => ({ rule, named: new Set(rule.countries) })),
  );
  const known = new Map<string, boolean>();
  return (country) => {
    const before = known.get(country);
    if (before !== undefined) return before;
    const place = placeOf({ country, region: "", postalCode: "" });
    const isIt = byId.some((alike) => isReached(alike, country, place));
    known.set(country, isIt);
    return isIt;
  };
}

type Named = { readonly rule: ShippingRule; readonly named: ReadonlySet<string> };

function isReached(alike: readonly Named[], country: string, place: Place): boolean {
  const countries = countriesOf(place);
  const ranked = alike.flatMap(({ rule, named }) => {
    const index = countries.findIndex((one) => named.has(one));
    if (index === -1 && !named.has("*")) return [];
    return [{ rule, part: partOf(rule, place), rank: index === -1 ? countries.length : index }];
  });
  const most = Math.min(...ranked.filter(({ part }) => part === "all").map(({ rank }) => rank));
  return ranked.some(
    ({ rule, part, rank }) =>
      part !== "none" &&
      (part === "some" || rank === most) &&
      rule.conditions?.exclude.countries.includes(country) !== true,
  );
}

/** How much of a country a rule is for that names it. */
function partOf({ conditions }: ShippingRule, place: Place): "all" | "some" | "none" {
  if (conditions === undefined) return "all";
  const { postalCodes, regions } = conditions;
  if (postalCodes.length > 0) return "some";
  if (regions.length === 0) return "all";
  // A territory of the United States' post is a region by itself.
  const isThere = (one: (typeof regions)[number]) =>
    place.region === "" ? countriesOf(place).includes(one.country) : isOf(one, place);
  return regions.some(isThere) ? "some" : "none";
}
