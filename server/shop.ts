import type { MountedMcp } from "#app/mcp/mount.ts";
import type { ListenConfig } from "#lib/config/listen/listen.ts";
import type { CallLimit } from "#lib/http/limits/call-limits.ts";
import type { Metrics } from "#lib/observe/prom-client.ts";
import type { Route } from "./front/match.ts";

export type FrontSettings = Omit<ListenConfig, "ownUrl"> & {
  readonly publicUrl: string;
  /** Lets programs elsewhere read /metrics; null: this machine alone does. */
  readonly metricsKey: string | null;
};

/**
 * What the front door needs of the shop behind it. Next bundles the shop, so the front door, which runs beside the
 * bundle, is handed this by `startServer` instead of importing a second copy of every module.
 */
export type Shop = {
  readonly settings: FrontSettings;
  readonly routes: readonly Route[];
  readonly mcp: () => Promise<MountedMcp | null>;
  readonly metrics: Pick<Metrics, "request" | "read">;
  /** By address and by key. */
  readonly limit: CallLimit;
  /** Tells the operator of a request that failed where it must not. */
  readonly report: (error: unknown) => void;
  readonly stop: () => Promise<void>;
};

declare global {
  /** Set while a front door waits for its shop; absent under `next dev` and in hosts with a server of their own. */
  var tillswitchFrontDoor: { open(shop: Shop): void } | undefined;
}
