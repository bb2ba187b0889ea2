import type { ParcelTexts } from "./en.ts";

export const nl: ParcelTexts = {
  inParcels: { one: "Komt in {count} pakket.", other: "Komt in {count} pakketten." },
  parcel: (days, goods) => `${days}: ${goods}`,
  undated: "Bezorgdatum nog niet bekend",
  more: { one: "nog {count} artikel", other: "nog {count} artikelen" },
};
