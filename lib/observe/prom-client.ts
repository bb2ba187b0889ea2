import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from "prom-client";
import { CHECKS, FLAG_SOURCES, type WatchFigures } from "./figures.ts";
import { onSignal } from "./signals.ts";

export type Metrics = {
  /** `seconds`: from the request's first line to the end of its answer. */
  request(request: { readonly surface: string; readonly outcome: string; readonly seconds: number }): void;
  /** Everything in Prometheus' text format. Never fails: what cannot be read now is left out. */
  read(): Promise<{ readonly contentType: string; readonly text: string }>;
  close(): void;
};

const PREFIX = "tillswitch_";
/** From a status call on a warm database to a payment at a slow bank. */
const REQUEST_BUCKETS_MS = [2, 5, 10, 25, 50, 100, 250, 500, 1000, 2500, 5000, 10_000];
const PROVIDER_BUCKETS_MS = [50, 100, 250, 500, 1000, 2500, 5000, 10_000, 30_000];

/**
 * The metrics of this process. Events are counted as they happen; what the database knows is asked for when somebody reads.
 * Every label has few values, which are ours: nothing that a caller wrote becomes one.
 */
export function createMetrics(readFigures: () => Promise<WatchFigures>): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const counter = counterIn(registry);
  const histogram = histogramIn(registry);
  const requests = counter("http_requests_total", "Requests by surface and outcome.", ["surface", "outcome"]);
  const requestSeconds = histogram("http_request_seconds", "How long requests took.", ["surface"], REQUEST_BUCKETS_MS);
  const stops = countSignals(counter, histogram);
  const setFigures = figureGauges(registry);
  return {
    request({ surface, outcome, seconds }) {
      requests.inc({ surface, outcome });
      requestSeconds.observe({ surface }, seconds);
    },
    async read() {
      setFigures(await readFigures());
      return { contentType: registry.contentType, text: await registry.metrics() };
    },
    close() {
      for (const stop of stops) stop();
      registry.clear();
    },
  };
}

type Make = ReturnType<typeof counterIn>;
const counterIn =
  (registry: Registry) =>
  (name: string, help: string, labelNames: readonly string[]): Counter =>
    new Counter({ name: PREFIX + name, help, labelNames: [...labelNames], registers: [registry] });
const histogramIn =
  (registry: Registry) =>
  (name: string, help: string, labelNames: readonly string[], bucketsMs: readonly number[]): Histogram =>
    new Histogram({
      name: PREFIX + name,
      help,
      labelNames: [...labelNames],
      buckets: bucketsMs.map((ms) => ms / 1000),
      registers: [registry],
    });

function countSignals(counter: Make, histogram: ReturnType<typeof histogramIn>): readonly (() => void)[] {
  const tools = counter("tool_calls_total", "Calls of tools on /mcp.", ["tool", "outcome"]);
  const routes = counter("route_decisions_total", "Routes that were decided, by reason.", ["route", "reason"]);
  const attempts = counter("attempts_total", "Attempts to pay, by what became of them.", ["provider", "outcome"]);
  const asked = histogram(
    "provider_request_seconds",
    "How long the payment provider took, by operation; `lookUp` is a look-up.",
    ["provider", "operation", "outcome"],
    PROVIDER_BUCKETS_MS,
  );
  const limits = counter("limit_hits_total", "Calls that a limit refused.", ["limit", "by"]);
  const jobs = counter("jobs_total", "Jobs that were tried.", ["kind", "outcome"]);
  const queueFailures = counter(
    "job_queue_failures_total",
    "Failures of the job queue itself, as without a database.",
    [],
  );
  return [
    onSignal("tool_called", ({ tool, outcome }) => tools.inc({ tool, outcome })),
    onSignal("route_decided", ({ route, reason }) => routes.inc({ route, reason })),
    onSignal("attempt_ended", ({ provider, outcome }) => attempts.inc({ provider, outcome })),
    onSignal("provider_asked", ({ ms, ...labels }) => asked.observe(labels, ms / 1000)),
    onSignal("limit_hit", ({ limit, by }) => limits.inc({ limit, by })),
    onSignal("job_done", ({ kind, outcome }) => jobs.inc({ kind, outcome })),
    onSignal("job_queue_failed", () => queueFailures.inc()),
  ];
}

