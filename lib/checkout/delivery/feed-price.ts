import type { FeedDelivery } from "../../catalog/product.ts";
import type { Currency, Money } from "../../money.ts";
import { countriesOf, type Place } from "../place.ts";
import { findRegion } from "../regions/regions.ts";
import { hasPostalCode, isOf, type PostalCodes } from "./conditions.ts";

type Named = { readonly id: string; readonly title: string };

/**
 * What a product's row asks for one way to deliver to a place; null when it says nothing of it in this currency. Where
 * some of its prices name the way, by id or title, only those count; then the price that names the place most exactly, and
 * of two the first.
 */
export function feedPrice(prices: readonly FeedDelivery[], way: Named, place: Place, currency: Currency): Money | null {
  const fitting = prices.flatMap(({ service, price, ...where }) => {
    const exact = price.currency === currency ? exactnessOf(where, place) : null;
    const isNamed = service !== null && [way.id, way.title].some((name) => folded(name) === folded(service));
    return exact === null || (service !== null && !isNamed) ? [] : [{ price, exact, isNamed }];
  });
  const named = fitting.filter(({ isNamed }) => isNamed);
  const counting = named.length > 0 ? named : fitting;
  const most = Math.max(...counting.map(({ exact }) => exact));
  return counting.find(({ exact }) => exact === most)?.price ?? null;
}

const folded = (name: string): string => name.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, "");

type Where = Omit<FeedDelivery, "service" | "price">;

/** In the order of a delivery rule's: postal code, region, country, the country whose post delivers there, everywhere. */
function exactnessOf({ country, region, postalCode }: Where, place: Place): number | null {
  const countries = countriesOf(place);
  const index = country === null ? -1 : countries.indexOf(country);
  if (country !== null && index === -1) return null;
  if (region !== null && !isInNamedRegion(country ?? place.country, region, place)) return null;
  if (postalCode !== null && !hasPostalCode(postalCodesIn(postalCode), place)) return null;
  return (postalCode === null ? 0 : 40) + (region === null ? 0 : 20) + (index === -1 ? 0 : 10 - index);
}

/** Feeds have regions by code, and by name where a shop system writes one. */
function isInNamedRegion(country: string, text: string, place: Place): boolean {
  const region = findRegion(country, text)?.code ?? text.toUpperCase();
  return isOf({ country, region }, place);
}

/** Two beginnings or codes of one length are a range; `100-0001` is one code. */
function postalCodesIn(text: string): PostalCodes {
  const [from = "", to = ""] = text.split("-").map((one) => one.replace("*", ""));
  if (to !== "" && from.length === to.length) return { kind: "range", from, to };
  return { kind: "prefix", prefix: text.replace(/[-*]/g, "") };
}
