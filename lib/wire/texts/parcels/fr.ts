import type { ParcelTexts } from "./en.ts";

export const fr: ParcelTexts = {
  inParcels: { one: "Livré en {count} colis.", many: "Livré en {count} de colis.", other: "Livré en {count} colis." },
  parcel: (days, goods) => `${days} : ${goods}`,
  undated: "Date de livraison pas encore connue",
  more: { one: "{count} autre article", many: "{count} d’autres articles", other: "{count} autres articles" },
};
