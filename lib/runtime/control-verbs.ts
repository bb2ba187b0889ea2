import { checkFeed } from "../catalog/check-feed.ts";
import type { TurnTarget } from "../catalog/imports/in-turns.ts";
import { importAndRecord } from "../catalog/imports/record.ts";
import type { FeedDefaults } from "../catalog/feed/fields.ts";
import type { Catalog } from "../catalog/product.ts";
import type { Config } from "../config/config.ts";
import type { Flags } from "../flags/flags.ts";
import { AUDIT_VERB, auditVerb } from "../operator/audit.ts";
import { BACKUP_VERB, backupVerb } from "../operator/backup/backup.ts";
import { openControlSocket } from "../operator/control-socket.ts";
import { atOnce } from "../operator/feeds/at-once.ts";
import { CHECK_VERB, checkVerb, IMPORT_VERB, importVerb } from "../operator/feeds/import-verb.ts";
import {
  IMPORTS_VERB,
  importsVerb,
  ROLL_BACK_VERB,
  rollBackVerb,
  type ImportParts,
} from "../operator/feeds/imports.ts";
import { operatorVerbs } from "../operator/operator-verbs.ts";
import { PAUSE_VERB, pauseVerb } from "../operator/pauses.ts";
import { privacyVerbs } from "../operator/privacy.ts";
import type { ConsoleSignIn } from "../operator/console/sign-in.ts";
import { REPORT_VERB, reportVerb, SHARE_VERB, shareVerb } from "../operator/report.ts";
import { simulationVerb, type SimulationParts } from "../operator/simulation.ts";
import type { ExperimentReports } from "../purchase/experiment-reports.ts";
import type { Operator } from "../purchase/operator.ts";
import type { Jobs } from "../store/jobs.ts";
import type { Store } from "../store/store.ts";
import type { OpenDatabase } from "../store/drizzle/database.ts";
import { importEntry } from "./audit-trail.ts";
import { backUp } from "./backup/back-up.ts";
import { demoOriginRewrite } from "./catalog.ts";

/** Only the process that has the embedded database can do what a script asks for; with a server database scripts do it themselves. */
export function listenToScripts(
  config: Config,
  catalog: Catalog,
  parts: {
    operator: Operator;
    experimentReports: ExperimentReports;
    jobs: Jobs;
    flags: Flags;
    simulation: SimulationParts;
    store: Store;
    recorder: Pick<ImportParts, "history" | "kept" | "now">;
    openTarget: () => TurnTarget;
    opened: OpenDatabase;
    consoleSignIn: ConsoleSignIn | null;
  },
) {
  const originRewrite = demoOriginRewrite(config.publicUrl);
  const { shared, alone } = atOnce();
  const imports: ImportParts = { ...parts.recorder, catalog, store: parts.store };
  const importFile = importVerb(async (file, options) => {
    const start = { cause: "command", source: file, feed: null } as const;
    const target = parts.openTarget();
    const report = await importAndRecord(target, imports, file, start, {
      ...options,
      originRewrite,
      defaults: withDefaults(options.defaults, config.feedDefaults),
    }).finally(() => target.end());
    const entry = importEntry("command", new Date(), { file, report });
    await parts.store.transaction((transaction) => transaction.insertAuditEntry(entry));
  });
  return openControlSocket(config.dataDir, {
    [IMPORT_VERB]: shared(importFile),
    [ROLL_BACK_VERB]: alone(rollBackVerb(imports)),
    [IMPORTS_VERB]: importsVerb(imports),
    [CHECK_VERB]: checkVerb((file, options) =>
      checkFeed(catalog, file, { ...options, originRewrite, now: new Date() }),
    ),
    [AUDIT_VERB]: auditVerb(parts.store),
    [BACKUP_VERB]: alone(backupVerb((to) => backUp(config.dataDir, parts.opened, to))),
    ...operatorVerbs({ ...parts, publicUrl: config.publicUrl }),
    ...privacyVerbs(parts.operator),
    [REPORT_VERB]: reportVerb(parts.experimentReports),
    [SHARE_VERB]: shareVerb(parts),
    ...simulationVerb(parts.simulation),
    [PAUSE_VERB]: pauseVerb(parts),
  });
}

/** What the script was given, and the server's own settings for the rest. */
function withDefaults(given: FeedDefaults | undefined, own: FeedDefaults): FeedDefaults {
  return {
    currency: given?.currency ?? own.currency,
    shopUrl: given?.shopUrl ?? own.shopUrl,
    sellerName: given?.sellerName ?? own.sellerName,
  };
}
