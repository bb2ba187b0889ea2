import { numberFormat } from "../../formats.ts";
import type { TaxShare } from "./line.ts";

/** "VAT (19%)" in the reader's way of writing numbers; a name that says its rate already stays as the merchant wrote it. */
export function taxLabel({ name, ratePerMillion }: Pick<TaxShare, "name" | "ratePerMillion">, locale: string): string {
  if (ratePerMillion === null || /\d/.test(name)) return name;
  const percent = numberFormat(locale, { style: "percent", maximumFractionDigits: 4 });
  return `${name} (${percent.format(ratePerMillion / 1_000_000)})`;
}
