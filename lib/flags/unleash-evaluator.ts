import { EventEmitter } from "node:events";
import { Unleash, type UnleashConfig } from "unleash-client";
import type { FlagsDocument } from "./unleash-document.ts";

type Repository = NonNullable<UnleashConfig["repository"]>;
type Toggle = ReturnType<Repository["getToggles"]>[number];
type Segment = NonNullable<ReturnType<Repository["getSegment"]>>;

/** Flags in memory, as the vendor's client asks for them. They are put in from outside; it fetches nothing itself. */
export class HeldFlags extends EventEmitter implements Repository {
  #toggles = new Map<string, Toggle>();
  #segments = new Map<number, Segment>();

  put(document: FlagsDocument): void {
    // Checked as far as Tillswitch relies on it; the rest is between the server and its client.
    const toggles: readonly { readonly name: string }[] = document.features;
    this.#toggles = new Map(toggles.map((one) => [one.name, one as Toggle]));
    this.#segments = new Map((document.segments ?? []).map((one) => [one.id, one as Segment]));
  }
  getToggle(name: string): Toggle | undefined {
    return this.#toggles.get(name);
  }
  getToggles(): Toggle[] {
    return [...this.#toggles.values()];
  }
  getSegment(id: number): Segment | undefined {
    return this.#segments.get(id);
  }
  getTogglesWithSegmentData(): ReturnType<Repository["getTogglesWithSegmentData"]> {
    return this.getToggles().map(({ strategies, ...toggle }) => ({
      ...toggle,
      strategies: (strategies ?? []).map(({ segments, ...strategy }) => ({
        ...strategy,
        segments: (segments ?? []).map((id) => this.getSegment(id)),
      })),
    })) as ReturnType<Repository["getTogglesWithSegmentData"]>;
  }
  start(): Promise<void> {
    this.emit("ready");
    return Promise.resolve();
  }
  /** The vendor's client calls it when it is destroyed; the flags stay for the next one. */
  stop(): void {
    this.removeAllListeners();
  }
}

/** The server that is sent how often each flag was evaluated to what. */
export type CountingServer = {
  readonly url: string;
  readonly token: string;
  readonly appName: string;
  readonly countsEveryMs: number;
};

export type Evaluator = {
  readonly unleash: Unleash;
  /** The server let nobody in once, and the vendor's client has stopped to send counts for good. */
  hasStoppedCounting(): boolean;
  /** Sends the counts, and ends. */
  close(): Promise<void>;
};

const COUNTS_WITHIN_MS = 2000;
const CLOSE_WITHIN_MS = 3000;

/** The vendor's client on flags that are held already: it evaluates, and counts for its server when there is one. */
export async function startEvaluator(
  held: HeldFlags,
  server: CountingServer | null,
  warn: (message: string) => void,
): Promise<Evaluator> {
  let hasStopped = false;
  const unleash = new Unleash({
    appName: server?.appName ?? "tillswitch",
    url: server?.url ?? "http://127.0.0.1:9/",
    repository: held,
    disableAutoStart: true,
    skipInstanceCountWarning: true,
    refreshInterval: 0,
    disableMetrics: server === null,
    metricsInterval: server?.countsEveryMs ?? 0,
    timeout: COUNTS_WITHIN_MS,
    ...(server === null ? {} : { customHeaders: { Authorization: server.token } }),
  });
  unleash.on("error", (error: unknown) => warn(`flags: ${error instanceof Error ? error.message : String(error)}`));
  unleash.on("warn", (message: unknown) => {
    const text = message instanceof Error ? message.message : String(message);
    hasStopped ||= text.endsWith("stopping metrics");
    warn(`flags: ${text}`);
  });
  await unleash.start();
  return {
    unleash,
    hasStoppedCounting: () => hasStopped,
    async close() {
      const bound = new AbortController();
      const late = new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, CLOSE_WITHIN_MS);
        bound.signal.addEventListener("abort", () => clearTimeout(timer));
      });
      if (server !== null) await Promise.race([unleash.flushMetrics().catch(() => undefined), late]);
      bound.abort();
      unleash.destroy();
    },
  };
}
