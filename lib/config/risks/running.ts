import { found, type Risk, type RiskFacts } from "./risk.ts";

/** The highest value of each metric of a server that runs, by its name, and with a check's label by `name check`. */
export type RunningFigures = ReadonlyMap<string, number>;

/** Reads what /metrics answers. Of another program's answer it finds nothing of ours. */
export function figuresIn(metrics: string): RunningFigures {
  const figures = new Map<string, number>();
  for (const line of metrics.split("\n")) {
    const [, name, check, value] = /^(tillswitch_[a-z_]+)(?:\{(?:check="([a-z]+)"|[^}]*)\})? (\S+)$/.exec(line) ?? [];
    if (name === undefined || Number.isNaN(Number(value))) continue;
    const key = check === undefined ? name : `${name} ${check}`;
    figures.set(key, Math.max(figures.get(key) ?? -Infinity, Number(value)));
  }
  return figures;
}

/** As in deploy/prometheus/alerts.yml. */
const UNRESOLVED_SECONDS = 900;
const LATE_SECONDS = 1800;
const TRANSFERS_SECONDS = 3600;

/** What a server that runs here would raise an alert for, beside what its settings say. */
export function runningRisks(facts: RiskFacts): readonly Risk[] {
  const { running } = facts;
  const of = (name: string) => running?.get(`tillswitch_${name}`) ?? 0;
  const isFailing = (check: string) => of(`check_failing ${check}`) === 1;
  const isDown = running?.get("tillswitch_database_up") === 0;
  return found([
    [
      isDown,
      "dangerous",
      "DATABASE_URL",
      "the database does not answer the server that runs here",
      "nothing can be sold",
    ],
    [
      of("unresolved_oldest_seconds") > UNRESOLVED_SECONDS,
      "dangerous",
      "npm run reconcile",
      `the outcome of ${of("unresolved_payments")} payments is not known, of one for ${of("unresolved_oldest_seconds")} seconds`,
      "money may have moved without an order; the command asks the payment provider and says what needs you",
    ],
    ...transferRisks(of),
    ...sellerRisks(facts),
    [isFailing("payments"), "dangerous", "STRIPE_SECRET_KEY", "the payment provider refuses the key", "nobody can pay"],
    [
      isFailing("tax"),
      "warning",
      "TAX_PROVIDER",
      "the tax service does not answer or refused a booking",
      "checkouts wait, or taxes are not reported; /readyz says which",
    ],
    [
      isFailing("feed"),
      "warning",
      "CATALOG_FEED",
      "the product feed is not imported",
      "prices and stock are old; /readyz says why",
    ],
    [
      of("jobs_dead") > 0,
      "warning",
      "npm run reconcile",
      `${of("jobs_dead")} jobs are not tried any more`,
      "an order event, a message or a refund may never arrive",
    ],
    [
      of("jobs_oldest_seconds") > LATE_SECONDS,
      "warning",
      "docs/operations/watching.md",
      `a job waits for ${of("jobs_oldest_seconds")} seconds`,
      "a receiver or the mail server does not answer, or no instance does jobs",
    ],
    [
      of("flags_stale") === 1,
      "warning",
      "UNLEASH_URL",
      "the flag server does not answer as it should",
      "a flag that is turned there has no effect here",
    ],
    [
      of("breakers_open") > 0,
      "advice",
      "npm run breaker",
      `breakers that pause instant: ${of("breakers_open")}`,
      "too many payments failed, of a seller or at many",
    ],
  ]);
}

const MAX_NAMED = 5;

const some = (names: readonly string[]) =>
  `${names.slice(0, MAX_NAMED).join(", ")}${names.length > MAX_NAMED ? ` and ${names.length - MAX_NAMED} more` : ""}`;

const notReadyRisk = (sellers: readonly string[]) =>
  [
    sellers.length > 0,
    "warning",
    "npm run sellers",
    `the payment provider cannot pay these active sellers: ${some(sellers)}`,
    "nothing of theirs can be bought; the command says what each lacks, and --onboard ID makes an account",
  ] as const;

const idleKeysRisk = (keys: readonly string[]) =>
  [
    keys.length > 0,
    "advice",
    "npm run sellers",
    `sellers' keys that nobody used for 90 days are valid: ${some(keys)}`,
    "a lost key may go unnoticed; revoke it with --revoke-key",
  ] as const;

const unreadRisk = (sellers: readonly string[]) =>
  [
    sellers.length > 0,
    "warning",
    "npm run sellers",
    `this release cannot read the own delivery or taxes of these active sellers: ${some(sellers)}`,
    "nothing of theirs is priced, and only what was priced before can be paid; --set gives rules that it can read",
  ] as const;

const untaxedRisk = (sellers: readonly string[]) =>
  [
    sellers.length > 0,
    "warning",
    "npm run sellers",
    `the own taxes of these active sellers leave goods, or parts of a country, without tax: ${some(sellers)}`,
    "tax that is due there is not collected; --show says which, and where none is due a rule for the default class with the rate 0% in all of the country says so",
  ] as const;

const sellerRisks = ({
  sellersNotReady,
  sellersUnread,
  sellersUntaxed,
  idleSellerKeys,
  failedReceivers,
  unreadServer,
}: RiskFacts) => [
  unreadServerRisk(unreadServer),
  notReadyRisk(sellersNotReady ?? []),
  unreadRisk(sellersUnread ?? []),
  untaxedRisk(sellersUntaxed ?? []),
  idleKeysRisk(idleSellerKeys ?? []),
  failedReceiversRisk(failedReceivers ?? []),
];

const unreadServerRisk = (reason: string | null) =>
  [
    reason !== null,
    "warning",
    "DATA_DIR",
    `the sellers, their keys and receivers of the server that runs here could not all be read: ${reason?.replace(/\.$/, "")}`,
    "risks of theirs may be missing from this list",
  ] as const;

const failedReceiversRisk = (receivers: readonly string[]) =>
  [
    receivers.length > 0,
    "warning",
    "npm run sellers",
    `receivers that took no order event for two days were turned off: ${some(receivers)}`,
    "their sellers receive no order events there; --test-receiver says what one answers, --resume-receiver catches up",
  ] as const;

/** Money of sellers that does not move. */
const transferRisks = (of: (name: string) => number) =>
  [
    [
      of("transfers_oldest_seconds") > TRANSFERS_SECONDS,
      "warning",
      "npm run reconcile",
      `${of("transfers_due")} transfers to sellers were not sent, one of them for ${of("transfers_oldest_seconds")} seconds`,
      "sellers wait for their money; the log says why the payment provider refused it",
    ],
    [
      of("transfers_needing_person") > 0,
      "warning",
      "npm run reconcile",
      `${of("transfers_needing_person")} transfers to sellers, or claims on them, need a person`,
      "the command lists them, and npm run settle -- --transfer ends them",
    ],
  ] as const;
