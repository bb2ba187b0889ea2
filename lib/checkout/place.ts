import { findRegion, regionOfPostalCode } from "./regions/regions.ts";
import type { Address } from "./session.ts";

/**
 * Where a parcel goes, in the form in which rules of delivery and tax are compared. `region` is the subdivision part of
 * ISO 3166-2 ("NY", "GC", "13"), empty where nothing says one. `postalCode` is as the country writes it.
 */
export type Place = { readonly country: string; readonly region: string; readonly postalCode: string };

type Territory = {
  readonly country: string;
  /** Where its post belongs to another country's, a postal code of that country that is the territory's. */
  readonly within: string;
  readonly postalCodes: RegExp;
  /** The other country's post delivers here at home prices. */
  readonly isDomesticPost: boolean;
};

/**
 * Countries of ISO 3166-1 that share the postal codes of another one, after the postal operators' tables as Google's
 * address data lists them (https://chromium-i18n.appspot.com/ssl-address/data). Tax goes by the smaller country: none of
 * them has the tax of the larger one by itself.
 */
const TERRITORIES: readonly Territory[] = [
  { country: "GP", within: "FR", postalCodes: /^971(?!33|50)/, isDomesticPost: false },
  { country: "BL", within: "FR", postalCodes: /^97133/, isDomesticPost: false },
  { country: "MF", within: "FR", postalCodes: /^97150/, isDomesticPost: false },
  { country: "MQ", within: "FR", postalCodes: /^972/, isDomesticPost: false },
  { country: "GF", within: "FR", postalCodes: /^973/, isDomesticPost: false },
  { country: "RE", within: "FR", postalCodes: /^974/, isDomesticPost: false },
  { country: "PM", within: "FR", postalCodes: /^975/, isDomesticPost: false },
  { country: "YT", within: "FR", postalCodes: /^976/, isDomesticPost: false },
  { country: "WF", within: "FR", postalCodes: /^986/, isDomesticPost: false },
  { country: "PF", within: "FR", postalCodes: /^987/, isDomesticPost: false },
  { country: "NC", within: "FR", postalCodes: /^988/, isDomesticPost: false },
  { country: "MC", within: "FR", postalCodes: /^980/, isDomesticPost: true },
  { country: "GG", within: "GB", postalCodes: /^GY\d/, isDomesticPost: true },
  { country: "JE", within: "GB", postalCodes: /^JE\d/, isDomesticPost: true },
  { country: "IM", within: "GB", postalCodes: /^IM\d/, isDomesticPost: true },
  { country: "AX", within: "FI", postalCodes: /^22/, isDomesticPost: true },
  { country: "SJ", within: "NO", postalCodes: /^(?:917[0-9]|8099)/, isDomesticPost: true },
  { country: "SM", within: "IT", postalCodes: /^4789/, isDomesticPost: true },
  { country: "VA", within: "IT", postalCodes: /^00120/, isDomesticPost: true },
  { country: "LI", within: "CH", postalCodes: /^94(?:8[5-9]|9[0-8])/, isDomesticPost: true },
  { country: "GL", within: "DK", postalCodes: /^39\d\d/, isDomesticPost: false },
];

/** Countries that are states of the United States' post, https://pe.usps.com/text/pub28/28apb.htm. */
const US_STATES: ReadonlySet<string> = new Set(["PR", "GU", "VI", "AS", "MP", "UM", "FM", "MH", "PW"]);

/** Countries that China's post lists among its provinces. */
const CN_REGIONS: ReadonlySet<string> = new Set(["HK", "MO", "TW"]);

/**
 * ISO 3166-2:ES, the autonomous community of each province. Written as "province:community"; where both have one code,
 * there is nothing to say.
 */
const ES_COMMUNITIES: ReadonlyMap<string, string> = new Map(
  (
    "AL:AN,CA:AN,CO:AN,GR:AN,H:AN,J:AN,MA:AN,SE:AN,HU:AR,TE:AR,Z:AR,O:AS,GC:CN,TF:CN,S:CB,AV:CL,BU:CL,LE:CL,P:CL,SA:CL," +
    "SG:CL,SO:CL,VA:CL,ZA:CL,AB:CM,CR:CM,CU:CM,GU:CM,TO:CM,B:CT,GI:CT,L:CT,T:CT,BA:EX,CC:EX,C:GA,LU:GA,OR:GA,PO:GA," +
    "PM:IB,MU:MC,M:MD,NA:NC,VI:PV,SS:PV,BI:PV,LO:RI,A:VC,CS:VC,V:VC"
  )
    .split(",")
    .map((entry): [string, string] => [entry.slice(0, entry.indexOf(":")), entry.slice(entry.indexOf(":") + 1)]),
);

/**
 * The place of an address. A territory that is written as a country and as a part of another country is one place: `PR`
 * is the state PR of `US`, `FR 97400` is `RE`. In Spain, Portugal and the United Kingdom the postal code says the region.
 */
export function placeOf({ country, region, postalCode }: Pick<Address, "country" | "region" | "postalCode">): Place {
  const code = postalCode.trim().toUpperCase();
  const part = findRegion(country, region)?.code ?? (region.length <= 3 ? region.toUpperCase() : region);
  if (US_STATES.has(country)) return { country: "US", region: country, postalCode: code };
  if (country === "CN" && CN_REGIONS.has(part)) return { country: part, region: "", postalCode: code };
  const territory = TERRITORIES.find((one) => one.within === country && one.postalCodes.test(code));
  if (territory !== undefined) return { country: territory.country, region: "", postalCode: code };
  return {
    country,
    region: certainRegion(country, code) ?? (part === "" ? likelyRegion(country, code) : part),
    postalCode: code,
  };
}

const likelyRegion = (country: string, code: string): string => regionOfPostalCode(country, code)?.code ?? "";

/** Where the postal code outdoes what is written beside it, because tax goes by it. */
function certainRegion(country: string, code: string): string | null {
  switch (country) {
    case "ES":
      return regionOfPostalCode(country, code)?.code ?? null;
    case "GB":
      return code.startsWith("BT") ? "NIR" : null;
    case "PT":
      if (/^9[0-4]/.test(code)) return "30";
      return /^9[5-9]/.test(code) ? "20" : null;
    default:
      return null;
  }
}

/** The codes of countries by which a rule may name the place, the most exact one first: a state of the United States' post also by its own. */
export function countriesOf({ country, region }: Place): readonly string[] {
  if (country === "US" && US_STATES.has(region)) return [region, "US"];
  const territory = TERRITORIES.find((one) => one.country === country);
  return territory?.isDomesticPost === true ? [country, territory.within] : [country];
}

/** Whether the place is in the region of its country, which may be a wider one than the place's own: GC is in CN. */
export function isInRegion({ country, region }: Place, code: string): boolean {
  if (region === "") return false;
  if (region === code) return true;
  return country === "ES" && ES_COMMUNITIES.get(region) === code;
}
