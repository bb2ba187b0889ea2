import { isAbsolute, join, resolve } from "node:path";
import { z } from "zod";
import { acpSettings, type AcpConfig } from "./acp.ts";
import { brandSettings, type BrandConfig } from "./brand/settings.ts";
import { breakerSettings } from "./breaker.ts";
import { catalogSettings } from "./catalog/feed.ts";
import { CONSOLE_ACTIONS, consoleSettings, type ConsoleAction, type ConsoleSessionConfig } from "./console.ts";
import { crashSettings, type CrashAt } from "./crash-at.ts";
import { feedSettings, isFetched, type FeedConfig } from "./catalog/source.ts";
import { limitSettings, type LimitsConfig } from "./listen/limits.ts";
import { watchSettings, type WatchConfig } from "./listen/watch.ts";
import { liveModeSettings, safeStartSettings } from "./live-mode.ts";
import { mailSettings, type MailConfig } from "./mail.ts";
import { mcpSettings, type McpConfig } from "./mcp.ts";
import { orderEventSettings, type OrderReceiverConfig } from "./orders/events.ts";
import { orderCallSettings, type OrdersKeys } from "./orders/keys.ts";
import { earlierPaymentSettings, paymentSettings, withoutPresent, type PaymentConfig } from "./payment.ts";
import { importSettings } from "./catalog/imports.ts";
import { pictureSettings } from "./catalog/pictures.ts";
import { retentionSettings } from "./privacy/retention.ts";
import { plansSettings } from "./plans.ts";
import { fileSettingOf, readSecretFiles } from "./read-secret-files.ts";
import { serverSettings, type ServerConfig } from "./server.ts";
import { givenSettings, secretNames, settingNames, type SettingProblem } from "./setting.ts";
import { completionSettings, type CompletionConfig } from "./shop/completion.ts";
import { marketplaceSettings, type MarketplaceConfig } from "./sellers/marketplace.ts";
import { sellerReceiverSettings, type SellerReceiversConfig } from "./sellers/receivers.ts";
import { taxSettings, type TaxConfig } from "./tax.ts";
import { unleashSettings, type UnleashConfig } from "./unleash.ts";
import type { FeedDefaults } from "../catalog/feed/fields.ts";
import type { Retention } from "../orders/retention.ts";
import type { FromFeed } from "../purchase/sellers/feed-gate.ts";
import type { BreakerRules } from "../routing/instant-breaker.ts";

export type Config = ServerConfig &
  McpConfig &
  WatchConfig & {
    readonly dataDir: string;
    /** Null: the demo feed. */
    readonly feed: FeedConfig | null;
    readonly feedDefaults: FeedDefaults;
    /** So many imports of each seller can be rolled back. */
    readonly importsKept: number;
    /** What becomes of a seller that a feed names and nobody knows. */
    readonly sellersFromFeed: FromFeed;
    readonly payment: PaymentConfig;
    /** Accounts that take no new payments, and finish what was begun there. */
    readonly earlierPayments: readonly PaymentConfig[];
    readonly marketplace: MarketplaceConfig;
    readonly sellerReceivers: SellerReceiversConfig;
    readonly tax: TaxConfig;
    readonly completion: CompletionConfig;
    /** Null: the flags file alone decides. */
    readonly unleash: UnleashConfig | null;
    readonly flagsFile: string;
    /** When instant is paused for a seller; null: never. */
    readonly breaker: BreakerRules | null;
    readonly shopFile: string;
    readonly experimentFile: string;
    /** What is sold as a subscription; null when plans are off. */
    readonly plansFile: string | null;
    /** Who asks for entitlements must know it; null: nobody may ask. */
    readonly entitlementsKey: string | null;
    /** Who receives order events; none: nobody does. */
    readonly orderReceivers: readonly OrderReceiverConfig[];
    readonly mail: MailConfig;
    readonly brand: BrandConfig;
    /** Who calls /api/orders, /api/products and /api/sellers has one of these, or a seller's own key; none: those keys alone. */
    readonly ordersKeys: OrdersKeys;
    /** What the cache of product pictures may take on disk. */
    readonly picturesMaxBytes: number;
    readonly retention: Retention;
    /** Null while nothing below /acp is served. */
    readonly acp: AcpConfig | null;
    /** Opens the console; null: see lib/config/console.ts. */
    readonly consoleKey: string | null;
    readonly consoleSession: ConsoleSessionConfig;
    /** A key that was given for reading moves no real money before somebody says so. */
    readonly consoleActions: readonly ConsoleAction[];
    readonly crashAt: CrashAt | null;
    readonly limits: LimitsConfig;
  };

const fileSettings = z.object({
  DATA_DIR: z.string().default("data"),
  FLAGS_FILE: z.string().default(join("config", "flags.json")),
  SHOP_FILE: z.string().default(join("config", "shop.json")),
  EXPERIMENT_FILE: z.string().default(join("config", "experiment.json")),
});

