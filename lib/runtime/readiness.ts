import type { Catalog } from "../catalog/product.ts";
import type { Config } from "../config/config.ts";
import type { TaxConfig } from "../config/tax.ts";
import { sourceText, type Flags } from "../flags/flags.ts";
import type { KeyState } from "../payments/key-health.ts";
import type { PaymentProvider } from "../payments/provider.ts";
import { elsewhereText } from "./accounts.ts";
import type { TaxHealth } from "../tax/tax-service.ts";
import type { WatchedFeed } from "../purchase/context.ts";
import type { Pauses, Operator } from "../purchase/operator.ts";
import type { FeedState } from "../store/feed-store.ts";
import type { WebhookCount } from "../store/webhook-store.ts";
import type { OpenDatabase } from "../store/drizzle/database.ts";

export type Readiness = {
  readonly ready: boolean;
  /** The checks that fail, by name. */
  readonly failing: readonly string[];
  readonly checks: Readonly<Record<string, string>>;
};

/**
 * What `/readyz` and the start page show. Only a database that does not answer makes an instance not ready. Flags that
 * are stale are a warning, and a payment provider that refuses our key is a failing check of an instance that stays
 * ready: the key is refused on every instance alike, and taking them all away would close the order pages as well.
 */
export async function readiness(parts: {
  catalog: Pick<Catalog, "count">;
  flags: Pick<Flags, "source">;
  feed: Pick<WatchedFeed, "state"> | null;
  operator: Pick<Operator, "pauses" | "openElsewhere" | "webhooks">;
  provider: Pick<PaymentProvider, "key">;
  /** Null where the table says what the tax is. */
  tax: (TaxConfig & { readonly health: () => TaxHealth; readonly refused: () => Promise<number> }) | null;
  database: OpenDatabase["kind"];
  config: { readonly payment: Pick<Config["payment"], "kind" | "mode"> };
  now: () => Date;
}): Promise<Readiness> {
  const { config, database } = parts;
  const key = parts.provider.key?.state() ?? { kind: "accepted" as const };
  const failing = key.kind === "accepted" ? [] : ["payments"];
  const common = {
    payments: `${config.payment.kind} (${config.payment.mode})${keyText(key)}`,
    flags: sourceText(parts.flags.source(), parts.now()),
  };
  try {
    const products = String(await parts.catalog.count());
    const instant = pausesText(await parts.operator.pauses());
    const payments = common.payments + elsewhereText(await parts.operator.openElsewhere());
    const webhooks = webhookState(await parts.operator.webhooks(), config.payment.kind, parts.now());
    const troubled = webhooks.isTroubled ? ["webhooks"] : [];
    const feed = (await parts.feed?.state()) ?? null;
    const unfed = feed === null || feed.trouble === null ? [] : ["feed"];
    const tax = parts.tax === null ? null : { ...parts.tax, ...parts.tax.health(), refused: await parts.tax.refused() };
    const untaxed = tax === null || (tax.trouble === null && tax.refused === 0) ? [] : ["tax"];
    const checks = {
      database,
      ...(feed === null ? {} : { feed: feedText(feed) }),
      products,
      instant,
      webhooks: webhooks.text,
      ...(tax === null ? {} : { tax: taxText(tax) }),
      ...common,
      payments,
    };
    return { ready: true, failing: [...failing, ...troubled, ...unfed, ...untaxed], checks };
  } catch {
    return {
      ready: false,
      failing: ["database", ...failing],
      checks: { database: `${database} does not answer`, ...common },
    };
  }
}

function feedText({ importedAt, checkedAt, trouble, troubledSince }: FeedState): string {
  const last = importedAt === null ? "never imported" : `imported at ${importedAt.toISOString()}`;
  const looked = `${last}, looked at ${checkedAt.toISOString()}`;
  return trouble === null ? looked : `${looked}; NOT IMPORTED since ${troubledSince?.toISOString() ?? ""}: ${trouble}`;
}

/** Trouble is a service that does not answer, or refused what only a person can book now. Where nothing is collected is shown and may be right. */
function taxText(tax: TaxConfig & TaxHealth & { readonly refused: number }): string {
  const { provider, fallback, trouble, notCollectedIn, refused } = tax;
  const what = fallback === "table" ? "the table stands in for it" : "nothing can be paid that is taxed";
  return [
    provider,
    ...(trouble === null ? [] : [`NO ANSWER since ${trouble.since.toISOString()}: ${trouble.what}; ${what}`]),
    ...(refused === 0 ? [] : [`${refused} bookings refused`]),
    ...(notCollectedIn.length === 0
      ? []
      : [`nothing is collected in ${notCollectedIn.join(", ")}: no registration there`]),
  ].join("; ");
}

function keyText(key: KeyState): string {
  if (key.kind === "accepted") return "";
  const request = key.requestId === null ? "" : `, request ${key.requestId}`;
  return `; KEY REFUSED since ${key.since.toISOString()} at ${key.operation}${request}`;
}

const DAY_MS = 86_400_000;
const FROM_ANYBODY: ReadonlySet<WebhookCount["outcome"]> = new Set(["unsigned", "unknown_provider"]);

/**
 * When the provider's last good webhook came, and what was refused since. Trouble is when something was refused within a
 * day and nothing good has come since a day: a secret or a clock is wrong. What anybody can send, without a signature or
 * under a made-up name, is shown and makes no trouble, nor does a forger of a shop that sells.
 */
function webhookState(counts: readonly WebhookCount[], provider: string, now: Date) {
  const isRecent = ({ lastAt }: WebhookCount) => now.getTime() - lastAt.getTime() < DAY_MS;
  const good = counts.find((one) => one.provider === provider && one.outcome === "accepted");
  const refused = counts.filter(({ outcome }) => outcome !== "accepted");
  const reasons = refused
    .filter((one) => good === undefined || isRecent(one))
    .map(({ outcome, count, lastAt }) => `${outcome} (${count} in all, the last at ${lastAt.toISOString()})`);
  const last = good === undefined ? "no good one yet" : `last good one at ${good.lastAt.toISOString()}`;
  return {
    isTroubled:
      refused.some((one) => isRecent(one) && !FROM_ANYBODY.has(one.outcome)) && !(good !== undefined && isRecent(good)),
    text: reasons.length === 0 ? last : `${last}; refused: ${reasons.join(", ")}`,
  };
}

/** Counts only: whoever may see `/readyz` need not see which seller is in trouble. */
function pausesText({ switches, breakers }: Pauses): string {
  const on = switches.filter((one) => one.isOn);
  const sellers = on.filter((one) => one.sellerId !== null).length;
  const open = breakers.filter((one) => one.state !== "closed");
  const paused = open.filter((one) => one.sellerId !== null).length;
  const words = [
    ...(on.length > sellers ? ["kill switch on for all sellers"] : []),
    ...(sellers > 0 ? [`kill switch on for ${sellers}`] : []),
    ...(open.length > paused ? ["breaker open for all sellers"] : []),
    ...(paused > 0 ? [`breaker open for ${paused}`] : []),
  ];
  return words.length === 0 ? "no switch on, no breaker open" : words.join(", ");
}
