import type { ParcelTexts } from "./en.ts";

export const pt: ParcelTexts = {
  inParcels: {
    one: "Chega em {count} pacote.",
    many: "Chega em {count} de pacotes.",
    other: "Chega em {count} pacotes.",
  },
  parcel: (days, goods) => `${days}: ${goods}`,
  undated: "Data de entrega ainda desconhecida",
  more: { one: "mais {count} item", many: "mais {count} de itens", other: "mais {count} itens" },
};
