import type { RegionChoice } from "#lib/checkout/regions/regions.ts";

/** The regions of a country, as the server puts them into the page; empty where the country has no list. */
export type ListedRegions = { readonly country: string; readonly choices: readonly RegionChoice[] };

/** The hidden field that says whose regions a form lists. */
export const LISTED_COUNTRY = "listed_country";