function figureGauges(registry: Registry): (figures: WatchFigures) => void {
  const gauge = (name: string, help: string, labelNames: readonly string[] = []) =>
    new Gauge({ name: PREFIX + name, help, labelNames: [...labelNames], registers: [registry] });
  const databaseUp = gauge("database_up", "1 while the database answers.");
  const waiting = gauge("jobs_waiting", "Jobs that are due and not done.", ["queue"]);
  const oldest = gauge("jobs_oldest_seconds", "Since when the eldest of those is due.", ["queue"]);
  const dead = gauge("jobs_dead", "Jobs that are not tried any more.");
  const unresolved = gauge("unresolved_payments", "Payments whose outcome their provider has not said.");
  const unresolvedOldest = gauge("unresolved_oldest_seconds", "Since when the eldest of those has no answer.");
  const openPages = gauge("open_payment_pages", "Payment pages that wait for their buyers.");
  const setTransfers = transferGauges(gauge);
  const receiversFailing = gauge("seller_receivers_failing", "Sellers' receivers that did not take the last event.");
  const receiversOff = gauge("seller_receivers_turned_off", "Sellers' receivers that took nothing for two days.");
  const breakers = gauge("breakers_open", "Breakers that pause the instant route: of sellers, and the one of all.");
  const kills = gauge("kill_switches_on", "Kill switch entries that are on.");
  const source = gauge("flags_source", "1 for where the flags in force came from.", ["source"]);
  const age = gauge("flags_age_seconds", "Since when the flag server has not confirmed the flags.");
  const stale = gauge("flags_stale", "1 while the flag server does not answer as it should.");
  const failing = gauge("check_failing", "1 for each check of /readyz that fails.", ["check"]);
  const pool = gauge("database_connections", "Connections of the pool, and calls that wait for one.", ["state"]);
  return (figures) => {
    databaseUp.set(figures.isDatabaseUp ? 1 : 0);
    waiting.reset();
    oldest.reset();
    for (const { queue, ...jobs } of figures.queues) {
      waiting.set({ queue }, jobs.waiting);
      oldest.set({ queue }, jobs.oldestSeconds);
    }
    dead.set(figures.deadJobs);
    unresolved.set(figures.unresolved.count);
    unresolvedOldest.set(figures.unresolved.oldestSeconds);
    openPages.set(figures.openPages);
    setTransfers(figures.transfers);
    receiversFailing.set(figures.sellerReceivers.failing);
    receiversOff.set(figures.sellerReceivers.turnedOff);
    breakers.set(figures.breakersOpen);
    kills.set(figures.killSwitchesOn);
    for (const one of FLAG_SOURCES) source.set({ source: one }, figures.flags.source === one ? 1 : 0);
    age.set(figures.flags.ageSeconds ?? 0);
    stale.set(figures.flags.isStale ? 1 : 0);
    for (const check of CHECKS) failing.set({ check }, figures.failingChecks.includes(check) ? 1 : 0);
    for (const state of ["total", "idle", "waiting"] as const) pool.set({ state }, figures.pool?.[state] ?? 0);
  };
}

type MakeGauge = (name: string, help: string, labelNames?: readonly string[]) => Gauge;

/** What sellers are to be sent, and what is claimed of them; a currency is one of a closed list. */
function transferGauges(gauge: MakeGauge): (transfers: WatchFigures["transfers"]) => void {
  const due = gauge("transfers_due", "Transfers to sellers that were not sent.");
  const oldest = gauge("transfers_oldest_seconds", "Since when the eldest of those is stored.");
  const refused = gauge("transfers_refused", "Those of them that the payment provider refused.");
  const needing = gauge("transfers_needing_person", "Transfers and claims that nobody asks for again by itself.");
  const claims = gauge("seller_claims_minor", "What sellers owe of refunds and disputes, in minor units.", [
    "currency",
  ]);
  return (transfers) => {
    due.set(transfers.due);
    oldest.set(transfers.oldestSeconds);
    refused.set(transfers.refused);
    needing.set(transfers.needPerson);
    claims.reset();
    for (const { currency, minor } of transfers.claims) claims.set({ currency }, minor);
  };
}
