import { problemLines, readConfig, SECRET_NAMES, SETTING_NAMES, type Config } from "#lib/config/config.ts";
import { ownRulesReader } from "#lib/config/shop/own-rules.ts";
import { fileSettingOf } from "#lib/config/read-secret-files.ts";
import { givenSettings } from "#lib/config/setting.ts";
import { SEVERITIES, type Risk, type RiskFacts } from "#lib/config/risks/risk.ts";
import { risksOf } from "#lib/config/risks/risks-of.ts";
import { isUnread } from "#lib/config/risks/unread.ts";
import { sellersWithoutProducts } from "#lib/catalog/missing-sellers.ts";
import { feedFileOf } from "#lib/runtime/catalog.ts";
import { looseIn } from "#lib/runtime/data-folder.ts";
import { checkFlags } from "#lib/runtime/flags.ts";
import { readSettingsFiles } from "#lib/runtime/read-settings-files.ts";
import { sellerId } from "#lib/ids.ts";
import { SELLER_KEYS_VERB, type SellerKeysLine, type SellerKeysRequest } from "#lib/operator/sellers/keys.ts";
import {
  SELLER_RECEIVERS_VERB,
  type SellerReceiversLine,
  type SellerReceiversRequest,
} from "#lib/operator/sellers/receivers.ts";
import { SELLERS_VERB, type SellersLine, type SellersRequest } from "#lib/operator/sellers/sellers.ts";
import type { SellerView } from "#lib/wire/sellers/seller-view.ts";
import { runningPages } from "./running-pages.ts";
import { runningServer, type RunningServer } from "./running-server.ts";
import { root } from "../install.mjs";
import { readOptions } from "../command/options.ts";

const HELP = `Reads the settings as a start would, and prints every risk in them: what, why it matters, and which setting mends it.
A server that runs here is asked for the webhooks that it refused, and for what its metrics would raise an alert about. Nothing is started or changed.

  npm run doctor
  npm run doctor -- --json     one risk a line, for programs

Exit code: 0 without a dangerous one, 1 with, 2 when a start would refuse the settings, 3 when a server that runs here could
not be read, or another program answers at its port, and nothing dangerous was found.
`;

const TITLES: Readonly<Record<Risk["severity"], string>> = {
  dangerous: "Dangerous",
  warning: "Warnings",
  advice: "Advice",
};

const print = (text: string) => void process.stdout.write(`${text}\n`);
const values = readOptions(HELP, { json: { type: "boolean", default: false } });
process.exitCode = await examine();

async function examine(): Promise<0 | 1 | 2 | 3> {
  const read = readConfig(process.env, root);
  if (read.kind === "invalid") return refused(problemLines(read.problems));
  const problem = problemInFiles(read.config);
  if (problem !== null) return refused(problem);
  const given = Object.keys(givenSettings(process.env, [...SETTING_NAMES, ...SECRET_NAMES.map(fileSettingOf)]));
  const server = runningServer(read.config.dataDir);
  const sellers = await activeSellersOf(server);
  const idleSellerKeys = await idleSellerKeysOf(server);
  const failedReceivers = await failedReceiversOf(server);
  const { listen, metricsKey } = read.config;
  const facts: RiskFacts = {
    config: read.config,
    given,
    env: process.env,
    userId: process.getuid?.() ?? null,
    looseFiles: looseIn(read.config.dataDir).length,
    unknownSellers: await unknownSellersOf(read.config),
    ...sellers,
    idleSellerKeys,
    failedReceivers,
    // After everything that is asked of it.
    unreadServer: server.unread(),
    ...(await runningPages(listen.ownUrl, metricsKey, { isEmbedded: read.config.databaseUrl === null, server })),
  };
  const risks = risksOf(facts);
  if (values.json) for (const risk of risks) print(JSON.stringify(risk));
  else show(risks);
  if (risks.some(({ severity }) => severity === "dangerous")) return 1;
  return isUnread(facts) ? 3 : 0;
}