/** Every area is read from the same environment; none stops another, so all problems are reported together. */
const settings = z.object({
  server: serverSettings,
  files: fileSettings,
  feed: feedSettings,
  catalog: catalogSettings,
  imports: importSettings,
  payment: paymentSettings,
  earlierPayments: earlierPaymentSettings,
  marketplace: marketplaceSettings,
  sellerReceivers: sellerReceiverSettings,
  tax: taxSettings,
  completion: completionSettings,
  liveMode: liveModeSettings,
  safeStart: safeStartSettings,
  unleash: unleashSettings,
  breaker: breakerSettings,
  plans: plansSettings,
  orderReceivers: orderEventSettings,
  ordersKeys: orderCallSettings,
  mail: mailSettings,
  brand: brandSettings,
  mcp: mcpSettings,
  pictures: pictureSettings,
  retention: retentionSettings,
  acp: acpSettings,
  consoleSignIn: consoleSettings,
  crashAt: crashSettings,
  limits: limitSettings,
  watch: watchSettings,
});
type Areas = z.output<typeof settings>;

/** Every environment variable that is read, but for the files of secrets. */
export const SETTING_NAMES = settingNames(Object.values(settings.shape));
/** Those that are secrets: each may also come from the file that `<NAME>_FILE` names. */
export const SECRET_NAMES = secretNames(Object.values(settings.shape));

/**
 * Reads every setting once. All are optional; a wrong value is a problem that names its variable, and the start stops.
 * `root` is the project's folder; relative paths are taken from there.
 */
export function readConfig(
  env: Readonly<Record<string, string | undefined>>,
  root: string,
): { kind: "config"; config: Config } | { kind: "invalid"; problems: readonly SettingProblem[] } {
  const path = (value: string) => (isAbsolute(value) ? value : resolve(/* turbopackIgnore: true */ root, value));
  const given = givenSettings(env, [...SETTING_NAMES, ...SECRET_NAMES.map(fileSettingOf)]);
  const secrets = readSecretFiles(given, SECRET_NAMES, path);
  const read = settings.safeParse(
    Object.fromEntries(Object.keys(settings.shape).map((area) => [area, secrets.settings])),
  );
  if (read.success && secrets.problems.length === 0) return { kind: "config", config: configOf(read.data, path) };
  const asWritten = (name: string) => {
    const file = fileSettingOf(name);
    return SECRET_NAMES.includes(name) && given[file] !== undefined ? file : name;
  };
  const issues = read.error?.issues ?? [];
  const problems = issues.map(({ path: [, name], message }) => ({ name: asWritten(String(name)), message }));
  return { kind: "invalid", problems: firstOfEach([...secrets.problems, ...problems]) };
}

function configOf(areas: Areas, path: (value: string) => string): Config {
  const { files, feed } = areas;
  const pathOrNull = (value: string | null) => (value === null ? null : path(value));
  return {
    ...areas.server,
    ...areas.mcp,
    ...areas.watch,
    payment: areas.payment,
    earlierPayments: withoutPresent(areas.earlierPayments, areas.payment),
    marketplace: areas.marketplace,
    sellerReceivers: areas.sellerReceivers,
    tax: areas.tax,
    completion: areas.completion,
    unleash: areas.unleash,
    breaker: areas.breaker,
    orderReceivers: areas.orderReceivers,
    ordersKeys: areas.ordersKeys,
    mail: areas.mail,
    brand: {
      ...areas.brand,
      logoFile: pathOrNull(areas.brand.logoFile),
      iconFile: pathOrNull(areas.brand.iconFile),
    },
    picturesMaxBytes: areas.pictures.maxBytes,
    retention: areas.retention,
    acp: areas.acp,
    consoleKey: areas.consoleSignIn.key,
    consoleSession: areas.consoleSignIn.session,
    consoleActions: areas.consoleSignIn.actions ?? (areas.payment.kind === "sandbox" ? CONSOLE_ACTIONS : []),
    crashAt: areas.crashAt,
    limits: areas.limits,
    recordMcp: pathOrNull(areas.mcp.recordMcp),
    dataDir: path(files.DATA_DIR),
    feed: feed === null || isFetched(feed) ? feed : { ...feed, source: path(feed.source) },
    feedDefaults: areas.catalog,
    importsKept: areas.imports.kept,
    sellersFromFeed: areas.imports.sellersFromFeed,
    flagsFile: path(files.FLAGS_FILE),
    shopFile: path(files.SHOP_FILE),
    experimentFile: path(files.EXPERIMENT_FILE),
    plansFile: pathOrNull(areas.plans.file),
    entitlementsKey: areas.plans.entitlementsKey,
  };
}

/** What follows from a mistake is not reported beside it. */
function firstOfEach(problems: readonly SettingProblem[]): readonly SettingProblem[] {
  return problems.filter(({ name }, index) => problems.findIndex((one) => one.name === name) === index);
}

/** The problems as lines for the operator. */
export const problemLines = (problems: readonly SettingProblem[]): string =>
  problems.map(({ name, message }) => `  ${name}: ${message}`).join("\n");
