import { isInOtherScript, shownRegion } from "../../checkout/regions/regions.ts";
import type { Address } from "../../checkout/session.ts";
import { cityOfCountry } from "./formats.ts";
import layouts from "./layouts.json" with { type: "json" };

const USUAL = ["%N%n%O%n%A%n%C, %S %Z"] as const;

/**
 * An address as its country writes it on a parcel, without the country and the phone number: "10623 Berlin" in Germany,
 * from the postal code down to the name in Japan's own script. A region that parcels don't bear is left out; one that
 * they do is in the address's script, or that of the language of `locale` (BCP 47).
 */
export function addressLines(address: Address, locale: string): readonly string[] {
  const { country, lineOne, lineTwo, city, postalCode } = address;
  const [local, latin = local] = Object.entries(layouts).find(([code]) => code === country)?.[1] ?? USUAL;
  const isInLetters = isInOtherScript(lineOne);
  const isLocal = local !== latin && isInLetters;
  const layout = completed((isLocal ? local : latin) ?? USUAL[0], {
    // A city that is its country is in the layout already, or needs no second mention.
    needsCity: city !== "" && city !== cityOfCountry(country),
    needsCode: postalCode !== "",
    isLocal,
  });
  const street = (rest: string): string =>
    lineTwo === null || lineTwo === "" ? lineOne : `${lineOne}${rest === "" ? "\n" : ", "}${lineTwo}`;
  const parts: Readonly<Record<string, string>> = {
    N: address.name,
    O: address.company ?? "",
    C: city,
    S: shownRegion(country, address.region, locale, isInLetters),
    Z: postalCode,
  };
  return layout
    .split("%n")
    .map((line) => written(line, (part, rest) => (part === "A" ? street(rest) : (parts[part] ?? ""))))
    .flatMap((line) => line.split("\n"))
    .filter((line) => line !== "");
}

/** Our addresses always have a city, which some layouts lack, and a code is shown wherever there is one. */
function completed(
  layout: string,
  { needsCity, needsCode, isLocal }: { needsCity: boolean; needsCode: boolean; isLocal: boolean },
): string {
  const withCity = needsCity && !layout.includes("%C") ? layout.replace("%A", isLocal ? "%C%A" : "%A, %C") : layout;
  return needsCode && !withCity.includes("%Z") ? `${withCity}%n%Z` : withCity;
}

/** One line: what stands between two parts stays where both are there, and what begins the line with its first part. */
function written(line: string, textOf: (part: string, rest: string) => string): string {
  let result = "";
  for (const { 1: before = "", 2: part = "", index, 0: whole } of line.matchAll(/([^%]*)%([NOACSZ])/g)) {
    const text = textOf(part, line.slice(index + whole.length));
    if (text !== "") result += (result !== "" || index === 0 ? before : "") + text;
  }
  return result;
}
