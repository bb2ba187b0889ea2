import type { ParcelTexts } from "./en.ts";

export const es: ParcelTexts = {
  inParcels: {
    one: "Llega en {count} paquete.",
    many: "Llega en {count} de paquetes.",
    other: "Llega en {count} paquetes.",
  },
  parcel: (days, goods) => `${days}: ${goods}`,
  undated: "Fecha de entrega aún desconocida",
  more: { one: "{count} artículo más", many: "{count} de artículos más", other: "{count} artículos más" },
};
