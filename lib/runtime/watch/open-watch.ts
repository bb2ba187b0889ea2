import type { Config } from "../../config/config.ts";
import { createCallLimits, noCallLimit, type CallLimit } from "../../http/limits/call-limits.ts";
import { createMetrics, type Metrics } from "../../observe/prom-client.ts";
import { createLog, type Logger } from "../pino-log.ts";
import { watchFigures, type FigureParts } from "./figures.ts";
import { logLimitHits } from "./limit-log.ts";

export type Watch = {
  readonly metrics: Metrics;
  /** Of calls by shopper, address and key. */
  readonly limit: CallLimit;
  close(): void;
};

/** What counts calls, and what limits them. */
export function openWatch({ limits }: Config, log: Logger, parts: FigureParts): Watch {
  const metrics = createMetrics(watchFigures(parts));
  const limitLog = logLimitHits(log);
  return {
    metrics,
    limit: limits.calls === null ? noCallLimit : createCallLimits(limits.calls, { now: () => performance.now() }),
    close() {
      limitLog.close();
      metrics.close();
    },
  };
}

/** The log and, of a server with a collector, its traces. */
export const openLog = async (config: Config, serves: boolean) => ({
  log: createLog(config.logLevel),
  tracing: serves ? await openTracing(config) : null,
});

/** Traces the process's work from now on, where a collector is named; its packages are loaded only then. */
async function openTracing({ tracesTo }: Pick<Config, "tracesTo">): Promise<{ close(): Promise<void> } | null> {
  if (tracesTo === null) return null;
  const { startTracing } = await import("../../observe/opentelemetry.ts");
  return startTracing();
}
