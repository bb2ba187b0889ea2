import type { ShownAddress } from "#lib/checkout/redacted.ts";
import type { Address } from "#lib/checkout/session.ts";
import { addressLines } from "#lib/wire/address/address-lines.ts";
import { phoneText } from "#lib/wire/address/libphonenumber-js.ts";
import { regionName } from "#lib/wire/address/region-name.ts";

type Props<Shown> = { readonly address: Shown; readonly locale: string };

/** As much of an address as this browser is shown, its country named in the language of `locale`. */
export function ShownAddressLines({ address, locale }: Props<ShownAddress>) {
  const lines =
    address.kind === "full"
      ? linesOf(address.address, locale)
      : [address.name, address.city ?? "", regionName(address.country, locale)];
  return (
    <address className="not-italic wrap-anywhere">
      {lines
        .filter((line) => line !== "")
        .map((line, index) => (
          <span key={index} className="block">
            <bdi>{line}</bdi>
          </span>
        ))}
    </address>
  );
}

/** An address as it is written on a parcel, and how its addressee is called. */
function linesOf(address: Address, locale: string): readonly string[] {
  return [
    ...addressLines(address, locale),
    regionName(address.country, locale),
    address.phoneNumber === null ? "" : phoneText(address.phoneNumber, address.country),
  ];
}
