import type { Config } from "../../config/config.ts";
import type { OpenDatabase } from "../../store/drizzle/database.ts";
import { openJobs } from "../../store/pg-boss.ts";
import type { Logger } from "../pino-log.ts";

/** The job queues in the database: one of each kind, and one of each receiver that the settings name. */
export function openQueues(opened: OpenDatabase, { orderReceivers: receivers, feed }: Config, log: Logger) {
  const names = receivers.map(({ name }) => name);
  return openJobs(opened, (error) => log.error({ error }, "the job queue failed"), {
    receivers: names,
    feedCron: feed?.cron ?? null,
  });
}
