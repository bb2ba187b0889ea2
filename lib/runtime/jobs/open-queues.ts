import type { Config } from "../../config/config.ts";
import type { OpenDatabase } from "../../store/drizzle/database.ts";
import { openJobs, type OpenJobs } from "../../store/pg-boss.ts";
import type { Logger } from "../pino-log.ts";
import { logQueueTroubles } from "./queue-log.ts";

/** The job queues in the database: one of each kind, and one of each receiver that the settings name. */
export async function openQueues(
  opened: OpenDatabase,
  { orderReceivers: receivers, feed }: Config,
  log: Logger,
): Promise<OpenJobs> {
  const names = receivers.map(({ name }) => name);
  const troubles = logQueueTroubles(log, () => opened.query("select 1", []));
  const jobs = await openJobs(opened, troubles.report, { receivers: names, feedCron: feed?.cron ?? null });
  return {
    ...jobs,
    async stop() {
      try {
        await jobs.stop();
      } finally {
        troubles.close();
      }
    },
  };
}
