import { findRegion, regionChoices, type RegionChoice } from "#lib/checkout/regions/regions.ts";
import type { TypedDetails } from "#lib/wire/details-form.ts";

/** The regions of a country, as the server puts them into the page; empty where the country has no list. */
export type ListedRegions = { readonly country: string; readonly choices: readonly RegionChoice[] };

/**
 * What a form begins with where its country has a list of regions: the list for a reader of `locale`, and the region that was
 * given as one of it.
 */
export function listRegions(
  typed: TypedDetails,
  locale: string,
): { readonly typed: TypedDetails; readonly regions: ListedRegions } {
  const { country, state } = typed;
  return {
    typed: { ...typed, state: findRegion(country, state)?.code ?? state },
    regions: { country, choices: regionChoices(country, locale) },
  };
}
