import { readFileSync } from "node:fs";
import { join } from "node:path";
import { importFeed } from "./catalog/import-feed.ts";
import type { Catalog } from "./catalog/product.ts";
import type { ShopRules } from "./checkout/shop-rules.ts";
import { readShopRules } from "./config-shop.ts";
import { readConfig, type Config } from "./config.ts";
import type { Flags } from "./flags/flags.ts";
import { checkBootstrap, createUnleashFlags } from "./flags/unleash.ts";
import { createExampleAcquirer } from "./payments/example-acquirer.ts";
import type { PaymentProvider } from "./payments/provider.ts";
import { SandboxBank } from "./payments/sandbox-bank.ts";
import { createSandboxProvider } from "./payments/sandbox.ts";
import { createLog, type Logger } from "./pino-log.ts";
import { createVerbs } from "./purchase/create-verbs.ts";
import type { PurchaseContext } from "./purchase/context.ts";
import { settleOpenPayments } from "./purchase/settle-open-payments.ts";
import type { Verbs } from "./purchase/verbs.ts";
import { openControlSocket } from "./runtime-control-socket.ts";
import { newId, readOrMakeSecret } from "./runtime-secrets.ts";
import { createCatalog } from "./store/drizzle-catalog.ts";
import type { OpenDatabase } from "./store/drizzle-database.ts";
import { createStore } from "./store/drizzle-store.ts";
import { lockDataFolder, openPglite } from "./store/pglite.ts";
import { openPostgres } from "./store/postgres.ts";

export type Runtime = {
  readonly config: Config;
  readonly rules: ShopRules;
  readonly verbs: Verbs;
  readonly catalog: Catalog;
  readonly provider: PaymentProvider;
  readonly bank: SandboxBank | null;
  readonly flags: Flags;
  readonly database: OpenDatabase["kind"];
  readonly log: Logger;
  readiness(): Promise<{ readonly ready: boolean; readonly checks: Readonly<Record<string, string>> }>;
  stop(): Promise<void>;
};

/** Pictures of the demo feed are part of the project; the feed names them at this address. */
const DEMO_PICTURES = "http://localhost:3000/";
const DEMO_FEED = "config/demo-feed.csv";
/** Payments younger than this at start may belong to another instance that is working on them. */
const LEFT_OPEN_AFTER_MS = 15_000;

declare global {
  var tillswitchRuntime: Promise<Runtime> | undefined;
}

/** The one runtime of this process. Next gives every route its own copy of a module, so it lives on globalThis. */
export function runtime(): Promise<Runtime> {
  globalThis.tillswitchRuntime ??= openRuntime(process.env, process.cwd());
  return globalThis.tillswitchRuntime;
}

/** Opens every part. Throws with a message for the operator when one cannot be opened. */
export async function openRuntime(env: Readonly<Record<string, string | undefined>>, root: string): Promise<Runtime> {
  const read = readConfig(env, root);
  if (read.kind === "invalid")
    throw new Error(
      `wrong settings\n${read.problems.map((problem) => `  ${problem.name}: ${problem.message}`).join("\n")}`,
    );
  const { config } = read;
  const log = createLog(config.logLevel);
  const rules = readRules(config);
  checkFlags(config);
  const opened = await openDatabase(config, root);
  const catalog = createCatalog(opened.database);
  await fillCatalog(catalog, config, root, log);
  const now = () => new Date();
  const { provider, bank } = openPayments(config, now);
  const flags = await createUnleashFlags({
    url: config.unleashUrl,
    token: config.unleashToken,
    file: config.flagsFile,
    folder: config.dataDir,
    warn: (message) => log.warn(message),
  });
  const context: PurchaseContext = {
    store: createStore(opened.database),
    catalog,
    provider,
    flags,
    rules,
    publicUrl: config.publicUrl,
    now,
    newId,
    report: (error, note) => log.error({ error: error instanceof Error ? error.message : String(error) }, note),
  };
  bank?.start();
  const control =
    opened.kind === "pglite"
      ? await openControlSocket(config.dataDir, (file, tell) =>
          importFeed(catalog, file, { rebase: { from: DEMO_PICTURES, to: `${config.publicUrl}/` }, tell }),
        )
      : null;
  const settled = await settleOpenPayments(context, { before: new Date(Date.now() - LEFT_OPEN_AFTER_MS), limit: 200 });
  if (settled.sessions + settled.strays > 0) log.info(settled, "looked at payments that were left open");
  return {
    config,
    rules,
    verbs: createVerbs(context),
    catalog,
    provider,
    bank,
    flags,
    database: opened.kind,
    log,
    readiness: () => readiness(catalog, flags, opened.kind, config),
    stop: async () => {
      await control?.close();
      bank?.stop();
      await flags.close();
      await opened.close();
    },
  };
}

