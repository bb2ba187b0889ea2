import type { Money } from "../../money.ts";
import { placeOf, type Place } from "../place.ts";
import type { Address, DeliveryOption, LineItem, MissingDetail } from "../session.ts";
import type { ShopRules } from "../shop-rules.ts";
import type { TaxQuote } from "./quote.ts";
import { taxClassOf } from "./rule.ts";

type Tables = Pick<ShopRules, "taxes" | "taxSettings">;

/** Whether goods of a class are taxed anywhere, so that it matters where their buyer is. */
function isTaxedSomewhere({ taxes, taxSettings }: Tables, category: string | null): boolean {
  const name = category === null || category.trim() === "" ? taxSettings.defaultClass : taxClassOf(category);
  if (name === "zero" || name === "exempt") return taxes.some((rule) => rule.classes.includes(name));
  return taxes.length > 0 || taxSettings.zipRates.size > 0;
}

/** False when a rule of the country asks for a region, or a postal code, and the place has none. */
function isExactEnough({ taxes, taxSettings }: Tables, { country, region, postalCode }: Place): boolean {
  const ofCountry = taxes.filter((rule) => rule.country === country);
  const needsRegion = ofCountry.some((rule) => rule.regions.length > 0);
  const needsCode =
    ofCountry.some((rule) => rule.postalCodes.length > 0) || (country === "US" && taxSettings.zipRates.size > 0);
  return !(needsRegion && region === "") && !(needsCode && postalCode === "");
}

type Priced = {
  readonly lines: readonly Pick<LineItem, "isDigital" | "taxCategory">[];
  /** The price of each line after every discount. */
  readonly taxable: readonly Money[];
  readonly address: Address | null;
  readonly rules: Tables;
};

/** What nobody can pay without. Where the buyer is counts when something is sent, or when what is sold is taxed. */
export function missingIn(
  { lines, taxable, address, rules }: Priced,
  chosen: DeliveryOption | null,
  tax: Pick<TaxQuote, "problem" | "basis">,
): readonly MissingDetail[] {
  const isSent = lines.some((line) => !line.isDigital);
  if (isSent && address === null) return ["delivery_address"];
  if (isSent && chosen === null) return ["delivery_option"];
  if (tax.problem === "unavailable") return ["tax"];
  if (tax.problem === "place") return [address === null ? "tax_address" : "exact_address"];
  if (isSent || tax.basis.source === "service") return [];
  const isTaxed = lines.some(
    (line, index) => (taxable[index]?.amountMinor ?? 0) > 0 && isTaxedSomewhere(rules, line.taxCategory),
  );
  return isTaxed && (address === null || !isExactEnough(rules, placeOf(address))) ? ["tax_address"] : [];
}
