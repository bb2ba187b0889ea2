import type { Catalog } from "../catalog/product.ts";
import type { Config } from "../config/config.ts";
import { sourceText, type Flags } from "../flags/flags.ts";
import type { Pauses, Operator } from "../purchase/operator.ts";
import type { OpenDatabase } from "../store/drizzle/database.ts";

export type Readiness = { readonly ready: boolean; readonly checks: Readonly<Record<string, string>> };

/** What `/readyz` and the start page say. Flags that are stale are a warning, not a reason to send nobody here. */
export async function readiness(parts: {
  catalog: Catalog;
  flags: Flags;
  operator: Operator;
  database: OpenDatabase["kind"];
  config: Config;
  now: () => Date;
}): Promise<Readiness> {
  const { config, database } = parts;
  const common = {
    payments: `${config.paymentProvider} (${config.paymentMode})`,
    flags: sourceText(parts.flags.source(), parts.now()),
  };
  try {
    const products = String(await parts.catalog.count());
    const instant = pausesText(await parts.operator.pauses());
    return { ready: true, checks: { database, products, instant, ...common } };
  } catch {
    return { ready: false, checks: { database: `${database} does not answer`, ...common } };
  }
}

/** Counts only: whoever may see `/readyz` need not see which seller is in trouble. */
function pausesText({ switches, breakers }: Pauses): string {
  const on = switches.filter((one) => one.isOn);
  const sellers = on.filter((one) => one.sellerId !== null).length;
  const paused = breakers.filter((one) => one.state !== "closed").length;
  const words = [
    ...(on.length > sellers ? ["kill switch on for all sellers"] : []),
    ...(sellers > 0 ? [`kill switch on for ${sellers}`] : []),
    ...(paused > 0 ? [`breaker open for ${paused}`] : []),
  ];
  return words.length === 0 ? "no switch on, no breaker open" : words.join(", ");
}