/** The payment service in use; the sandbox bank is one that runs inside this process. */
function openPayments(config: Config, now: () => Date): Pick<Runtime, "provider" | "bank"> {
  if (config.exampleAcquirer !== null) return { provider: createExampleAcquirer(config.exampleAcquirer), bank: null };
  const secret = readOrMakeSecret(config.dataDir, "sandbox-webhook-secret");
  const bank = new SandboxBank({
    file: join(/* turbopackIgnore: true */ config.dataDir, "sandbox-bank.sqlite"),
    webhookUrl: `http://127.0.0.1:${config.port}/api/webhooks/sandbox`,
    webhookSecret: secret,
    publicUrl: config.publicUrl,
    now,
    newReference: () => newId("evt").replace("evt_", "sbx_"),
  });
  return { provider: createSandboxProvider({ bank, webhookSecrets: [secret], now, mode: config.paymentMode }), bank };
}

function readRules(config: Config): ShopRules {
  let json: unknown;
  try {
    json = JSON.parse(readFileSync(/* turbopackIgnore: true */ config.shopFile, "utf8"));
  } catch (error) {
    throw new Error(
      `SHOP_FILE ${config.shopFile} cannot be read: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
  const rules = readShopRules(json);
  if (rules.kind === "rules") return rules.rules;
  throw new Error(
    `SHOP_FILE ${config.shopFile} is wrong\n${rules.problems.map((problem) => `  ${problem.field}: ${problem.message}`).join("\n")}`,
  );
}

function checkFlags(config: Config): void {
  let text: string;
  try {
    text = readFileSync(/* turbopackIgnore: true */ config.flagsFile, "utf8");
  } catch (error) {
    throw new Error(
      `FLAGS_FILE ${config.flagsFile} cannot be read: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
  const checked = checkBootstrap(text);
  if (checked.kind === "invalid") throw new Error(`FLAGS_FILE ${config.flagsFile} is wrong: ${checked.message}`);
}

async function openDatabase(config: Config, root: string): Promise<OpenDatabase> {
  if (config.databaseUrl !== null) return openPostgres(config.databaseUrl, root);
  const lock = lockDataFolder(config.dataDir);
  if (lock === undefined)
    throw new Error(
      `DATA_DIR ${config.dataDir} is in use by another server; stop that one or give this one a folder of its own`,
    );
  const opened = await openPglite(config.dataDir, root);
  return {
    ...opened,
    close: async () => {
      await opened.close();
      lock.release();
    },
  };
}

async function fillCatalog(catalog: Catalog, config: Config, root: string, log: Logger): Promise<void> {
  if (config.catalogFeed === null && (await catalog.count()) > 0) return;
  const file = config.catalogFeed ?? join(/* turbopackIgnore: true */ root, DEMO_FEED);
  const report = await importFeed(catalog, file, {
    rebase: { from: DEMO_PICTURES, to: `${config.publicUrl}/` },
    tell: (line) => {
      if (line.type === "rejection") log.warn(line, "feed row rejected");
    },
  });
  if (report.failure !== null) throw new Error(`CATALOG_FEED ${file}: ${report.failure}`);
  log.info({ accepted: report.accepted, rejected: report.rejected }, "catalogue imported");
}

async function readiness(
  catalog: Catalog,
  flags: Flags,
  database: OpenDatabase["kind"],
  config: Config,
): ReturnType<Runtime["readiness"]> {
  const source = flags.source();
  const common = {
    payments: `${config.paymentProvider} (${config.paymentMode})`,
    flags: `${source.kind}: ${source.detail}`,
  };
  try {
    return { ready: true, checks: { database, products: String(await catalog.count()), ...common } };
  } catch {
    return { ready: false, checks: { database: `${database} does not answer`, ...common } };
  }
}
