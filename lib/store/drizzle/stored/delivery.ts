import type { DeliveryOption } from "../../../checkout/session.ts";

type StoredDays = { earliest: string; latest: string };
export type StoredDelivery = Omit<DeliveryOption, "earliest" | "latest" | "parcels" | "taxes"> &
  StoredDays & {
    /** Absent where all goods arrive together, and in rows from before they were told apart. */
    parcels?: readonly (StoredDays & { lineIds: readonly string[] })[];
    /** Absent in rows from before taxes were kept one by one. */
    taxes?: DeliveryOption["taxes"];
  };

const daysToStored = <Days extends { readonly earliest: Date; readonly latest: Date }>(days: Days) => ({
  ...days,
  earliest: days.earliest.toISOString(),
  latest: days.latest.toISOString(),
});
const daysFromStored = <Days extends StoredDays>(days: Days) => ({
  ...days,
  earliest: new Date(days.earliest),
  latest: new Date(days.latest),
});

export function deliveryToStored({ parcels, ...option }: DeliveryOption): StoredDelivery {
  return { ...daysToStored(option), ...(parcels === undefined ? {} : { parcels: parcels.map(daysToStored) }) };
}

export function deliveryFromStored({ parcels, ...option }: StoredDelivery): DeliveryOption {
  return {
    ...daysFromStored(option),
    taxes: option.taxes ?? [],
    ...(parcels === undefined ? {} : { parcels: parcels.map(daysFromStored) }),
  };
}
