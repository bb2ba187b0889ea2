import type { Counted } from "../../text-tables.ts";

const inParcels: Counted = { one: "Comes in {count} parcel.", other: "Comes in {count} parcels." };
const more: Counted = { one: "{count} more", other: "{count} more" };

/** Goods of one delivery that arrive at different times, in English. */
export const en = {
  inParcels,
  parcel: (days: string, goods: string) => `${days}: ${goods}`,
  /** In place of days. */
  undated: "Delivery date not known yet",
  more,
};
export type ParcelTexts = typeof en;
