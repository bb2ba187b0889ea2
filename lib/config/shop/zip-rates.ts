import type { TaxRate } from "../../checkout/taxes/rule.ts";
import { readPercent } from "./values.ts";

export type ZipRates =
  | { readonly kind: "rates"; readonly rates: ReadonlyMap<string, TaxRate> }
  | { readonly kind: "invalid"; readonly problem: string };

/** Headers as the usual rate tables have them, without case and separators, the better one first. */
const ZIP_HEADERS = ["zipcode", "zip", "postalcode"];
const RATE_HEADERS = ["estimatedcombinedrate", "combinedrate", "totalrate", "rate"];
const NAME_HEADERS = ["taxname", "taxregionname", "name"];
const DEFAULT_NAME = "Sales tax";

/**
 * Reads a table of sales tax rates by ZIP code, as CSV with a header. A rate is a share of one ("0.08875") or a percentage
 * ("8.875%"); a ZIP code has five digits, of which spreadsheets drop zeros at the front.
 */
export function readZipRates(text: string): ZipRates {
  const [header = "", ...rows] = text.replace(/^\uFEFF/, "").split(/\r?\n/);
  const headers = cellsOf(header).map((cell) => cell.toLowerCase().replace(/[\s_-]/g, ""));
  const columnOf = (names: readonly string[]) =>
    names.map((one) => headers.indexOf(one)).find((index) => index !== -1) ?? -1;
  const [zipAt, rateAt, nameAt] = [columnOf(ZIP_HEADERS), columnOf(RATE_HEADERS), columnOf(NAME_HEADERS)];
  if (zipAt === -1 || rateAt === -1)
    return { kind: "invalid", problem: "line 1: needs a column ZipCode and a column EstimatedCombinedRate or Rate" };
  const rates = new Map<string, TaxRate>();
  for (const [index, row] of rows.entries()) {
    if (row.trim() === "") continue;
    const cells = cellsOf(row);
    const zip = (cells[zipAt] ?? "").padStart(5, "0");
    const ratePerMillion = readRate(cells[rateAt] ?? "");
    const line = `line ${index + 2}`;
    if (!/^\d{5}$/.test(zip)) return { kind: "invalid", problem: `${line}: "${zip}" is not a ZIP code of five digits` };
    if (ratePerMillion === null)
      return { kind: "invalid", problem: `${line}: "${cells[rateAt] ?? ""}" is not a rate like 0.08875 or 8.875%` };
    const known = rates.get(zip);
    if (known !== undefined && known.ratePerMillion !== ratePerMillion)
      return { kind: "invalid", problem: `${line}: ${zip} has another rate further up` };
    rates.set(zip, { name: cells[nameAt] || DEFAULT_NAME, ratePerMillion });
  }
  return { kind: "rates", rates };
}

const cellsOf = (row: string): readonly string[] =>
  [...row.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(([, quoted, plain]) =>
    (quoted?.replaceAll('""', '"') ?? plain ?? "").trim(),
  );

/** In millionths, and nothing is rounded: the tables have at most six decimals. */
function readRate(text: string): number | null {
  const percent = text.endsWith("%") ? readPercent(text) : null;
  if (percent !== null) return percent < 1_000_000 ? percent : null;
  const match = /^0?(?:\.(\d{1,6})0*)?$/.exec(text);
  return match === null || text === "" ? null : Number((match[1] ?? "").padEnd(6, "0"));
}
