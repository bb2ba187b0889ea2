import { z } from "zod";
import { bearerKey } from "../setting.ts";

/** METRICS_KEY lets a program elsewhere read /metrics; without it this machine alone does. */
export const metricsSettings = z
  .object({ METRICS_KEY: bearerKey().optional() })
  .transform(({ METRICS_KEY: key }): { readonly metricsKey: string | null } => ({ metricsKey: key ?? null }));
