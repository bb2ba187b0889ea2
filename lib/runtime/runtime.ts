import type { Catalog } from "../catalog/product.ts";
import type { ShopRules } from "../checkout/shop-rules.ts";
import { inTurns } from "../catalog/imports/in-turns.ts";
import type { Config } from "../config/config.ts";
import { ownRulesReader } from "../config/shop/own-rules.ts";
import type { Flags } from "../flags/flags.ts";
import type { PaymentProvider } from "../payments/provider.ts";
import type { SandboxBank } from "../payments/sandbox/bank.ts";
import { reportsTo, type Logger } from "./pino-log.ts";
import { createExperimentReports, type ExperimentReports } from "../purchase/experiment-reports.ts";
import { createOperator, type Operator } from "../purchase/operator.ts";
import { createPaymentEvents, type PaymentEvents } from "../purchase/payment-events.ts";
import { openSellers, type Sellers } from "../purchase/sellers/directory.ts";
import { createStorefront, type StorefrontOf } from "../purchase/storefront.ts";
import type { Pictures } from "../pictures/pictures.ts";
import type { MailFolder } from "../mail/mail-folder.ts";
import type { PurchaseContext } from "../purchase/context.ts";
import { countedElsewhere } from "./accounts.ts";
import { keyRefusalsIn, recordStart } from "./audit-trail.ts";
import { fillCatalog, watchedFeed } from "./catalog.ts";
import { openRecorder } from "./feeds/recorder.ts";
import { createConsoleSignIn, type ConsoleSignIn } from "../operator/console/sign-in.ts";
import type { Emit } from "../operator/control-socket.ts";
import type { ImportParts } from "../operator/feeds/imports.ts";
import { simulateExperiment, type SimulationRequest } from "../operator/simulation.ts";
import { failpointOf } from "./failpoint.ts";
import { listenToScripts } from "./control-verbs.ts";
import { ownDatabase, readingFrom, readSettings, stopParts } from "./start/parts.ts";
import { checkFlags, openFlags } from "./flags.ts";
import { orderReceivers } from "./order-events.ts";
import type { KeyRefusals } from "./key-refusals.ts";
import { logsProvider, watchProviderKey } from "./key-watch.ts";
import { webhookCounterIn } from "./webhooks/counts.ts";
import { steps } from "../observe/spans.ts";
import { openLog, openWatch, type Watch } from "./watch/open-watch.ts";
import { openMail } from "./mail/open-mail.ts";
import { openReceiverSender } from "./sellers/receivers.ts";
import { openServices } from "./services/open-services.ts";
import { askedOfTax } from "./tax/open-tax.ts";
import { openPayments } from "./payments.ts";
import { openPictures } from "./pictures.ts";
import { openGuards } from "./limits/guards.ts";
import { readiness, type Readiness } from "./readiness.ts";
import { buyerDigest, newId, newToken, openCustomerDigest } from "./secrets.ts";
import { openQueues } from "./jobs/open-queues.ts";
import { startWork } from "./jobs/start-work.ts";
import { readSettingsFiles, type FileSettings } from "./read-settings-files.ts";
import { createCatalog } from "../store/drizzle/catalog.ts";
import type { OpenDatabase } from "../store/drizzle/database.ts";
import { createStore } from "../store/drizzle/store.ts";
import type { AuditReads } from "../store/audit-store.ts";
import type { Jobs } from "../store/jobs.ts";
import type { Store } from "../store/store.ts";

export type Runtime = {
  readonly config: Config;
  readonly rules: ShopRules;
  readonly sellers: Sellers;
  readonly brandImages: FileSettings["brandImages"];
  /** Each surface takes the one interface that it may call. */
  readonly storefront: StorefrontOf;
  readonly paymentEvents: PaymentEvents;
  readonly operator: Operator;
  /** For the commands that read the audit trail. */
  readonly store: AuditReads;
  readonly keyRefusals: KeyRefusals;
  /** Null without CONSOLE_KEY. */
  readonly consoleSignIn: ConsoleSignIn | null;
  readonly experimentReports: ExperimentReports;
  readonly experimentNotes: FileSettings["experimentNotes"];
  /** For the commands that list imports and roll them back. */
  readonly imports: ImportParts;
  readonly jobs: Jobs;
  readonly catalog: Catalog;
  readonly pictures: Pictures;
  /** What /try/mail shows. */
  readonly mailFolder: MailFolder;
  readonly provider: PaymentProvider;
  readonly bank: SandboxBank | null;
  readonly flags: Flags;
  readonly database: OpenDatabase["kind"];
  readonly log: Logger;
  readonly watch: Watch;
  /** Fills the experiment with simulated shoppers, or takes them away; only beside the sandbox bank. */
  simulate(request: SimulationRequest, emit: Emit): Promise<void>;
  readiness(): Promise<Readiness>;
  stop(): Promise<void>;
};

/** A buyer who waits sees an answer within seconds, and a widget that asks in a loop costs the provider nothing more. */
const LOOK_UP_EVERY_MS = 3000;

declare global {
  var tillswitchRuntime: Promise<Runtime> | undefined;
}

/** The one runtime of this process. Next gives every route its own copy of a module, so it lives on globalThis. */
export function runtime(): Promise<Runtime> {
  globalThis.tillswitchRuntime ??= openRuntime(process.env, process.cwd());
  return globalThis.tillswitchRuntime;
}

/**
 * Opens every part. Throws with a message for the operator when one cannot be opened. A script does not serve: it leaves
 * the catalogue alone, does no jobs and listens nowhere.
 */
