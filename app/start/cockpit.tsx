import type { Runtime } from "#lib/runtime/runtime.ts";
import { DEFAULT_LOCALE } from "#lib/wire/accept-language.ts";

const LATEST = 6;
const COMMANDS = [
  ["Stop instant at once", 'npm run kill -- --on --why "the bank is down"'],
  ["List orders", "npm run orders"],
  ["Ship an order", "npm run ship -- --help"],
  ["Refund an order", "npm run refund -- --help"],
  ["Fill the experiment with simulated shoppers", "npm run demo:experiment"],
  ["See what needs a person", "npm run reconcile"],
] as const;

/** What the installation did last and what can be done about it; for whom DEVELOPER_PAGES lets in. */
export async function Cockpit({ opened }: { readonly opened: Runtime }) {
  return (
    <section aria-labelledby="cockpit" className="mt-10 border-t border-line pt-10">
      <h2 id="cockpit" className="mb-6 text-heading">
        See what it decided
      </h2>
      <div className="grid items-start gap-6 lg:grid-cols-2">
        <Decisions opened={opened} />
        <div className="flex min-w-0 flex-col gap-6">
          <Switches opened={opened} />
          <Commands />
        </div>
      </div>
      <p className="mt-6 flex flex-wrap gap-x-6 gap-y-2">
        <a className="link" href="/console">
          Console
        </a>
        <a className="link" href="/console/orders">
          Orders
        </a>
        <a className="link" href="/console/experiments/checkout-route">
          Instant against external
        </a>
        <a className="link" href="/console/disputes">
          Disputes
        </a>
        <a className="link" href="/try/mail">
          E-mails sent
        </a>
        {opened.bank === null ? null : (
          <a className="link" href="/sandbox-bank/ledger">
            The sandbox bank’s books
          </a>
        )}
      </p>
    </section>
  );
}

async function Decisions({ opened }: { readonly opened: Runtime }) {
  const latest = await opened.operator.latestDecisions(LATEST);
  return (
    <section aria-labelledby="decisions" className="card min-w-0 p-5">
      <h3 id="decisions" className="mb-3 font-semibold">
        Routes decided last
      </h3>
      {latest.length === 0 ? (
        <p className="text-muted">
          None yet.{" "}
          <a className="link" href="/try">
            Buy something in the stand-in
          </a>
          , and the reason for its route is here.
        </p>
      ) : (
        <ol className="flex flex-col">
          {latest.map(({ id, decision, sellerId, decidedAt }) => (
            <li key={id} className="flex flex-wrap items-baseline gap-x-3 border-t border-line py-2 first:border-t-0">
              <strong className="font-semibold">{decision.kind === "routed" ? decision.route : "no route"}</strong>
              <code className="font-mono text-caption">{decision.reason}</code>
              <span className="ml-auto min-w-0 text-caption text-muted wrap-anywhere">
                {sellerId}, <time dateTime={decidedAt.toISOString()}>{timeText(decidedAt)}</time>
              </span>
            </li>
          ))}
        </ol>
      )}
      <p className="mt-3 text-caption text-muted">
        Why, by seller and over time, and what to do about it:{" "}
        <a className="link" href="/console/routes">
          Routes
        </a>
      </p>
    </section>
  );
}

/** What keeps shoppers from instant here. The flag server's own switch is a flag, and not asked. */
export async function Switches({
  opened,
  level: Heading = "h3",
}: {
  readonly opened: Runtime;
  readonly level?: "h2" | "h3";
}) {
  const { switches, breakers } = await opened.operator.pauses();
  const on = switches.filter(({ isOn }) => isOn);
  const paused = breakers.filter(({ state }) => state !== "closed");
  return (
    <section aria-labelledby="switches" className="card min-w-0 p-5">
      <Heading id="switches" className="mb-3 font-semibold">
        {on.length + paused.length === 0 ? "Instant is not stopped" : "Instant is stopped"}
      </Heading>
      {on.length + paused.length === 0 ? (
        <p className="text-muted">No kill switch of ours is on, and no breaker is open.</p>
      ) : (
        <ul className="flex flex-col gap-1 text-muted">
          {on.map(({ sellerId, why }) => (
            <li key={`switch ${sellerId}`} className="wrap-anywhere">
              Kill switch, {sellerId ?? "all sellers"}: {why}
            </li>
          ))}
          {paused.map(({ sellerId, state, note }) => (
            <li key={`breaker ${sellerId}`} className="wrap-anywhere">
              Breaker {state}, {sellerId ?? "all sellers"}: {note}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

/** One click selects a command whole. */
function Commands() {
  return (
    <section aria-labelledby="commands" className="card min-w-0 p-5">
      <h3 id="commands" className="mb-3 font-semibold">
        Commands
      </h3>
      <dl className="flex flex-col gap-3">
        {COMMANDS.map(([title, command]) => (
          <div key={command}>
            <dt className="text-caption text-muted">{title}</dt>
            <dd>
              <code className="block rounded-control bg-sunken px-3 py-2 font-mono text-caption wrap-anywhere select-all">
                {command}
              </code>
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

const timeText = (moment: Date): string =>
  `${new Intl.DateTimeFormat(DEFAULT_LOCALE, { timeStyle: "medium", timeZone: "UTC", hourCycle: "h23" }).format(moment)} UTC`;
