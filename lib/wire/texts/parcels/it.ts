import type { ParcelTexts } from "./en.ts";

export const it: ParcelTexts = {
  inParcels: {
    one: "Arriva in {count} pacco.",
    many: "Arriva in {count} di pacchi.",
    other: "Arriva in {count} pacchi.",
  },
  parcel: (days, goods) => `${days}: ${goods}`,
  undated: "Data di consegna non ancora nota",
  more: { one: "{count} altro articolo", many: "{count} di altri articoli", other: "altri {count} articoli" },
};
