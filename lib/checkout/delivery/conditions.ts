import type { Money } from "../../money.ts";
import { isPostBox } from "./post-box.ts";
import { countriesOf, isInRegion, placeOf, type Place } from "../place.ts";
import type { Address } from "../session.ts";

/** Postal codes that begin so, or those of the same length from the first to the last. Without blanks and hyphens. */
export type PostalCodes =
  | { readonly kind: "prefix"; readonly prefix: string }
  | { readonly kind: "range"; readonly from: string; readonly to: string };

/** A region of a country: code of ISO 3166-2 without the country. */
export type RegionOf = { readonly country: string; readonly region: string };

export type Exclusions = {
  readonly countries: readonly string[];
  readonly regions: readonly RegionOf[];
  readonly postalCodes: readonly PostalCodes[];
  readonly poBoxes: boolean;
  /** APO, FPO and DPO addresses of the United States. */
  readonly militaryPost: boolean;
};

/** What a step is chosen by: the goods' weight, what is paid for them, or how many pieces they are. */
export type PriceSteps = {
  readonly by: "weight" | "subtotal" | "pieces";
  /** In ascending order. The last one may have no end; without one, more than its end is not sent. */
  readonly steps: readonly {
    /** In grams or pieces, or an amount for each currency; null is no end. */
    readonly upTo: number | readonly Money[] | null;
    readonly prices: readonly Money[];
  }[];
  /** What a piece without a weight counts as; null: such goods are not priced by weight. */
  readonly gramsIfUnknown: number | null;
};

/** When a parcel leaves: on a working day, and today if ordered before the cut-off. */
export type Dispatch = {
  readonly timeZone: string;
  /** Minutes after midnight; null: whenever it is ordered, it leaves the same day. */
  readonly cutOff: number | null;
  /** 0 is Sunday. */
  readonly workingDays: ReadonlySet<number>;
  /** "2026-12-25" */
  readonly holidays: ReadonlySet<string>;
};

export type FeedPriceUse = "highest" | "per_item";

/** What a rule says beyond countries, price and days. */
export type DeliveryConditions = {
  readonly sellers: readonly string[];
  readonly regions: readonly RegionOf[];
  readonly postalCodes: readonly PostalCodes[];
  readonly exclude: Exclusions;
  readonly steps: PriceSteps | null;
  /** Added for each piece, per currency. */
  readonly perItem: readonly Money[];
  /** How the prices of the feed's rows make one of several lines; null: they are not used. docs/delivery.md */
  readonly feedPrices: FeedPriceUse | null;
  readonly dispatch: Dispatch | null;
};

type Where = { readonly countries: readonly string[]; readonly conditions?: DeliveryConditions };

/**
 * How exactly a rule names the place: postal codes before regions before the country before the country whose post
 * delivers there before everywhere. Null when it is not for the place.
 */
export function exactness(rule: Where, address: Address): number | null {
  const place = placeOf(address);
  const { conditions } = rule;
  const countries = countriesOf(place);
  const byCountry = countries.findIndex((country) => rule.countries.includes(country));
  if (byCountry === -1 && !rule.countries.includes("*")) return null;
  const base = byCountry === -1 ? 0 : 10 - byCountry;
  if (conditions === undefined) return base;
  const { regions, postalCodes } = conditions;
  if (postalCodes.length > 0) return postalCodes.some((codes) => hasPostalCode(codes, place)) ? base + 40 : null;
  if (regions.length > 0) return regions.some((one) => isOf(one, place)) ? base + 20 : null;
  return base;
}

/** Whether a rule that is for the place does not go there after all; no less exact rule with its id steps in. */
export function isExcluded({ conditions }: Where, address: Address): boolean {
  if (conditions === undefined) return false;
  const { exclude } = conditions;
  const place = placeOf(address);
  return (
    exclude.countries.some((country) => countriesOf(place)[0] === country) ||
    exclude.regions.some((one) => isOf(one, place)) ||
    exclude.postalCodes.some((codes) => hasPostalCode(codes, place)) ||
    (exclude.poBoxes && isPostBox(address)) ||
    (exclude.militaryPost && place.country === "US" && MILITARY.has(place.region))
  );
}

const MILITARY: ReadonlySet<string> = new Set(["AA", "AE", "AP"]);

export const isOf = ({ country, region }: RegionOf, place: Place): boolean =>
  countriesOf(place).includes(country) && isInRegion(place, region);

export function hasPostalCode(codes: PostalCodes, { postalCode }: Place): boolean {
  const code = postalCode.replace(/[\s-]+/g, "");
  if (codes.kind === "prefix") return code.startsWith(codes.prefix);
  const start = code.slice(0, codes.from.length);
  return start.length === codes.from.length && start >= codes.from && start <= codes.to;
}
