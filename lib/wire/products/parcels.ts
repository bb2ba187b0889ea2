import { listFormat } from "../../formats.ts";
import type { DeliveryDays, DeliveryOption } from "../../checkout/session.ts";
import { counted, type Chosen } from "../text-tables.ts";
import type { ParcelTexts } from "../texts/parcels/en.ts";
import { parcelTexts } from "../texts/parcels/parcel-texts.ts";

type Titled = { readonly id: string; readonly title: string };

/** How days are written where the parcels are shown, and titles, which are the seller's own words. */
type Written = {
  readonly days: (days: DeliveryDays) => string;
  readonly title: (title: string) => string;
};

/** More titles would make a line that nobody reads; the goods themselves stand beside it. */
const MAX_TITLES = 2;
const MAX_TITLE = 60;

/**
 * What a buyer should know of a delivery whose goods arrive at different times: that they come in parcels, and for each
 * of them its goods and its days, or first that those are not known. One parcel has no heading. Null where all of it comes
 * together on days that are known.
 */
export function parcelsText(
  { parcels }: Pick<DeliveryOption, "parcels">,
  goods: readonly Titled[],
  locale: string,
  { days, title }: Written,
): { readonly heading: string | null; readonly lines: readonly string[] } | null {
  if (parcels === undefined) return null;
  const texts = parcelTexts(locale);
  // What has no days first, so that it is not what is lost where there is room for the beginning alone.
  const inOrder = parcels.toSorted((one, other) => Number(one.days !== null) - Number(other.days !== null));
  const lines = inOrder.map((parcel) => {
    const titles = goods.filter(({ id }) => parcel.lineIds.includes(id)).map((one) => title(short(one.title)));
    return texts.parcel(parcel.days === null ? texts.undated : days(parcel.days), listOf(titles, texts));
  });
  const heading = parcels.length === 1 ? null : counted(texts.inParcels, parcels.length, texts.locale);
  return { heading, lines };
}

const short = (title: string): string => (title.length > MAX_TITLE ? `${title.slice(0, MAX_TITLE - 1)}…` : title);

function listOf(titles: readonly string[], { more, locale }: Chosen<ParcelTexts>): string {
  const shown = titles.length > MAX_TITLES ? titles.slice(0, MAX_TITLES - 1) : titles;
  const left = titles.length - shown.length;
  return listFormat(locale, {}).format(left === 0 ? shown : [...shown, counted(more, left, locale)]);
}
