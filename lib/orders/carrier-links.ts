import type { Shipment } from "./order.ts";

/** Where carriers show a parcel to whoever has its number. Names as merchants write them, in lower case. */
const CARRIERS: readonly (readonly [names: readonly string[], address: (number: string) => string])[] = [
  [["ups"], (number) => `https://www.ups.com/track?tracknum=${number}`],
  [["usps"], (number) => `https://tools.usps.com/go/TrackConfirmAction?tLabels=${number}`],
  [["fedex"], (number) => `https://www.fedex.com/fedextrack/?trknbr=${number}`],
  [["dhl", "dhl express"], (number) => `https://www.dhl.com/global-en/home/tracking.html?tracking-id=${number}`],
  [["royal mail"], (number) => `https://www.royalmail.com/track-your-item#/tracking-results/${number}`],
  [
    ["canada post", "postes canada"],
    (number) => `https://www.canadapost-postescanada.ca/track-reperage/en#/details/${number}`,
  ],
  [
    ["japan post", "yu-pack"],
    (number) => `https://trackings.post.japanpost.jp/services/srv/search/direct?reqCodeNo1=${number}&locale=en`,
  ],
  [["aramex"], (number) => `https://www.aramex.com/track/results?ShipmentNumber=${number}`],
];

/** Letters and digits only: nothing of it can change where the address leads. */
const NUMBER = /^[0-9A-Z]{6,40}$/;

/**
 * Where a buyer follows a parcel: the merchant's own link, else the page of a carrier that is known by name. Null where
 * neither is there. Always https, and never a page of ours that leads on.
 */
export function trackingLink({
  carrier,
  trackingNumber,
  trackingUrl,
}: Pick<Shipment, "carrier" | "trackingNumber" | "trackingUrl">): string | null {
  if (trackingUrl !== null || carrier === null || trackingNumber === null) return trackingUrl;
  const number = trackingNumber.replaceAll(/[ -]/g, "").toUpperCase();
  const name = carrier.trim().toLowerCase();
  const address = CARRIERS.find(([names]) => names.includes(name))?.[1];
  return address === undefined || !NUMBER.test(number) ? null : address(number);
}
