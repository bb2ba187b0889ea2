import { z } from "zod";
import { bearerKey, webAddress } from "../setting.ts";

export type WatchConfig = {
  /** Lets programs elsewhere read /metrics; null: this machine alone does. */
  readonly metricsKey: string | null;
  /** The collector of traces, which the exporter reads from the environment itself; null: nothing is traced. */
  readonly tracesTo: string | null;
};

/** METRICS_KEY lets a program elsewhere read /metrics. OpenTelemetry's own variable names the collector of traces. */
export const watchSettings = z
  .object({
    METRICS_KEY: bearerKey().optional(),
    OTEL_EXPORTER_OTLP_ENDPOINT: webAddress("http://collector.example.com:4318").optional(),
  })
  .transform(({ METRICS_KEY: key, OTEL_EXPORTER_OTLP_ENDPOINT: endpoint }): WatchConfig => ({
    metricsKey: key ?? null,
    tracesTo: endpoint ?? null,
  }));
