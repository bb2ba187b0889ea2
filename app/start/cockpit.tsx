import type { ReactNode } from "react";
import type { Runtime } from "#lib/runtime/runtime.ts";
import { DEFAULT_LOCALE } from "#lib/wire/accept-language.ts";
import { Command } from "../components/unbroken.tsx";
import { resumeCommand } from "./resume-command.ts";

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
  const names = await opened.operator.sellerNames([...new Set(latest.map(({ sellerId }) => sellerId))]);
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
                {names.get(sellerId) ?? sellerId}, <time dateTime={decidedAt.toISOString()}>{timeText(decidedAt)}</time>
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
  readonly opened: Pick<Runtime, "operator">;
  readonly level?: "h2" | "h3";
}) {
  const { switches, breakers } = await opened.operator.pauses();
  const on = switches.filter(({ isOn }) => isOn);
  const paused = breakers.filter(({ state }) => state !== "closed");
  const isStopped = on.length + paused.length > 0;
  const ids = [...on, ...paused].flatMap(({ sellerId }) => (sellerId === null ? [] : [sellerId]));
  const names = await opened.operator.sellerNames([...new Set(ids)]);
  const whose = (id: (typeof ids)[number] | null) => (id === null ? "all sellers" : (names.get(id) ?? id));
  return (
    <section
      aria-labelledby="switches"
      className={`card min-w-0 p-5 ${isStopped ? "border-s-4 border-s-warning" : ""}`}
    >
      <Heading id="switches" className={`mb-3 font-semibold ${isStopped ? "text-warning" : ""}`}>
        {isStopped ? "Instant is stopped" : "Instant is not stopped"}
      </Heading>
      {!isStopped ? (
        <p className="text-muted">No kill switch of ours is on, and no breaker is open.</p>
      ) : (
        <>
          <p className="mb-3 text-caption text-muted">Each stop has the command that ends it.</p>
          <ul className="flex flex-col gap-3 text-muted">
            {on.map(({ sellerId, why }) => (
              <Stop key={`switch ${sellerId}`} command={resumeCommand("switch", sellerId)}>
                Kill switch, {whose(sellerId)}: {why}
              </Stop>
            ))}
            {paused.map(({ sellerId, state, note }) => (
              <Stop key={`breaker ${sellerId}`} command={resumeCommand("breaker", sellerId)}>
                Breaker {state.replace("_", "-")}, {whose(sellerId)}: {note}
              </Stop>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}

function Stop({ command, children }: { readonly command: string; readonly children: ReactNode }) {
  return (
    <li className="flex flex-col gap-1">
      <p className="wrap-anywhere">{children}</p>
      <Command>{command}</Command>
    </li>
  );
}

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
              <Command>{command}</Command>
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

const timeText = (moment: Date): string =>
  `${new Intl.DateTimeFormat(DEFAULT_LOCALE, { timeStyle: "medium", timeZone: "UTC", hourCycle: "h23" }).format(moment)} UTC`;
