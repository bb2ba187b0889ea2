import type { Address } from "#lib/checkout/session.ts";
import { countryName } from "./country-names.ts";

/** An address as it is written on a parcel, its country named in the language of `locale`. */
export function AddressLines({ address, locale }: { readonly address: Address; readonly locale: string }) {
  const lines = [
    address.name,
    address.lineOne,
    address.lineTwo ?? "",
    [address.city, [address.region, address.postalCode].filter((part) => part !== "").join(" ")]
      .filter((part) => part !== "")
      .join(", "),
    countryName(address.country, locale),
    address.phoneNumber ?? "",
  ].filter((line) => line !== "");
  return (
    <address className="not-italic wrap-anywhere">
      {lines.map((line, index) => (
        <span key={index} className="block">
          {line}
        </span>
      ))}
    </address>
  );
}
