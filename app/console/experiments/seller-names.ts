import { sellerId } from "#lib/ids.ts";
import type { ExperimentReport } from "#lib/experiment/report/report.ts";
import type { Runtime } from "#lib/runtime/runtime.ts";
import type { SellerNames } from "./parts/value-name.ts";

/** What the sellers that a report names are called. */
export function namesOfSellers(
  { operator }: Pick<Runtime, "operator">,
  report: ExperimentReport | null,
): Promise<SellerNames> {
  const rows = report?.sellers.rows.map(({ value }) => value) ?? [];
  const segments =
    report?.split.segments.flatMap(({ dimension, value }) => (dimension === "seller" ? [value] : [])) ?? [];
  return operator.sellerNames([...new Set([...rows, ...segments])].map((id) => sellerId(id)));
}
