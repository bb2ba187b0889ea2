import type { ParcelTexts } from "./en.ts";

export const ja: ParcelTexts = {
  inParcels: { other: "{count}個口に分けてお届けします。" },
  parcel: (days, goods) => `${days}：${goods}`,
  undated: "お届け日未定",
  more: { other: "ほか{count}点" },
};
