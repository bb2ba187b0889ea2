import type { Metrics } from "#lib/observe/prom-client.ts";

/** For a front door whose counts nobody reads. */
export const NO_METRICS: Metrics = {
  request: () => undefined,
  read: () => Promise.resolve({ contentType: "text/plain", text: "" }),
  close: () => undefined,
};
