import type { ParcelTexts } from "./en.ts";

export const de: ParcelTexts = {
  inParcels: { one: "Kommt in {count} Paket.", other: "Kommt in {count} Paketen." },
  parcel: (days, goods) => `${days}: ${goods}`,
  undated: "Liefertermin noch nicht bekannt",
  more: { one: "{count} weiterer Artikel", other: "{count} weitere Artikel" },
};
