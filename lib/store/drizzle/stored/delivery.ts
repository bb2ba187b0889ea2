import type { DeliveryDays, DeliveryOption, DeliveryParcel } from "../../../checkout/session.ts";

type StoredDays = { earliest: string; latest: string };
type StoredParcel = { lineIds: readonly string[] } & (StoredDays | { earliest: null; latest: null });
export type StoredDelivery = Omit<DeliveryOption, "earliest" | "latest" | "parcels" | "taxes"> &
  StoredDays & {
    /** Absent where all goods arrive together, and in rows from before they were told apart. */
    parcels?: readonly StoredParcel[];
    /** Absent in rows from before taxes were kept one by one. */
    taxes?: DeliveryOption["taxes"];
  };

const daysToStored = ({ earliest, latest }: DeliveryDays): StoredDays => ({
  earliest: earliest.toISOString(),
  latest: latest.toISOString(),
});
const daysFromStored = ({ earliest, latest }: StoredDays): DeliveryDays => ({
  earliest: new Date(earliest),
  latest: new Date(latest),
});
const parcelToStored = ({ lineIds, days }: DeliveryParcel): StoredParcel => ({
  lineIds,
  ...(days === null ? { earliest: null, latest: null } : daysToStored(days)),
});
const parcelFromStored = ({ lineIds, ...days }: StoredParcel): DeliveryParcel => ({
  lineIds,
  days: days.earliest === null ? null : daysFromStored(days),
});

export function deliveryToStored({ parcels, ...option }: DeliveryOption): StoredDelivery {
  return {
    ...option,
    ...daysToStored(option),
    ...(parcels === undefined ? {} : { parcels: parcels.map(parcelToStored) }),
  };
}

export function deliveryFromStored({ parcels, ...option }: StoredDelivery): DeliveryOption {
  return {
    ...option,
    ...daysFromStored(option),
    taxes: option.taxes ?? [],
    ...(parcels === undefined ? {} : { parcels: parcels.map(parcelFromStored) }),
  };
}
