import type { ParcelTexts } from "./en.ts";

export const ar: ParcelTexts = {
  inParcels: {
    one: "يصل في طرد واحد.",
    two: "يصل في طردين.",
    few: "يصل في {count} طرود.",
    many: "يصل في {count} طردًا.",
    other: "يصل في {count} طرد.",
  },
  parcel: (days, goods) => `${days}: ${goods}`,
  undated: "موعد التوصيل غير معروف بعد",
  more: {
    one: "منتج آخر",
    two: "منتجان آخران",
    few: "{count} منتجات أخرى",
    many: "{count} منتجًا آخر",
    other: "{count} منتج آخر",
  },
};
