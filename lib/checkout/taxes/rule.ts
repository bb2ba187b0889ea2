import type { TaxMode } from "./line.ts";
import type { PricesShown } from "./quote.ts";

export type TaxRate = {
  readonly name: string;
  /** 88750 is 8.875 %. */
  readonly ratePerMillion: number;
};

/** Postal codes from one prefix to another, both included and without spaces: 35 to 35, or 35000 to 35999. */
export type PostalCodes = { readonly from: string; readonly to: string };

/** Tax for a country, or a part of it, and for some classes of goods. Which rule wins: docs/tax.md. */
export type TaxRule = {
  /** ISO 3166-1 alpha-2, or "*" for every country that no other rule names. */
  readonly country: string;
  /** Codes of ISO 3166-2 without the country; empty: all of it. */
  readonly regions: readonly string[];
  /** Empty: all of them. */
  readonly postalCodes: readonly PostalCodes[];
  /** Empty: every class. */
  readonly classes: readonly string[];
  /** More than one where several taxes are shown apart, as GST and PST. */
  readonly rates: readonly TaxRate[];
  readonly mode: TaxMode;
  readonly appliesToShipping: boolean;
  /** Whose goods it is for; absent: everybody's. */
  readonly sellers?: readonly string[];
};

export type TaxSettings = {
  /** The class of a product without one, and of one whose class no rule names. */
  readonly defaultClass: string;
  /** Delivery takes the highest rate of the goods in the parcel, or is split over them by their worth. */
  readonly delivery: "highest" | "pro_rata";
  /** Rates of the United States by ZIP code of five digits; they refine the rule of the state. */
  readonly zipRates: ReadonlyMap<string, TaxRate>;
  /** What a tax service calls a class: "txcd_35010000" for "books". A class without one is taxed as the service's default. */
  readonly serviceCodes: ReadonlyMap<string, string>;
  /** How prices are shown in a country, ISO 3166-1 alpha-2; elsewhere as its rule has them. */
  readonly pricesShown: ReadonlyMap<string, PricesShown>;
  /** Where the seller is established, ISO 3166-1 alpha-2. Null: no sale is taxed by who buys. */
  readonly sellerCountry: string | null;
  /** A VAT number that no register was asked about counts by its form. */
  readonly acceptsUncheckedTaxIds: boolean;
};

export const NO_TAX_SETTINGS: TaxSettings = {
  defaultClass: "standard",
  delivery: "highest",
  zipRates: new Map(),
  serviceCodes: new Map(),
  pricesShown: new Map(),
  sellerCountry: null,
  acceptsUncheckedTaxIds: false,
};

/** A class as it is compared: "Reduced rate", "reduced-rate" as WooCommerce has it, and "reduced" are one. */
export const taxClassOf = (text: string): string =>
  text
    .trim()
    .toLowerCase()
    .replace(/[\s_-]+/g, "_")
    .replace(/_rated?$/, "");
