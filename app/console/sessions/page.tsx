import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { MAX_LISTED } from "#lib/operator/console/sessions.ts";
import type { ConsoleSession } from "#lib/store/console-store.ts";
import { DEFAULT_LOCALE } from "#lib/wire/accept-language.ts";
import { formatTime } from "../../components/dates.ts";
import { ConsoleFrame } from "../console-frame.tsx";
import { enterConsole } from "../sign-in/access.ts";

export const dynamic = "force-dynamic";
export const metadata: Metadata = { title: "Sessions", robots: { index: false, follow: false } };

/** Who is signed in at the console, and the way to end it. */
export default async function SessionsPage() {
  const { opened, session } = await enterConsole();
  const { config, consoleSignIn } = opened;
  if (consoleSignIn === null) notFound();
  const { idleMs, lastsMs } = config.consoleSession;
  const sessions = await consoleSignIn.sessions();
  const others = sessions.filter(({ digest }) => digest !== session?.digest);
  return (
    <ConsoleFrame title="Sessions" isOpenToAll={false} isTest={config.payment.mode === "test"}>
      <div className="flex flex-col gap-2">
        <h1 className="text-heading">Sessions</h1>
        <p className="max-w-prose text-muted">
          Every browser that is signed in. A session ends after {durationText(idleMs)} without use, and{" "}
          {durationText(lastsMs)} after the sign-in at the latest. A new <code className="font-mono">CONSOLE_KEY</code>{" "}
          ends all of them.
        </p>
      </div>
      <ul className="card divide-y divide-line">
        {session === null ? null : <SessionRow session={session} isThis={true} />}
        {others.map((one) => (
          <SessionRow key={one.digest} session={one} isThis={false} />
        ))}
        {sessions.length < MAX_LISTED ? null : (
          <li className="p-5 text-muted">
            Only the {MAX_LISTED} that were seen last are listed; the button ends the others too.
          </li>
        )}
        {sessions.length === 0 ? <li className="p-5 text-muted">Nobody is signed in.</li> : null}
      </ul>
      {others.length === 0 ? null : (
        <form method="post" action="/console/sessions/end">
          <input type="hidden" name="others" value="all" />
          <button type="submit" className="button button-quiet">
            {session === null ? "End all sessions" : "End all other sessions"}
          </button>
        </form>
      )}
    </ConsoleFrame>
  );
}

function SessionRow({ session, isThis }: { readonly session: ConsoleSession; readonly isThis: boolean }) {
  const { browser, createdAt, lastSeenAt, endsAt, digest } = session;
  const times = [
    ["Signed in", createdAt],
    ["Last seen", lastSeenAt],
    ["Ends at the latest", endsAt],
  ] as const;
  return (
    <li className="flex flex-col gap-4 p-5 sm:flex-row sm:items-center sm:justify-between sm:p-6">
      <div className="flex min-w-0 flex-col gap-3">
        <h2 className="flex flex-wrap items-center gap-x-3 gap-y-1 text-title">
          {browser}
          {isThis ? (
            <span className="rounded-full bg-positive-soft px-3 py-1 text-caption font-medium text-positive">
              This session
            </span>
          ) : null}
        </h2>
        <dl className="grid gap-x-8 gap-y-2 text-caption sm:grid-cols-3">
          {times.map(([name, time]) => (
            <div key={name}>
              <dt className="text-muted">{name}</dt>
              <dd>
                <time dateTime={time.toISOString()}>{formatTime(time, DEFAULT_LOCALE)}</time>
              </dd>
            </div>
          ))}
        </dl>
      </div>
      {isThis ? null : (
        <form method="post" action="/console/sessions/end" className="shrink-0">
          <input type="hidden" name="session" value={digest} />
          <button type="submit" className="button button-quiet w-full sm:w-auto">
            End<span className="visually-hidden"> the session of {browser}</span>
          </button>
        </form>
      )}
    </li>
  );
}

/** "90 minutes", "1 hour", "12 hours". */
function durationText(milliseconds: number): string {
  const minutes = milliseconds / 60_000;
  const [count, unit] = minutes % 60 === 0 ? [minutes / 60, "hour"] : [minutes, "minute"];
  return `${count} ${unit}${count === 1 ? "" : "s"}`;
}