/** The sellers that keys and receivers name and the feed does not have; none when the feed cannot be read, which the start reports. */
async function unknownSellersOf(config: Config): Promise<RiskFacts["unknownSellers"]> {
  const naming = [
    ...Array.from(config.ordersKeys.values(), (key) => ({ setting: "ORDERS_API_KEYS" as const, ...key })),
    ...config.orderReceivers.map((receiver) => ({ setting: "ORDER_RECEIVERS" as const, ...receiver })),
  ];
  const named = naming.flatMap(({ sellers }) => sellers ?? []);
  try {
    const missing = await sellersWithoutProducts(feedFileOf(config, root), config.feedDefaults, named);
    return naming.flatMap(({ setting, name, sellers }) => {
      const unknown = (sellers ?? []).filter((seller) => missing.has(seller));
      return unknown.length === 0 ? [] : [{ setting, name, sellers: unknown }];
    });
  } catch {
    return [];
  }
}

/** What keeps active sellers of the server that uses a data folder from selling; nulls where none answers. */
async function activeSellersOf(
  server: RunningServer,
): Promise<Pick<RiskFacts, "sellersNotReady" | "sellersUnread" | "sellersUntaxed">> {
  const lines = await server.linesOf<SellersLine>(SELLERS_VERB, {
    do: "list",
    state: "active",
  } satisfies SellersRequest);
  const sellers = lines?.flatMap((line) => (line.type === "listed" ? line.sellers : []));
  const readRules = ownRulesReader(null);
  const idsOf = (isOne: (seller: SellerView) => boolean) =>
    sellers?.filter(isOne).map(({ id }) => sellerId(id)) ?? null;
  return {
    sellersNotReady: idsOf(({ not_ready: notReady }) => notReady !== null),
    sellersUntaxed: idsOf(({ tax_warnings: warnings }) => warnings.length > 0),
    sellersUnread: idsOf((seller) => readRules(seller.id, seller) === null),
  };
}

/** The keys that nobody used for long, of the sellers of the server that uses a data folder; null where none answers. */
async function idleSellerKeysOf(server: RunningServer): Promise<RiskFacts["idleSellerKeys"]> {
  const lines = await server.linesOf<SellerKeysLine>(SELLER_KEYS_VERB, { do: "idle" } satisfies SellerKeysRequest);
  return lines?.flatMap((line) => (line.type === "keys" ? line.keys.map(({ id }) => id) : [])) ?? null;
}

/** The receivers that were turned off, of the sellers of the server that uses a data folder; null where none answers. */
async function failedReceiversOf(server: RunningServer): Promise<RiskFacts["failedReceivers"]> {
  const request = { do: "failed" } satisfies SellerReceiversRequest;
  const lines = await server.linesOf<SellerReceiversLine>(SELLER_RECEIVERS_VERB, request);
  const receivers = lines?.flatMap((line) => (line.type === "receivers" ? line.receivers : []));
  return receivers?.map(({ id, seller_id: seller }) => `${id} of ${seller}`) ?? null;
}

/** What the files that settings name say wrong; null when they are right. */
function problemInFiles(config: Config): string | null {
  try {
    readSettingsFiles(config);
    checkFlags(config);
    return null;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

function refused(problems: string): 2 {
  if (values.json) print(JSON.stringify({ severity: "refused", what: problems }));
  else print(`A start refuses these settings:\n${problems}`);
  return 2;
}

function show(risks: readonly Risk[]): void {
  for (const severity of SEVERITIES) {
    const of = risks.filter((risk) => risk.severity === severity);
    if (of.length === 0) continue;
    print(`${TITLES[severity]}\n`);
    for (const { setting, what, why } of of) print(`  ${setting}: ${what}.\n    Why it matters: ${why}.\n`);
  }
  print(risks.length === 0 ? "No risk found in these settings." : "The settings are explained in docs/operating.md.");
}