export async function openRuntime(
  env: Readonly<Record<string, string | undefined>>,
  root: string,
  { serves }: { readonly serves: boolean } = { serves: true },
): Promise<Runtime> {
  const config = readSettings(env, root);
  const { log, tracing } = await openLog(config, serves);
  const files = readFiles(config);
  const opened = await ownDatabase(config, root);
  const catalog = createCatalog(opened.database);
  const recorder = await openRecorder(opened.database, config, files.sellersInFile, { serves, now });
  const openTarget = inTurns(catalog);
  const imported = serves ? await fillCatalog(catalog, recorder, config, root, log) : null;
  const flags = await openFlags(config, root, (message, fields) => log.warn(fields ?? {}, message));
  const jobs = await openQueues(opened, config, log);
  const store = steps("store", createStore(opened.database, jobs.enqueueOn));
  const { bank, ...providers } = openPayments(config, now, await installationOf(store), logsOf(log));
  if (serves) await recordStart(store, { env, root, imported, provider: providers.provider, occurredAt: now() });
  const { keyRefusals, webhooks } = countersIn(store, log, now);
  const { mailer, mailFolder } = openMail(config);
  const context: PurchaseContext = {
    store,
    sellers: openSellers(store, files.sellersInFile, ownRulesReader),
    catalog,
    ...providers,
    flags,
    ...(await rulesOf(config, { catalog, openTarget, store, recorder, log, now })),
    ...files,
    guards: openGuards(opened, config.limits.guards),
    now,
    mailer,
    ...tellsOperator(log, { jobs, webhooks }),
  };
  const operator = createOperator(context);
  const health = { catalog, flags, feed: context.feed, operator: askedAtReadyz(operator, now), ...providers, now };
  const experimentReports = createExperimentReports(readingFrom(opened, context));
  const simulation = simulationParts(opened, experimentReports, config, now);
  const pictures = openPictures(config, context, log, now);
  bank?.start();
  if (serves) await startWork(jobs, context, operator, config);
  const keyWatch = serves ? watchProviderKey(providers.provider, log, now) : null;
  const consoleSignIn = consoleSignInOf(config, store, now);
  const asked = { operator, experimentReports, consoleSignIn, jobs, flags, store };
  const scripts = { ...asked, simulation, recorder, openTarget, opened };
  const control = serves && opened.kind === "pglite" ? await listenToScripts(config, catalog, scripts) : null;
  const ready = () => readiness({ ...health, tax: askedOfTax(config, context), database: opened.kind, config });
  const watch = openWatch(config, log, { opened, flags, pauses: operator.pauses, readiness: ready, now });
  return {
    config,
    ...shownOf(files),
    sellers: context.sellers,
    ...asked,
    storefront: tracedStorefront(context),
    paymentEvents: createPaymentEvents(context),
    keyRefusals,
    imports: { ...recorder, catalog, store },
    catalog,
    pictures,
    mailFolder,
    provider: providers.provider,
    bank,
    database: opened.kind,
    log,
    watch,
    simulate: (request, emit) => simulateExperiment(simulation, request, emit),
    readiness: ready,
    stop: () =>
      stopParts([watch, tracing, keyWatch, control, keyRefusals, webhooks, pictures, jobs, bank, flags, opened]),
  };
}

const now = () => new Date();

function readFiles(config: Config): FileSettings {
  const files = readSettingsFiles(config);
  checkFlags(config);
  return files;
}

function tracedStorefront(context: PurchaseContext): StorefrontOf {
  const storefront = createStorefront(context);
  return (principal) => steps("verb", storefront(principal));
}

const countersIn = (...parts: Parameters<typeof webhookCounterIn>) => ({
  keyRefusals: keyRefusalsIn(...parts),
  webhooks: webhookCounterIn(...parts),
});

/** What the verbs leave for whoever runs the shop. */
const tellsOperator = (
  log: Logger,
  { jobs, webhooks }: { jobs: Jobs; webhooks: ReturnType<typeof webhookCounterIn> },
) => ({
  deadJobs: jobs.dead,
  countWebhook: webhooks.count,
  report: reportsTo(log),
});

const shownOf = ({ rules, brandImages, experimentNotes }: FileSettings) => ({ rules, brandImages, experimentNotes });

function consoleSignInOf({ consoleKey: key, consoleSession }: Config, store: Store, now: () => Date) {
  return key === null ? null : createConsoleSignIn({ key, ...consoleSession, store, now, newToken });
}

function simulationParts({ database }: OpenDatabase, verbs: ExperimentReports, { payment }: Config, now: () => Date) {
  return { database, verbs, isSandbox: payment.kind === "sandbox", now };
}

const askedAtReadyz = (operator: Operator, now: () => Date) => ({
  pauses: operator.pauses,
  webhooks: operator.webhooks,
  ...countedElsewhere(operator, now),
});

/** What the verbs take from the settings as it is, the feed that they name, and chance. */
const rulesOf = async (config: Config, parts: Parameters<typeof watchedFeed>[1]) => ({
  feed: watchedFeed(config, parts),
  ...openServices(config, parts.now),
  breaker: config.breaker,
  orderReceivers: orderReceivers(config.orderReceivers, config.publicUrl, parts.now),
  receiverSender: openReceiverSender(config, parts.now),
  publicUrl: config.publicUrl,
  ownership: config.mcpOwnership,
  lookUpEveryMs: LOOK_UP_EVERY_MS,
  retention: config.retention,
  buyerDigest: buyerDigest(config.dataDir),
  customerDigest: await openCustomerDigest(parts.store),
  failpoint: failpointOf(config.crashAt),
  newId,
  random: Math.random,
});

const logsOf = (log: Logger) => (name: string) => logsProvider(log, name);

const installationOf = (store: Store): Promise<string> =>
  store.transaction((transaction) => transaction.installationId(newId("inst")));
