import type { ShownAddress } from "#lib/checkout/redacted.ts";
import type { Address } from "#lib/checkout/session.ts";
import { countryName } from "./country-names.ts";

type Props<Shown> = { readonly address: Shown; readonly locale: string };

/** As much of an address as this browser is shown, its country named in the language of `locale`. */
export function ShownAddressLines({ address, locale }: Props<ShownAddress>) {
  const lines =
    address.kind === "full"
      ? linesOf(address.address, locale)
      : [address.name, address.city ?? "", countryName(address.country, locale)];
  return (
    <address className="not-italic wrap-anywhere">
      {lines
        .filter((line) => line !== "")
        .map((line, index) => (
          <span key={index} className="block">
            {line}
          </span>
        ))}
    </address>
  );
}

/** An address as it is written on a parcel. */
function linesOf(address: Address, locale: string): readonly string[] {
  return [
    address.name,
    address.company ?? "",
    address.lineOne,
    address.lineTwo ?? "",
    [address.city, [address.region, address.postalCode].filter((part) => part !== "").join(" ")]
      .filter((part) => part !== "")
      .join(", "),
    countryName(address.country, locale),
    address.phoneNumber ?? "",
  ];
}
